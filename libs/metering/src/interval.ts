import { inTimeOrder, type RawReading, type RegisterSpec } from './reading.js';
import type { BucketTally } from './tally.js';

/**
 * Adds the energy of intervals: a reading at `ts` is the energy of [ts − length, ts), spread evenly over it. It is
 * counted in the bucket in which its interval ends, so that a day of 96 quarter hours counts 96.
 */
export const tallyInterval = (
  spec: RegisterSpec,
  readings: readonly RawReading[],
  tally: BucketTally,
): void => {
  const lengthMs = spec.intervalMs;
  if (lengthMs === null)
    throw new RangeError('A register of kind interval needs intervalMs, the length of its interval');
  for (const { atMs, value } of inTimeOrder(readings)) {
    tally.addReading(atMs - 1);
    tally.spread(atMs - lengthMs, atMs, value * spec.multiplier, false);
  }
};
