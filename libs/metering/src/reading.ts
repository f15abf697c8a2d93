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

/** What a person decided about readings of a register; the raw ones stay as they are. */
export type Decision =
  /** Readings of [fromMs, toMs], both ends included, do not count. */
  | { readonly kind: 'void'; readonly fromMs: number; readonly toMs: number }
  /** The reading of this instant counts with another value. */
  | { readonly kind: 'value'; readonly atMs: number; readonly value: number }
  /** The reading of this instant is true, and what the register rose by until then is use. */
  | { readonly kind: 'accept'; readonly atMs: number }
  /** The counter began anew at `opening`; it had stood at `closing` (null: at its last reading). */
  | {
      readonly kind: 'restart';
      readonly atMs: number;
      readonly closing: number | null;
      readonly opening: number;
    };

/** A register that begins anew each day. */
export interface DailyReset {
  /** Hour of the day, 0..23, in `zone`. */
  readonly hour: number;
  /** IANA time zone. */
  readonly zone: string;
}

/** What decides whether a step of a register can be true. */
export interface BeliefTerms {
  /** The most it can use in an hour, in units of consumption (of an electricity meter in kWh: its kW); null: not told. */
  readonly maxRate?: number | null | undefined;
  /** The most any register of its unit uses in an hour, in units of consumption; default: 10⁶. */
  readonly ceiling?: number | undefined;
  /** Import − export: it may fall and its use be below zero. */
  readonly net?: boolean | undefined;
  readonly dailyReset?: DailyReset | null | undefined;
  /** By no particular order; they hold in place of every rule. */
  readonly decisions?: readonly Decision[] | undefined;
  /** An undecided change of unit since then: what the register rises by is in no known unit. */
  readonly heldSinceMs?: number | undefined;
}

/** What consumption needs to know of a register. */
export interface RegisterSpec extends BeliefTerms {
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
