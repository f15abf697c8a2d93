import { type ConsumptionSum, coverageOf, qualityOf } from '@zerofab/metering';
import { convert } from '@zerofab/units';
import { type Quality, worseQuality } from '@zerofab/vocabulary';
import type { Span } from '@zerofab/calendar';
import type { BoundActivity } from '../activity/binding.js';
import type { ManualRecord } from '../domain/record.js';

/** Activity data of one bucket of a chart: binary floats, because a year of hours of many sources is drawn, not quoted. */
export interface BucketValue {
  value: number | null;
  estimated: number;
  coverage: number;
  quality: Quality;
}

const metered = (
  { bound, activity }: BoundActivity,
  sums: ReadonlyMap<number, ReadonlyMap<number, ConsumptionSum>>,
  borders: readonly number[],
  nowMs: number,
): (BucketValue | undefined)[] => {
  const registers = bound.map(({ register, sign, share }) => {
    const ratio = convert('1', register.unit, activity.unit).toNumber() * Number(share ?? 1);
    return { of: sums.get(register.id), ratio, sign };
  });
  return borders.slice(0, -1).map((fromMs, index) => {
    const span: Span = { fromMs, toMs: borders[index + 1] ?? fromMs };
    const bucket: BucketValue = { value: null, estimated: 0, coverage: 0, quality: 'measured' };
    for (const { of, ratio, sign } of registers) {
      const sum = of?.get(fromMs);
      bucket.coverage += coverageOf(sum?.covered ?? 0, span, nowMs) / registers.length;
      if (sum === undefined || sum.value === null) continue;
      bucket.value = (bucket.value ?? 0) + sum.value * ratio * sign;
      bucket.estimated += sum.estimated * ratio;
      bucket.quality = worseQuality(bucket.quality, qualityOf(sum.quality, sum.value));
    }
    if (bucket.value === null) bucket.quality = 'missing';
    return bucket;
  });
};

/** Spreads each record over the buckets it touches, by time. */
const spread = (
  records: readonly ManualRecord[],
  unit: string,
  borders: readonly number[],
  nowMs: number,
): (BucketValue | undefined)[] => {
  const buckets = borders
    .slice(0, -1)
    .map((): BucketValue => ({ value: null, estimated: 0, coverage: 0, quality: 'missing' }));
  for (const record of records) {
    const perMs =
      convert(record.quantity, record.unit, unit).toNumber() / Math.max(1, record.toMs - record.fromMs);
    for (const [index, bucket] of buckets.entries()) {
      const [fromMs, toMs] = [borders[index] ?? 0, borders[index + 1] ?? 0];
      const overlap = Math.min(record.toMs, toMs) - Math.max(record.fromMs, fromMs);
      if (overlap <= 0) continue;
      bucket.value = (bucket.value ?? 0) + overlap * perMs;
      bucket.quality = 'manual';
      const elapsed = Math.min(toMs, nowMs) - fromMs;
      if (elapsed > 0) bucket.coverage = Math.min(1, bucket.coverage + Math.min(overlap, elapsed) / elapsed);
    }
  }
  return buckets;
};

/**
 * Activity data of a source by bucket of a chart.
 * @param sums by register and start of the bucket
 * @param within part of the span in which the source belongs to the boundary; buckets outside have no entry
 */
export const bucketValues = (
  data: BoundActivity,
  sums: ReadonlyMap<number, ReadonlyMap<number, ConsumptionSum>>,
  borders: readonly number[],
  within: Span,
  nowMs: number,
): (BucketValue | undefined)[] => {
  if (data.activity.problem !== null) return [];
  const values =
    data.binding.kind === 'meters'
      ? metered(data, sums, borders, nowMs)
      : spread(data.spread, data.activity.unit, borders, nowMs);
  return values.map((value, index) => {
    const start = borders[index] ?? 0;
    return start >= within.fromMs && start < within.toMs ? value : undefined;
  });
};
