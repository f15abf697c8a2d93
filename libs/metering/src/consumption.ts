import { tallyCounter } from './counter.js';
import { tallyInterval } from './interval.js';
import { BUCKET_MS, type ConsumptionBucket, type RawReading, type RegisterSpec } from './reading.js';
import { BucketTally } from './tally.js';
import { longestInterval } from './terms.js';

const floor = (ms: number): number => Math.floor(ms / BUCKET_MS) * BUCKET_MS;
const ceil = (ms: number): number => Math.ceil(ms / BUCKET_MS) * BUCKET_MS;

/**
 * Consumption per quarter of an hour of [fromMs, toMs), both aligned to 15 minutes, half-open, epoch milliseconds.
 *
 * @param readings all readings of the span and the nearest one before and after it (for an interval register: those
 * that end up to one interval after the span), in any order; exact repeats are harmless. Readings further away change
 * nothing.
 * @returns one bucket per quarter hour, in the unit of its consumption with the multiplier of
 * the time applied. A counter's first reading
 * opens its use. A gap's energy is spread over the gap by time and marked estimated. What is not known is null.
 * The buckets of a counter add up to last − first (plus `rollover` per wrap), × multiplier.
 */
export const consumptionBuckets = (
  spec: RegisterSpec,
  readings: readonly RawReading[],
  fromMs: number,
  toMs: number,
): ConsumptionBucket[] => {
  if (fromMs % BUCKET_MS !== 0 || toMs % BUCKET_MS !== 0)
    throw new RangeError('fromMs and toMs must lie on a quarter of an hour');
  const tally = new BucketTally(fromMs, toMs);
  if (spec.kind === 'counter') tallyCounter(spec, readings, tally);
  else tallyInterval(spec, readings, tally);
  return tally.buckets();
};

/**
 * The aligned span [fromMs, toMs) whose buckets may change when readings with times in [firstMs, lastMs] were added.
 *
 * @param previousMs time of the nearest reading before `firstMs`, undefined when there is none
 * @param nextMs time of the nearest reading after `lastMs`
 */
export const affectedSpan = (
  spec: RegisterSpec,
  firstMs: number,
  lastMs: number,
  previousMs?: number,
  nextMs?: number,
): { readonly fromMs: number; readonly toMs: number } => {
  if (spec.kind === 'interval') return { fromMs: floor(firstMs - longestInterval(spec)), toMs: ceil(lastMs) };
  // A reading on a border is counted in the bucket that starts there.
  return {
    fromMs: floor(previousMs ?? firstMs),
    toMs: Math.max(ceil(nextMs ?? lastMs), floor(lastMs) + BUCKET_MS),
  };
};
