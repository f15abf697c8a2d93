/** A raw register value, as the meter sent it, at an instant in epoch milliseconds. */
export interface RawReading {
  readonly atMs: number;
  readonly value: number;
}

/** What consumption needs to know of a register. */
export interface RegisterSpec {
  /** counter: rising register; interval: energy of the interval that ends at the reading's time. */
  readonly kind: 'counter' | 'interval';
  /** CT·PT ratio: consumption = difference × multiplier. */
  readonly multiplier: number;
  /** The counter starts again at 0 here (raw units); null when it does not. */
  readonly rollover: number | null;
  /** interval: its length, required; counter: expected distance of readings, null when not declared. */
  readonly intervalMs: number | null;
}

type ConsumptionQuality = 'measured' | 'estimated' | 'missing';

/** Consumption of one quarter of an hour, in the register's unit. */
export interface ConsumptionBucket {
  readonly startMs: number;
  /** null: nothing is known of this bucket. Never 0 for want of data. */
  readonly value: number | null;
  /** The part of `value` that was spread over a gap. */
  readonly estimated: number;
  /** Share of the bucket's time that measured data covers, 0..1. */
  readonly coverage: number;
  readonly quality: ConsumptionQuality;
  /** Raw readings that belong to the bucket. */
  readonly readings: number;
}

/** Length of a bucket: a quarter of an hour, aligned to UTC. Every time zone in use is a multiple of it from UTC. */
export const BUCKET_MS = 900_000;

/** In time order, each instant once. Of two readings at one instant the first given stays, as in the store. */
export const inTimeOrder = (readings: readonly RawReading[]): RawReading[] => {
  const sorted = readings.toSorted((a, b) => a.atMs - b.atMs);
  return sorted.filter((reading, index) => index === 0 || reading.atMs !== sorted[index - 1]?.atMs);
};
