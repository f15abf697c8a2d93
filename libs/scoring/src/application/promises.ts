import { ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { scoredOf } from '../scheme-walk.js';
import type { Indicator, Scheme } from '../scheme.js';

/** What is promised of a core indicator for a year. */
export interface YearlyTarget {
  readonly year: number;
  /** Id of a core indicator. */
  readonly indicator: string;
  /** Decimal text, in the unit of the indicator. */
  readonly value: string;
}
interface PromiseProblem {
  readonly year: number | null;
  readonly indicator: string | null;
  readonly text: Bilingual;
}

/** Core targets are to be reached by then at the latest: 工信厅节函〔2026〕334号, condition E6. */
const LAST_YEAR = 2030;

/** Indicators with an entry and a target value. */
export const coreIndicators = (scheme: Scheme): readonly Indicator[] =>
  scoredOf(scheme).filter(({ thresholds }) => thresholds !== null);

const reaches = ({ direction }: Indicator, value: string, wanted: string): boolean => {
  const number = new ExactDecimal(value);
  return direction === 'positive' ? number.gte(wanted) : number.lte(wanted);
};

/** Whether the actual value of a year keeps what was promised; null: one of the two is not known. */
export const kept = (indicator: Indicator, promised: string | null, actual: string | null): boolean | null =>
  promised === null || actual === null ? null : reaches(indicator, actual, promised);

const problem = (year: number | null, indicator: string | null, zh: string, en: string): PromiseProblem => ({
  year,
  indicator,
  text: { zh, en },
});

const ofIndicator = (
  indicator: Indicator,
  targets: readonly YearlyTarget[],
  toYear: number,
): PromiseProblem[] => {
  const { id } = indicator;
  const own = targets.filter((each) => each.indicator === id).toSorted((a, b) => a.year - b.year);
  const last = own.find(({ year }) => year === toYear);
  const target = indicator.thresholds?.target?.value;
  const worse = own.flatMap((each, at) => {
    const before = own[at - 1];
    return before === undefined || reaches(indicator, each.value, before.value)
      ? []
      : [
          problem(
            each.year,
            id,
            `指标 ${id}：${String(each.year)} 年目标 ${each.value} 差于上年 ${before.value}；请核对`,
            `indicator ${id}: the target of ${String(each.year)}, ${each.value}, is worse than ${before.value} of the year before; check it`,
          ),
        ];
  });
  if (last === undefined)
    return [
      ...worse,
      problem(
        toYear,
        id,
        `指标 ${id} 缺建设期末 ${String(toYear)} 年的目标`,
        `indicator ${id} lacks its target of ${String(toYear)}, the last year of building`,
      ),
    ];
  if (target === undefined || reaches(indicator, last.value, target)) return worse;
  return [
    ...worse,
    problem(
      toYear,
      id,
      `指标 ${id} 建设期末目标 ${last.value} 未达目标值 ${target}（E6）`,
      `indicator ${id}: ${last.value} at the end of building does not reach the target value ${target} (E6)`,
    ),
  ];
};

/**
 * What stands against the yearly targets of a plan: a period that ends after 2030, a core target not reached by its end, a year
 * worse than the one before. Source: 工信厅节函〔2026〕334号, E6; that a year should not be worse is ours.
 */
export const promiseProblems = (
  scheme: Scheme,
  { toYear }: { readonly toYear: number },
  targets: readonly YearlyTarget[],
): readonly PromiseProblem[] => [
  ...(toYear > LAST_YEAR
    ? [
        problem(
          toYear,
          null,
          `建设期止于 ${String(toYear)} 年，晚于 ${String(LAST_YEAR)} 年（E6）`,
          `the period of building ends with ${String(toYear)}, later than ${String(LAST_YEAR)} (E6)`,
        ),
      ]
    : []),
  ...coreIndicators(scheme).flatMap((indicator) => ofIndicator(indicator, targets, toYear)),
];
