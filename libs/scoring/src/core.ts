import { decimalText, ExactDecimal } from '@zerofab/units';
import { stated } from './benchmark.js';
import { asGoodAs } from './curve.js';
import type { IndicatorResult, Verdict } from './result.js';
import type { Indicator, Scheme, Sourced } from './scheme.js';

/** A core indicator held against entry and target value, under one choice of switches. */
export interface CoreVerdicts {
  readonly id: string;
  readonly value: string | null;
  readonly entryVerdict: Verdict;
  readonly targetVerdict: Verdict;
}

const judge = (result: IndicatorResult, threshold: Sourced | null): Verdict => {
  if (result.status === 'na' || threshold === null) return 'na';
  if (result.value === null) return 'open';
  return asGoodAs(new ExactDecimal(result.value), new ExactDecimal(threshold.value), result.direction)
    ? 'pass'
    : 'fail';
};

const entryOf = (indicator: Indicator, applicant: string | null): Sourced | null =>
  applicant !== null && indicator.thresholds?.entryExempt.includes(applicant) === true
    ? null
    : (indicator.thresholds?.entry ?? null);

/** Entry and target verdict of an indicator; reached exactly is reached. */
export const coreVerdicts = (
  indicator: Indicator,
  result: IndicatorResult,
  applicant: string | null,
): CoreVerdicts => ({
  id: indicator.id,
  value: result.value,
  entryVerdict: judge(result, entryOf(indicator, applicant)),
  targetVerdict: judge(result, indicator.thresholds?.target ?? null),
});

const gapTo = (result: IndicatorResult, threshold: Sourced | null, verdict: Verdict): string | null =>
  result.value === null || threshold === null || verdict !== 'fail'
    ? null
    : decimalText(new ExactDecimal(threshold.value).minus(result.value).abs());

/** What lacks to both values, and the values with their sources. */
export const coreGaps = (
  scheme: Scheme,
  indicator: Indicator,
  result: IndicatorResult,
  verdicts: CoreVerdicts,
  applicant: string | null,
) => {
  const entry = entryOf(indicator, applicant);
  const target = indicator.thresholds?.target ?? null;
  return {
    entry: stated(scheme, entry, indicator.unit),
    target: stated(scheme, target, indicator.unit),
    gapToEntry: gapTo(result, entry, verdicts.entryVerdict),
    gapToTarget: gapTo(result, target, verdicts.targetVerdict),
  };
};
