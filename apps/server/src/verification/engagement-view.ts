import type { AmendEngagement, EngagementHead } from '@zerofab/contracts';
import type { Engagement, EngagementPlan } from '@zerofab/inventory';
import type { Opinion } from '@zerofab/vocabulary';

/** An engagement as lists show it. */
export const engagementHead = (one: Engagement): EngagementHead => ({
  id: one.id,
  period: one.period,
  state: one.state,
  version: one.version,
  assurance: one.assurance,
  verifier: one.verifier,
  opened: one.opened,
  conclusion:
    one.conclusion === null ? null : { ...one.conclusion, opinion: one.conclusion.opinion as Opinion },
  withdrawn: one.withdrawn,
});

/** What a request says of an engagement. */
export const planOf = ({
  assurance,
  materiality,
  verifier,
  seed,
}: Pick<AmendEngagement, 'assurance' | 'materiality' | 'verifier' | 'seed'>): EngagementPlan => ({
  assurance,
  seed,
  verifier: {
    body: verifier.body,
    accreditation: emptyIsNull(verifier.accreditation),
    people: verifier.people.map(({ name, role }) => ({ name, role: emptyIsNull(role) })),
  },
  materiality:
    materiality === null || materiality === undefined
      ? null
      : {
          percent: materiality.percent ?? null,
          tonnes: materiality.tonnes ?? null,
          classes: materiality.classes,
        },
});

const emptyIsNull = (text: string | null | undefined): string | null =>
  text === undefined || text === '' ? null : text;
