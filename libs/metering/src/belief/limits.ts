import type { RawReading, RegisterSpec } from '../reading.js';
import { termsAt } from '../terms.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Readings looked at on each side of a step; ours. */
export const LOOK_READINGS = 32;
/** No further away than this; ours. */
export const LOOK_MS = 31 * DAY_MS;
/** Readings on each side of a stretch on which the verdicts within it rest. */
export const CONTEXT_READINGS = 3 * LOOK_READINGS + 2;

/** A meter carries up to 120 % of its nameplate (usual maximum current of meters); ours. */
const OVERLOAD = 1.2;
/** A wrap, and what a counter shows after a restart, may be so many times faster than the fastest but one of its neighbours; ours. */
export const RATE_FACTOR = 20;
/** A rise may be so many times faster: what is seen of it is no guess; ours. */
export const JUMP_FACTOR = 100;
/** Below this share of what the register shows no rise is doubted without a nameplate; ours. */
export const DOUBT_SHARE = 0.1;
/** With too little history: a rise to more than a hundred times what the register showed; ours. */
export const DOUBT_FACTOR = 100;
/** Rises around a step from which on they are a history. */
export const ENOUGH_RISES = 3;
/** Consumption of an hour beyond any register (1 GW, where the unit is kWh); ours. */
export const CEILING = 1e6;

/** A reading in units of consumption before the multiplier. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
  /** Smallest step that its digits can show, in the same unit. */
  readonly resolution: number;
  readonly raw: RawReading;
}

const decimalsOf = (value: number): number => {
  const text = String(value);
  const dot = text.indexOf('.');
  return dot < 0 || text.includes('e') ? 0 : text.length - dot - 1;
};

/** A reading as it counts at its time. */
export const pointOf = (spec: RegisterSpec, raw: RawReading): Point => {
  const { scale } = termsAt(spec, raw.atMs);
  return {
    atMs: raw.atMs,
    value: raw.value * scale,
    resolution: scale * 10 ** -decimalsOf(raw.value),
    raw,
  };
};

/** Two roundings of the display: a rise up to here says nothing about the rate. */
export const roundingOf = (before: Point, after: Point): number =>
  2 * Math.min(before.resolution, after.resolution);

/**
 * The most that can be used from one time to another, before the multiplier: by the nameplate where it is told.
 * @returns undefined where no nameplate is told
 */
export const nameplateLimit = (spec: RegisterSpec, before: Point, after: Point): number | undefined => {
  const { maxRate = null } = spec;
  if (maxRate === null) return undefined;
  const { multiplier } = termsAt(spec, before.atMs);
  return (OVERLOAD * maxRate * (after.atMs - before.atMs)) / HOUR_MS / multiplier + roundingOf(before, after);
};

/** As `nameplateLimit`, beyond any register. */
export const ceilingLimit = (spec: RegisterSpec, before: Point, after: Point): number => {
  const { multiplier } = termsAt(spec, before.atMs);
  return (
    ((spec.ceiling ?? CEILING) * (after.atMs - before.atMs)) / HOUR_MS / multiplier +
    roundingOf(before, after)
  );
};

/** What the rises around a step say: how many there are, and the rate a single outlier cannot move (per ms). */
export interface History {
  readonly rises: number;
  readonly rate: number;
}

/**
 * Rises between neighbours of `points` within sight of the step that ends at `index`, without that step itself.
 * The fastest but one counts where there are enough of them: one wrong rise among them decides nothing.
 */
export const historyAround = (points: readonly Point[], index: number): History => {
  const at = points[index]?.atMs ?? 0;
  const rates: number[] = [];
  const last = Math.min(points.length - 1, index + LOOK_READINGS);
  for (let n = Math.max(1, index - LOOK_READINGS); n <= last; n += 1) {
    const [before, after] = [points[n - 1], points[n]];
    if (n === index || before === undefined || after === undefined) continue;
    if (Math.abs(before.atMs - at) > LOOK_MS || Math.abs(after.atMs - at) > LOOK_MS) continue;
    if (after.value > before.value) rates.push((after.value - before.value) / (after.atMs - before.atMs));
  }
  rates.sort((a, b) => b - a);
  const rate = (rates.length >= ENOUGH_RISES ? rates[1] : rates[0]) ?? 0;
  return { rises: rates.length, rate };
};
