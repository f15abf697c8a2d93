import type { RegisterSpec } from '../reading.js';
import { LOOK_MS, LOOK_READINGS, type Point } from './limits.js';
import { canBeRestart, wrapOf } from './rises.js';

/** Readings that a counter did not stand at: below (dip) or above (spike) what stands around them. */
export interface Glitch {
  readonly kind: 'dip' | 'spike';
  /** Positions in the list, both included. */
  readonly first: number;
  readonly last: number;
}

/** Positions between which nothing is compared: a person says that the counter began anew, or is right there. */
export interface Fixed {
  /** A step that ends here is not judged. */
  readonly isBorder: (index: number) => boolean;
  /** This reading is never set aside. */
  readonly isTrue: (index: number) => boolean;
}

const inSight = (a: Point | undefined, b: Point | undefined): boolean =>
  a !== undefined && b !== undefined && Math.abs(a.atMs - b.atMs) <= LOOK_MS;

/**
 * The readings after a fall until the register is back where it stood; undefined where it is not within sight.
 * @param index where the fall ends
 */
const dipAt = (points: readonly Point[], index: number, fixed: Fixed): Glitch | undefined => {
  const top = points[index - 1];
  for (let n = index; n <= index + LOOK_READINGS; n += 1) {
    const point = points[n];
    if (top === undefined || point === undefined || !inSight(top, point)) return undefined;
    if (n > index && fixed.isBorder(n)) return undefined;
    if (point.value >= top.value) return { kind: 'dip', first: index, last: n - 1 };
    if (fixed.isTrue(n)) return undefined;
  }
  return undefined;
};

/** The readings before a fall that came up in one step from where the register stands after it. */
const spikeAt = (points: readonly Point[], index: number, fixed: Fixed): Glitch | undefined => {
  const bottom = points[index];
  for (let n = index - 1; n >= index - LOOK_READINGS; n -= 1) {
    const point = points[n];
    if (bottom === undefined || point === undefined || !inSight(bottom, point)) return undefined;
    if (point.value <= bottom.value) return { kind: 'spike', first: n + 1, last: index - 1 };
    if (fixed.isTrue(n) || fixed.isBorder(n)) return undefined;
  }
  return undefined;
};

/** Whether one step makes up at least half of the fall: a display that comes back, not a counter that counts up. */
const isJump = (points: readonly Point[], to: number, fall: number): boolean =>
  (points[to]?.value ?? 0) - (points[to - 1]?.value ?? 0) >= fall / 2;

const lengthOf = ({ first, last }: Glitch): number => last - first + 1;

/** So many times more readings on one side of a fall tell which side is wrong; ours. */
const MAJORITY = 2;

/** Readings within sight that stand rather where a fall ends (low) or rather where it begins (high). */
const sidesOf = (
  points: readonly Point[],
  index: number,
): { readonly low: number; readonly high: number } => {
  const middle = ((points[index - 1]?.value ?? 0) + (points[index]?.value ?? 0)) / 2;
  const near = points
    .slice(Math.max(0, index - LOOK_READINGS), index + LOOK_READINGS)
    .filter((point) => inSight(points[index], point));
  const low = near.filter(({ value }) => value < middle).length;
  return { low, high: near.length - low };
};

/** What a fall says about the readings around it; undefined: the counter really stands lower since. */
const glitchAt = (points: readonly Point[], index: number, fixed: Fixed): Glitch | undefined => {
  const fall = (points[index - 1]?.value ?? 0) - (points[index]?.value ?? 0);
  const back = dipAt(points, index, fixed);
  const up = spikeAt(points, index, fixed);
  const spike = up !== undefined && isJump(points, up.first, fall) ? up : undefined;
  const gradual = back !== undefined && !isJump(points, back.last + 1, fall);
  const dip = gradual && canBeRestart(points, index) ? undefined : back;
  if (dip === undefined || spike === undefined) return dip ?? spike;
  const { low, high } = sidesOf(points, index);
  if (low > MAJORITY * high) return spike;
  if (high > MAJORITY * low) return dip;
  return lengthOf(spike) < lengthOf(dip) ? spike : dip;
};

/**
 * The readings of a counter that it did not stand at. Each fall is judged by what lies within sight of it alone, so that
 * a verdict is the same whichever stretch is computed, and in whatever order readings came.
 */
export const glitchesOf = (spec: RegisterSpec, points: readonly Point[], fixed: Fixed): Glitch[] => {
  const glitches: Glitch[] = [];
  for (let index = 1; index < points.length; index += 1) {
    const [before, after] = [points[index - 1], points[index]];
    if (before === undefined || after === undefined || after.value >= before.value) continue;
    if (fixed.isBorder(index) || fixed.isTrue(index)) continue;
    if (wrapOf(spec, points, index) !== undefined) continue;
    const glitch = glitchAt(points, index, fixed);
    if (glitch !== undefined) glitches.push(glitch);
  }
  return glitches;
};
