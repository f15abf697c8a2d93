import type { Application } from '@zerofab/contracts';
import {
  ACCEPTANCE_OUTLINE,
  coreIndicators,
  kept,
  PLAN_OUTLINE,
  promiseProblems,
  type Evaluation,
  type Scheme,
} from '@zerofab/scoring';
import type { ApplicationStore } from '@zerofab/inventory';

type Stored = NonNullable<Awaited<ReturnType<ApplicationStore['find']>>>;
type StoredYear = Awaited<ReturnType<ApplicationStore['evaluations']>>[number];
type Part = Application['plan'][number];

/** A plan of which nothing is recorded yet: from this year until 2030. */
const LAST_YEAR = 2030;
const emptyPlan = (thisYear: number): Pick<Stored, 'fromYear' | 'toYear' | 'targets'> => ({
  fromYear: thisYear,
  toYear: Math.max(thisYear, LAST_YEAR),
  targets: [],
});

const partsOf = (outline: typeof PLAN_OUTLINE, told: Stored['plan']): Part[] =>
  outline.map(({ id, title, hint }) => {
    const own = told.find((each) => each.id === id);
    return { id, title, hint, text: own?.text ?? '', evidence: own?.evidence ?? null };
  });

const yearOf = (
  year: number,
  scheme: Scheme,
  targets: Stored['targets'],
  actual: Evaluation | null,
  said: StoredYear | undefined,
): Application['years'][number] => ({
  year,
  rows: coreIndicators(scheme).map((indicator) => {
    const promised =
      targets.find((each) => each.year === year && each.indicator === indicator.id)?.value ?? null;
    const value = actual?.core.find(({ id }) => id === indicator.id)?.value ?? null;
    return { indicator: indicator.id, promised, actual: value, kept: kept(indicator, promised, value) };
  }),
  evaluation:
    said === undefined
      ? null
      : {
          version: said.version,
          recordedBy: said.recordedBy,
          recordedAt: said.recordedAt.toISOString(),
          progress: said.progress,
          results: said.results,
          evidence: said.evidence,
          values: [...said.values],
        },
});

/** Everything an application is shown by. */
export interface ApplicationParts {
  readonly site: string;
  readonly scheme: Scheme;
  readonly thisYear: number;
  readonly stored: Stored | undefined;
  readonly evaluations: readonly StoredYear[];
  /** Scores of the years of building that have begun. */
  readonly actuals: ReadonlyMap<number, Evaluation | null>;
  readonly versions: Application['versions'];
}

export const applicationView = ({
  site,
  scheme,
  thisYear,
  stored,
  evaluations,
  actuals,
  versions,
}: ApplicationParts): Application => {
  const plan = stored ?? emptyPlan(thisYear);
  const { fromYear, toYear, targets } = plan;
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, n) => fromYear + n);
  return {
    site,
    scheme: scheme.id,
    schemeName: scheme.name,
    version: stored?.version ?? 0,
    recordedBy: stored?.recordedBy ?? null,
    recordedAt: stored?.recordedAt.toISOString() ?? null,
    fromYear,
    toYear,
    plan: partsOf(PLAN_OUTLINE, stored?.plan ?? []),
    acceptance: partsOf(ACCEPTANCE_OUTLINE, stored?.acceptance ?? []),
    problems: [...promiseProblems(scheme, plan, targets)],
    core: coreIndicators(scheme).map(({ id, title, unit, direction, thresholds }) => ({
      id,
      title,
      unit,
      direction,
      entry: thresholds?.entry?.value ?? null,
      target: thresholds?.target?.value ?? null,
    })),
    eligibility: actuals.get(thisYear)?.eligibility ?? null,
    years: years.map((year) =>
      yearOf(
        year,
        scheme,
        targets,
        actuals.get(year) ?? null,
        evaluations.find((each) => each.year === year),
      ),
    ),
    versions,
  };
};
