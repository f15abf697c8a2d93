import { SLOTS } from './days.js';

/** Errors of one day's forecast, forecast less actual. */
export interface Errors {
  readonly worked: boolean;
  readonly values: readonly (number | undefined)[];
}

/** Days of errors that an interval rests on, slots on either side of its own, and errors it takes at least. Ours. */
const DAYS = 42;
const NEIGHBOURS = 2;
const LEAST = 20;

/** Quantile by linear interpolation. @param sorted rising, not empty */
const quantile = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
};

/**
 * The 80 % interval of a forecast: what its errors of the last six weeks, of days worked alike and slots nearby, leave out at
 * either end. Undefined where there are too few; never below 0 where nothing was below 0.
 */
export const intervalOf = (
  errors: readonly Errors[],
  worked: boolean,
  expected: readonly (number | undefined)[],
): { readonly low: readonly (number | undefined)[]; readonly high: readonly (number | undefined)[] } => {
  const recent = errors.slice(-DAYS).filter((day) => day.worked === worked);
  const bounds = Array.from({ length: SLOTS }, (_, slot) => {
    const at = expected[slot];
    const near = recent
      .flatMap(({ values }) => values.slice(Math.max(0, slot - NEIGHBOURS), slot + NEIGHBOURS + 1))
      .filter((error): error is number => error !== undefined)
      .sort((a, b) => a - b);
    if (at === undefined || near.length < LEAST) return undefined;
    return { low: at - quantile(near, 0.9), high: at - quantile(near, 0.1) };
  });
  return { low: bounds.map((bound) => bound?.low), high: bounds.map((bound) => bound?.high) };
};
