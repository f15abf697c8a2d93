import type { AmendEngagement, EngagementView } from '@zerofab/contracts';
import type { AssuranceLevel, SourceCategory } from '@zerofab/vocabulary';

/** What the boxes of an engagement hold: text, as typed. */
export interface EngagementForm {
  assurance: AssuranceLevel;
  percent: string;
  tonnes: string;
  classes: { category: string; percent: string }[];
  body: string;
  accreditation: string;
  people: { name: string; role: string }[];
  seed: string;
}

/** The boxes of an engagement; of a new one empty but for one person and a seed that can be replaced. */
export const formOf = (engagement: EngagementView | null, seed: string): EngagementForm => {
  if (engagement === null)
    return {
      assurance: 'limited',
      percent: '',
      tonnes: '',
      classes: [],
      body: '',
      accreditation: '',
      people: [{ name: '', role: '' }],
      seed,
    };
  const { materiality, verifier } = engagement;
  return {
    assurance: engagement.assurance,
    // A default that nobody chose stays one until somebody does.
    percent: materiality.isDefault ? '' : (materiality.percent ?? ''),
    tonnes: materiality.tonnes ?? '',
    classes: materiality.classes.map((one) => ({ ...one })),
    body: verifier.body,
    accreditation: verifier.accreditation ?? '',
    people: verifier.people.map(({ name, role }) => ({ name, role: role ?? '' })),
    seed: engagement.seed,
  };
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The request of the boxes. Without a materiality the default of the platform holds. */
export const planOf = (
  form: EngagementForm,
): Pick<AmendEngagement, 'assurance' | 'materiality' | 'verifier' | 'seed'> => {
  const [percent, tonnes] = [orNull(form.percent), orNull(form.tonnes)];
  const untouched = percent === null && tonnes === null && form.classes.length === 0;
  return {
    assurance: form.assurance,
    materiality: untouched
      ? null
      : {
          percent,
          tonnes,
          classes: form.classes.map(({ category, percent: share }) => ({
            category: category as SourceCategory,
            percent: share.trim(),
          })),
        },
    verifier: {
      body: form.body,
      accreditation: orNull(form.accreditation),
      people: form.people.map(({ name, role }) => ({ name, role: orNull(role) })),
    },
    seed: form.seed,
  };
};
