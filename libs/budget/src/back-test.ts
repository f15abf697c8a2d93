import { FORECAST_METHODS, forecaster, type ForecastMethod } from './methods.js';
import type { PastDay } from './day-group.js';

/** How well a method would have done in the past. */
export interface BackTest {
  /** Days from which it forecast, each with what lay before it alone. */
  readonly origins: number;
  readonly horizonDays: number;
  /** Σ|forecast − actual| ÷ Σ actual, of the sums over the horizon. */
  readonly wape: number;
  /** Σ(forecast − actual) ÷ Σ actual. */
  readonly bias: number;
  /** Mean absolute error against that of the naive method; null where the naive one made no error. */
  readonly mase: number | null;
  /** Share of the origins that lie within the 80 % interval which the others give. */
  readonly intervalCoverage: number | null;
  /** Half width of the 80 % interval, as a share of what is forecast. */
  readonly halfWidth: number;
}

interface Tried {
  readonly forecast: number;
  readonly actual: number;
  readonly naive: number;
}

/** energy-management §5: at least eight origins, no look ahead, an 80 % interval. */
const LEAST_ORIGINS = 8;
const MOST_ORIGINS = 12;
const STEP_DAYS = 7;
const LONGEST_HORIZON = 28;
const INTERVAL = 0.8;
const LEAST_HISTORY = 28;
/** A stretch with more days that are not whole tells nothing. Ours. */
const KNOWN_SHARE = 0.8;

/** The value below which a share of errors lies, with the care that few of them ask for. */
const quantile = (errors: readonly number[]): number => {
  const sorted = errors.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length, Math.ceil(INTERVAL * (sorted.length + 1))) - 1;
  return sorted[at] ?? 0;
};

const sumAt = (
  method: ForecastMethod,
  days: readonly PastDay[],
  origin: number,
  horizon: number,
  chinese: boolean,
): number | undefined => {
  const at = forecaster(method, days.slice(0, origin), chinese);
  let sum = 0;
  for (const { day, value } of days.slice(origin, origin + horizon)) {
    const forecast = value === null ? 0 : at(day);
    if (forecast === undefined) return undefined;
    sum += forecast;
  }
  return sum;
};

const originsOf = (days: readonly PastDay[], horizon: number): number[] =>
  Array.from({ length: MOST_ORIGINS }, (_, n) => days.length - horizon - n * STEP_DAYS).filter((origin) => {
    const target = days.slice(Math.max(0, origin), Math.max(0, origin) + horizon);
    const known = target.filter(({ value }) => value !== null).length;
    return origin >= LEAST_HISTORY && known >= KNOWN_SHARE * horizon;
  });

const tryAt = (
  method: ForecastMethod,
  days: readonly PastDay[],
  horizon: number,
  chinese: boolean,
): Tried[] =>
  originsOf(days, horizon).flatMap((origin): Tried[] => {
    const forecast = sumAt(method, days, origin, horizon, chinese);
    const naive = sumAt('weekNaive', days, origin, horizon, chinese);
    const actual = days.slice(origin, origin + horizon).reduce((sum, { value }) => sum + (value ?? 0), 0);
    return forecast === undefined || naive === undefined ? [] : [{ forecast, actual, naive }];
  });

const score = (tried: readonly Tried[], horizonDays: number): BackTest => {
  const sum = (pick: (each: Tried) => number): number => tried.reduce((all, each) => all + pick(each), 0);
  const actual = sum((each) => Math.abs(each.actual));
  const own = sum(({ forecast, actual: a }) => Math.abs(forecast - a));
  const naive = sum((each) => Math.abs(each.naive - each.actual));
  const relative = tried.map(({ forecast, actual: a }) =>
    forecast === 0 ? (a === 0 ? 0 : 1) : Math.abs((forecast - a) / forecast),
  );
  const inside = relative.filter((error, n) => error <= quantile(relative.filter((_, other) => other !== n)));
  return {
    origins: tried.length,
    horizonDays,
    wape: actual === 0 ? 0 : own / actual,
    bias: actual === 0 ? 0 : sum(({ forecast, actual: a }) => forecast - a) / actual,
    mase: naive === 0 ? null : own / naive,
    intervalCoverage: tried.length < 2 ? null : inside.length / tried.length,
    halfWidth: quantile(relative),
  };
};

/**
 * Tries every method from up to twelve days of the past, a week apart, each time with what lay before alone.
 * @param remainingDays days that are to be forecast: the horizon is as long, four weeks at most
 * @returns the methods with eight origins or more; none where the history is too short
 */
export const backTests = (
  days: readonly PastDay[],
  remainingDays: number,
  chinese: boolean,
): ReadonlyMap<ForecastMethod, BackTest> => {
  const horizon = Math.max(1, Math.min(remainingDays, LONGEST_HORIZON));
  return new Map(
    FORECAST_METHODS.flatMap((method): (readonly [ForecastMethod, BackTest])[] => {
      const tried = tryAt(method, days, horizon, chinese);
      return tried.length < LEAST_ORIGINS ? [] : [[method, score(tried, horizon)]];
    }),
  );
};

/**
 * The method with the least error; the naive one where none is better than it.
 * @returns undefined where nothing could be tried
 */
export const bestMethod = (
  tests: ReadonlyMap<ForecastMethod, BackTest>,
): { readonly method: ForecastMethod; readonly better: boolean; readonly test: BackTest } | undefined => {
  const naive = tests.get('weekNaive');
  if (naive === undefined) return undefined;
  const [best] = [...tests]
    .filter(([method, { mase }]) => method !== 'weekNaive' && mase !== null && mase < 1)
    .toSorted(([, a], [, b]) => a.wape - b.wape);
  return best === undefined
    ? { method: 'weekNaive', better: false, test: naive }
    : { method: best[0], better: true, test: best[1] };
};
