import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';

/** A target with the way to it. */
export interface TargetPath {
  readonly baseYear: number;
  /** Decimal text. */
  readonly baseValue: string;
  readonly targetYear: number;
  readonly path: 'linear' | 'rate' | 'own';
  /** Of a linear path. */
  readonly targetValue: string | null;
  /** Of a path by rate: yearly fall in parts of the base value. */
  readonly yearlyRate: string | null;
  /** Of an own path. */
  readonly points: readonly { readonly year: number; readonly value: string }[];
}

/**
 * Yearly fall of the absolute contraction approach of the Science Based Targets initiative for 1.5 °C: 4.2 % of the base
 * year's value, linear (from memory; compare with its current criteria before a claim).
 */
export const SBTI_RATE = '0.042';

const between = (
  from: { readonly year: number; readonly value: string },
  to: { readonly year: number; readonly value: string },
  year: number,
): ExactDecimal => {
  const start = new ExactDecimal(from.value);
  if (to.year === from.year) return start;
  return new ExactDecimal(to.value)
    .minus(start)
    .times(year - from.year)
    .div(to.year - from.year)
    .plus(start);
};

/** What is wrong with a path; null where it holds. */
export const pathProblem = (target: TargetPath): (Bilingual & { readonly field: string }) | null => {
  const { baseYear, targetYear, path, targetValue, points } = target;
  if (targetYear <= baseYear)
    return {
      field: 'targetYear',
      zh: '目标年须晚于基准年',
      en: 'the target year must be after the base year',
    };
  if (path === 'linear' && targetValue === null)
    return {
      field: 'targetValue',
      zh: '线性路径须给出目标年的数值',
      en: 'a linear path needs the value of its target year',
    };
  if (path !== 'own') return null;
  const years = points.map(({ year }) => year);
  if (new Set(years).size < years.length)
    return { field: 'points', zh: '同一年份出现两次', en: 'a year stands twice' };
  if (Math.max(...years) !== targetYear || Math.min(...years) <= baseYear)
    return {
      field: 'points',
      zh: '自定路径的年份须在基准年之后，最后一点为目标年',
      en: 'the points of an own path lie after the base year, and the last one is of the target year',
    };
  return null;
};

/**
 * Planned value of a year: linear between base and target, by a rate of the base value (never below 0), or linear between
 * own points. After the target year its value stays.
 * @returns null before the base year
 */
export const plannedValue = (target: TargetPath, year: number): string | null => {
  const { baseYear, baseValue, targetYear, path, targetValue, yearlyRate, points } = target;
  if (year < baseYear) return null;
  const at = Math.min(year, targetYear);
  const base = { year: baseYear, value: baseValue };
  if (path === 'rate') {
    const fall = new ExactDecimal(yearlyRate ?? SBTI_RATE).times(at - baseYear);
    return decimalText(ExactDecimal.max(0, new ExactDecimal(1).minus(fall)).times(baseValue));
  }
  if (path === 'linear')
    return decimalText(between(base, { year: targetYear, value: targetValue ?? baseValue }, at));
  const all = [base, ...points.toSorted((a, b) => a.year - b.year)];
  const next = all.findIndex((point) => point.year >= at);
  const to = all[next] ?? base;
  return decimalText(between(all[Math.max(0, next - 1)] ?? base, to, at));
};

/**
 * Fall a year that still reaches the target from the last known year; 0 or less: the target is reached by then.
 * @returns null where the target year is not ahead
 */
export const neededPerYear = (
  target: TargetPath,
  last: { readonly year: number; readonly value: number },
): number | null => {
  const goal = plannedValue(target, target.targetYear);
  if (goal === null || last.year >= target.targetYear) return null;
  return (last.value - Number(goal)) / (target.targetYear - last.year);
};
