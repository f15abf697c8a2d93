import { counterSteps } from './belief/steps.js';
import { amountsBetween, gapLimitMs, isLongGap } from './gap.js';
import { inTimeOrder, type RawReading, type RegisterSpec } from './reading.js';
import { riseBetween } from './rise.js';
import type { BucketTally } from './tally.js';
import { constantTerms, termsAt } from './terms.js';

/**
 * Adds a counter's consumption: each rise that can be true is spread evenly over the time between its two readings, and
 * takes the multiplier of that time. The use of a long gap is not added: it is one record of its own, see `longGaps`.
 */
export const tallyCounter = (
  spec: RegisterSpec,
  readings: readonly RawReading[],
  tally: BucketTally,
): void => {
  for (const { atMs } of inTimeOrder(readings)) tally.addReading(atMs);
  // Nearly every register: no look for terms, nothing parted. The roll-up comes by here for each reading.
  const constant = constantTerms(spec);
  for (const { fromMs, toMs, rise } of counterSteps(spec, readings).steps) {
    if (rise === undefined || isLongGap(fromMs, toMs)) continue;
    const isEstimate = toMs - fromMs > gapLimitMs(constant ?? termsAt(spec, fromMs));
    if (constant === undefined)
      for (const part of amountsBetween(spec, fromMs, toMs, rise))
        tally.spread(part.fromMs, part.toMs, part.amount, isEstimate);
    else if (constant.inUse) tally.spread(fromMs, toMs, rise * constant.multiplier, isEstimate);
  }
};

/** What a counter did over a set of readings, for the trace of a figure. */
export interface CounterSummary {
  readonly first: RawReading;
  readonly last: RawReading;
  /** Falls taken as one wrap each. */
  readonly wraps: number;
  /** Falls that are no wrap (no rollover, or a value beyond it): the use of that stretch is not known. */
  readonly resets: number;
  /** Consumption from first to last, multiplier applied; null when a reset lies between. */
  readonly consumption: number | null;
}

/** Sums up a counter's readings, in any order; undefined without a reading. */
export const counterSummary = (
  spec: RegisterSpec,
  readings: readonly RawReading[],
): CounterSummary | undefined => {
  const ordered = inTimeOrder(readings);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let wraps = 0;
  let resets = 0;
  for (const [index, reading] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before === undefined) continue;
    const rise = riseBetween(before.value, reading.value, spec.rollover);
    if (rise === undefined) resets += 1;
    else if (rise.wrapped) wraps += 1;
  }
  const consumption =
    resets > 0 ? null : (last.value - first.value + wraps * (spec.rollover ?? 0)) * spec.multiplier;
  return { first, last, wraps, resets, consumption };
};
