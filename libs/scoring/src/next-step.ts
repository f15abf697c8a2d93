import { decimalText, ExactDecimal } from '@zerofab/units';
import type { OnScale } from './curve.js';
import type { IndicatorStatus, NextStep } from './result.js';
import type { Indicator } from './scheme.js';

const ONE = new ExactDecimal(1);
const HUNDRED = new ExactDecimal(100);
const DIGITS = 12;

const brief = (value: ExactDecimal): string => decimalText(value.toSignificantDigits(DIGITS));

const byGrade = (indicator: Indicator, share: string, weight: ExactDecimal): NextStep | null => {
  if (indicator.curve.kind !== 'grades') return null;
  const better = indicator.curve.steps
    .filter((step) => new ExactDecimal(step.share).gt(share))
    .toSorted((a, b) => new ExactDecimal(a.share).comparedTo(b.share))[0];
  if (better === undefined) return null;
  const points = weight.times(new ExactDecimal(better.share).minus(share));
  return {
    points: brief(points),
    value: better.value,
    unit: indicator.unit,
    changePercent: null,
    grade: better.name,
  };
};

/** One point more, or what is left to full points: the value that the straight line asks for it. */
const onLine = (
  { unit }: Indicator,
  { value, baseline, leading }: OnScale,
  raw: ExactDecimal,
  weight: ExactDecimal,
): NextStep | null => {
  const share = ExactDecimal.max(0, raw);
  const room = weight.times(ONE.minus(share));
  if (room.lte(0)) return null;
  const points = ExactDecimal.min(1, room);
  const wanted = baseline.plus(leading.minus(baseline).times(share.plus(points.div(weight))));
  const change = value.isZero() ? null : wanted.minus(value).div(value.abs()).times(HUNDRED);
  return {
    points: brief(points),
    value: brief(wanted),
    unit,
    changePercent: change === null ? null : brief(change),
    grade: null,
  };
};

/**
 * What the next point of an indicator costs: the value it must have for one point more (or for what is left to full points),
 * and how far that is from the present value. Of what is missing: what telling it can bring at most.
 */
export const nextStep = (at: {
  readonly indicator: Indicator;
  readonly status: IndicatorStatus;
  readonly scale: OnScale | null;
  readonly share: string | null;
  readonly raw: ExactDecimal | null;
  readonly weight: ExactDecimal;
}): NextStep | null => {
  const { indicator, status, scale, share, raw, weight } = at;
  if (weight.isZero() || status === 'na') return null;
  if (status === 'missing' || status === 'noBenchmark') {
    return { points: brief(weight), value: null, unit: indicator.unit, changePercent: null, grade: null };
  }
  if (status === 'manual' && share !== null) return byGrade(indicator, share, weight);
  if (scale === null || raw === null || scale.leading.eq(scale.baseline)) return null;
  return onLine(indicator, scale, raw, weight);
};
