/** A raw register value, as the meter sent it, at an instant in epoch milliseconds. */
export interface RawReading {
  readonly atMs: number;
  readonly value: number;
}

/** How a register is read for some time: its readings become consumption by these. */
export interface RegisterTerms {
  /** CT·PT ratio: consumption = difference × multiplier. */
  readonly multiplier: number;
  /** Units of consumption per unit of a reading: 1000 where the register counts MWh and consumption is in kWh. */
  readonly scale: number;
  /** The counter starts again at 0 here (units of a reading); null when it does not. */
  readonly rollover: number | null;
  /** interval: its length; counter: expected distance of readings, null when not declared. */
  readonly intervalMs: number | null;
  /** False: the register was left out of its meter; what it shows then is no consumption. */
  readonly inUse: boolean;
}

/** Terms from an instant on, until the next ones. */
export interface TermsFrom extends RegisterTerms {
  /** Epoch ms; −Infinity: since the register's beginning. */
  readonly fromMs: number;
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
  /** Units of consumption per unit of a reading; default 1. */
  readonly scale?: number | undefined;
  /** Default true; false: nothing of it is consumption. */
  readonly inUse?: boolean | undefined;
  /** What holds from later instants on in place of the above, by time; default: nothing changes. */
  readonly later?: readonly TermsFrom[] | undefined;
}

type ConsumptionQuality = 'measured' | 'estimated' | 'missing';

/** Consumption of one quarter of an hour, in the unit of the register's consumption. */
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
