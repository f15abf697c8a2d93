import type { Application, PutApplication } from '@zerofab/contracts';

interface PartForm {
  id: string;
  text: string;
  evidence: string;
}
export interface ApplicationForm {
  fromYear: string;
  toYear: string;
  plan: PartForm[];
  acceptance: PartForm[];
  /** Typed targets by `indicator year`. */
  targets: Record<string, string>;
  note: string;
}

export const targetKey = (indicator: string, year: number): string => `${indicator} ${String(year)}`;

export const formOfApplication = (application: Application): ApplicationForm => {
  const parts = (given: Application['plan']): PartForm[] =>
    given.map(({ id, text, evidence }) => ({ id, text, evidence: evidence ?? '' }));
  return {
    fromYear: String(application.fromYear),
    toYear: String(application.toYear),
    plan: parts(application.plan),
    acceptance: parts(application.acceptance),
    targets: Object.fromEntries(
      application.years.flatMap(({ year, rows }) =>
        rows.map(({ indicator, promised }) => [targetKey(indicator, year), promised ?? '']),
      ),
    ),
    note: '',
  };
};

/** Years of the plan as they are typed; none where they are no years. */
export const yearsOf = ({ fromYear, toYear }: ApplicationForm): number[] => {
  const [from, to] = [Number(fromYear), Number(toYear)];
  const most = 12;
  return Number.isInteger(from) && Number.isInteger(to) && from > 1990 && to >= from && to - from < most
    ? Array.from({ length: to - from + 1 }, (_, n) => from + n)
    : [];
};

/** What is sent: boxes that were left empty promise nothing; targets of years that were struck go with them. */
export const bodyOfApplication = (
  form: ApplicationForm,
  indicators: readonly string[],
  expectedVersion: number,
): PutApplication => {
  const parts = (given: readonly PartForm[]) =>
    given.map(({ id, text, evidence }) => ({
      id,
      text: text.trim(),
      ...(evidence.trim() === '' ? {} : { evidence: evidence.trim() }),
    }));
  return {
    fromYear: Number(form.fromYear),
    toYear: Number(form.toYear),
    plan: parts(form.plan),
    acceptance: parts(form.acceptance),
    targets: yearsOf(form).flatMap((year) =>
      indicators.flatMap((indicator) => {
        const value = (form.targets[targetKey(indicator, year)] ?? '').trim();
        return value === '' ? [] : [{ year, indicator, value }];
      }),
    ),
    ...(form.note.trim() === '' ? {} : { note: form.note.trim() }),
    expectedVersion,
  };
};
