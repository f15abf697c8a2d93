import type { RegisterSpec } from '../reading.js';
import { termsAt } from '../terms.js';
import {
  ceilingLimit,
  DOUBT_FACTOR,
  DOUBT_SHARE,
  ENOUGH_RISES,
  historyAround,
  JUMP_FACTOR,
  nameplateLimit,
  RATE_FACTOR,
  roundingOf,
  type Point,
} from './limits.js';

/** Share of a rollover that a wrap may rise by where the register has no history: from its top to its bottom; ours. */
const WRAP_SHARE = 0.2;

/** Rollover of a counter at a time in units of consumption; null where it has none. */
export const rolloverAt = (spec: RegisterSpec, ms: number): number | null => {
  const { rollover, scale } = termsAt(spec, ms);
  return rollover === null ? null : rollover * scale;
};

/**
 * Whether a rise is one to look at twice: most are not, and need no history.
 * @param before what the register showed, in units of consumption
 */
export const isUnusual = (spec: RegisterSpec, before: Point, after: Point): boolean => {
  const rise = after.value - before.value;
  const limit = nameplateLimit(spec, before, after);
  if (limit !== undefined) return rise > limit;
  if (rise > ceilingLimit(spec, before, after)) return true;
  // What begins anew each day is small in the morning.
  if ((spec.dailyReset ?? null) !== null) return false;
  return rise > DOUBT_SHARE * before.value && rise > roundingOf(before, after);
};

/**
 * Whether a rise can be true: by the nameplate where it is told, else by the rises around it.
 * @param points the readings that count, `index` the one the rise ends at
 */
export const canBeUse = (spec: RegisterSpec, points: readonly Point[], index: number): boolean => {
  const [before, after] = [points[index - 1], points[index]];
  if (before === undefined || after === undefined || !isUnusual(spec, before, after)) return true;
  if (nameplateLimit(spec, before, after) !== undefined) return false;
  const rise = after.value - before.value;
  if (rise > ceilingLimit(spec, before, after)) return false;
  const { rises, rate } = historyAround(points, index);
  const usual = JUMP_FACTOR * rate * (after.atMs - before.atMs);
  if (rises >= ENOUGH_RISES) return rise <= usual;
  return before.value <= 0 || rise <= DOUBT_FACTOR * before.value || (rises > 0 && rise <= usual);
};

/** What a fall from one point to the next would mean as a wrap; undefined where it cannot be one. */
export const wrapOf = (spec: RegisterSpec, points: readonly Point[], index: number): number | undefined => {
  const [before, after] = [points[index - 1], points[index]];
  if (before === undefined || after === undefined) return undefined;
  const rollover = rolloverAt(spec, before.atMs);
  if (rollover === null || before.value > rollover || after.value < 0) return undefined;
  const rise = rollover - before.value + after.value;
  const limit = nameplateLimit(spec, before, after);
  if (limit !== undefined) return rise <= limit ? rise : undefined;
  if (rise > ceilingLimit(spec, before, after)) return undefined;
  const { rises, rate } = historyAround(points, index);
  const usual = RATE_FACTOR * rate * (after.atMs - before.atMs) + roundingOf(before, after);
  const believed = rises >= ENOUGH_RISES ? rise <= usual : rise <= WRAP_SHARE * rollover;
  return believed ? rise : undefined;
};

/** Whether a value after a fall can be what a counter shows that began at 0 in between. */
export const canBeRestart = (points: readonly Point[], index: number): boolean => {
  const [before, after] = [points[index - 1], points[index]];
  if (before === undefined || after === undefined || after.value > before.value / 2) return false;
  const { rises, rate } = historyAround(points, index);
  if (rises < ENOUGH_RISES) return after.value <= DOUBT_SHARE * before.value;
  return after.value <= RATE_FACTOR * rate * (after.atMs - before.atMs) + roundingOf(before, after);
};

/** Units that are mistaken for each other are a thousand apart (Wh, kWh, MWh). */
const UNIT_STEP = 1000;
const UNIT_STEP_TOLERANCE = 0.05;

/** Whether one value is the other in a unit a thousand times smaller or larger. */
export const isUnitStep = (before: number, after: number): boolean => {
  const [small, large] = before < after ? [before, after] : [after, before];
  return small > 0 && Math.abs(large / small / UNIT_STEP - 1) <= UNIT_STEP_TOLERANCE;
};
