import { intervalValues } from './belief/intervals.js';
import { amountsBetween } from './gap.js';
import { inTimeOrder, type RawReading, type RegisterSpec } from './reading.js';
import type { BucketTally } from './tally.js';
import { constantTerms, termsAt } from './terms.js';

/**
 * Adds the energy of intervals: a reading at `ts` is the energy of [ts − length, ts), spread evenly over it. It is
 * counted in the bucket in which its interval ends, so that a day of 96 quarter hours counts 96.
 */
export const tallyInterval = (
  spec: RegisterSpec,
  readings: readonly RawReading[],
  tally: BucketTally,
): void => {
  const declaredMs = spec.intervalMs;
  if (declaredMs === null)
    throw new RangeError('A register of kind interval needs intervalMs, the length of its interval');
  const constant = constantTerms(spec);
  const ordered = inTimeOrder(readings);
  for (const { atMs } of ordered) tally.addReading(atMs - 1);
  for (const { atMs, value } of intervalValues(spec, ordered).values) {
    // An interval that ends where terms change was measured under the ones before.
    const { intervalMs, scale, multiplier, inUse } = constant ?? termsAt(spec, atMs - 1);
    const lengthMs = intervalMs ?? declaredMs;
    if (constant === undefined)
      for (const part of amountsBetween(spec, atMs - lengthMs, atMs, value * scale))
        tally.spread(part.fromMs, part.toMs, part.amount, false);
    else if (inUse) tally.spread(atMs - lengthMs, atMs, value * scale * multiplier, false);
  }
};
