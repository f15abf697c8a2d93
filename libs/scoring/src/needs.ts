import { decimalText, ExactDecimal } from '@zerofab/units';
import type { IndicatorResult, Need } from './result.js';

const DIGITS = 12;

/** Change that a whole point asks for, %; null where the present value is 0 or the step is no change of a value. */
const perPoint = ({ next }: IndicatorResult): ExactDecimal | null =>
  next === null || next.changePercent === null || new ExactDecimal(next.points).isZero()
    ? null
    : new ExactDecimal(next.changePercent).abs().div(next.points);

const kindOf = ({ next, status }: IndicatorResult): Need['kind'] | null => {
  if (next === null) return null;
  if (next.grade !== null) return 'grade';
  return status === 'missing' || status === 'noBenchmark' ? 'tell' : 'value';
};

const ORDER: Readonly<Record<Need['kind'], number>> = { value: 0, grade: 1, tell: 2 };

/**
 * Indicators by what their next point needs: first those that change least for a point (percent of the present value), then
 * steps of evidence, then what must be told first, which promises nothing. Within these the most points first.
 */
export const rankedNeeds = (results: readonly IndicatorResult[]): readonly Need[] =>
  results
    .flatMap((result) => {
      const kind = kindOf(result);
      if (kind === null || result.next === null) return [];
      return [{ id: result.id, kind, points: new ExactDecimal(result.next.points), cost: perPoint(result) }];
    })
    .toSorted((a, b) => {
      if (a.kind !== b.kind) return ORDER[a.kind] - ORDER[b.kind];
      if (a.cost !== null && b.cost !== null) return a.cost.comparedTo(b.cost);
      if (a.cost !== null || b.cost !== null) return a.cost === null ? 1 : -1;
      return b.points.comparedTo(a.points);
    })
    .map(({ id, kind, points, cost }) => ({
      id,
      kind,
      points: decimalText(points),
      percentPerPoint: cost === null ? null : decimalText(cost.toSignificantDigits(DIGITS)),
    }));
