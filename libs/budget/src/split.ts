import { decimalText, ExactDecimal } from '@zerofab/units';

/**
 * Splits the total of a year into months by weights; the parts add up to the total to the last digit (largest remainder).
 * @param total decimal text, 0 or more
 * @param weights twelve, 0 or more, such as last year's amounts or the days of the months; all 0: in equal parts
 * @param decimals of the parts; the digits of the total beyond them go to the largest part
 */
export const splitYear = (total: string, weights: readonly number[], decimals: number): string[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const share = (weight: number): ExactDecimal =>
    sum === 0 ? new ExactDecimal(1).div(weights.length) : new ExactDecimal(weight).div(sum);
  const whole = new ExactDecimal(total);
  const exact = weights.map((weight) => whole.times(share(weight)));
  const parts = exact.map((part) => part.toDecimalPlaces(decimals, ExactDecimal.ROUND_DOWN));
  const step = new ExactDecimal(10).pow(-decimals);
  let left = parts.reduce((rest, part) => rest.minus(part), whole);
  const byRemainder = exact
    .map((part, n) => ({ n, remainder: part.minus(parts[n] ?? 0) }))
    .toSorted((a, b) => b.remainder.comparedTo(a.remainder));
  for (const { n } of byRemainder) {
    if (left.lt(step)) break;
    parts[n] = (parts[n] ?? new ExactDecimal(0)).plus(step);
    left = left.minus(step);
  }
  const largest = parts.reduce((most, part, n) => (part.gt(parts[most] ?? 0) ? n : most), 0);
  parts[largest] = (parts[largest] ?? new ExactDecimal(0)).plus(left);
  return parts.map(decimalText);
};

/** What the months of a budget make more or less than its total; 0 where they add up. */
export const splitDifference = (total: string, months: readonly string[]): string =>
  decimalText(
    months.reduce((sum, month) => sum.plus(month), new ExactDecimal(0)).minus(new ExactDecimal(total)),
  );
