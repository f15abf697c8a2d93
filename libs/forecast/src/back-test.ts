import { CANDIDATES, MODELS, type Model } from './candidates.js';
import type { Day } from './days.js';
import { intervalOf, type Errors } from './interval.js';

/** Days of which errors are known before a coverage is counted. */
const WARM_UP = 14;

/** Errors of a model over the origins. */
export interface Score {
  readonly model: Model;
  /** Quarter hours that were forecast and are known. */
  readonly points: number;
  readonly mae: number;
  /** Σ|e|/Σ|y|; null where nothing was used. */
  readonly wape: number | null;
  /** MAE over that of the seasonal naive on the same quarter hours; null where the naive has no error. */
  readonly mase: number | null;
  /** Σe/Σy, above 0 where the forecast is too high; null where nothing was used. */
  readonly bias: number | null;
  /** Share of quarter hours within their 80 % interval; null before two weeks of errors. */
  readonly coverage: number | null;
}

export interface TestedDay {
  readonly day: string;
  readonly actual: readonly (number | undefined)[];
  readonly expected: readonly (number | undefined)[];
  readonly low: readonly (number | undefined)[];
  readonly high: readonly (number | undefined)[];
}

export interface Tested {
  readonly score: Score;
  readonly days: readonly TestedDay[];
  readonly errors: readonly Errors[];
}

type Forecasts = Readonly<Record<Model, readonly (readonly (number | undefined)[])[]>>;

const errorsOf = (day: Day, expected: readonly (number | undefined)[]): Errors => ({
  worked: day.worked,
  values: day.values.map((value, slot) => {
    const at = expected[slot];
    return value === undefined || at === undefined ? undefined : at - value;
  }),
});

/** Quarter hours that every model forecast: they are compared on the same ones. */
const common = (forecasts: Forecasts, origin: number, slot: number): boolean =>
  MODELS.every((model) => forecasts[model][origin]?.[slot] !== undefined);

const scoreOf = (
  model: Model,
  days: readonly Day[],
  forecasts: Forecasts,
  tested: readonly TestedDay[],
): Score => {
  let [points, absolute, signed, used, naive, within, counted] = [0, 0, 0, 0, 0, 0, 0];
  days.forEach(({ values }, origin) => {
    values.forEach((value, slot) => {
      const expected = forecasts[model][origin]?.[slot];
      const reference = forecasts.seasonalNaive[origin]?.[slot];
      if (
        value === undefined ||
        expected === undefined ||
        reference === undefined ||
        !common(forecasts, origin, slot)
      )
        return;
      points += 1;
      absolute += Math.abs(expected - value);
      signed += expected - value;
      used += Math.abs(value);
      naive += Math.abs(reference - value);
      const [low, high] = [tested[origin]?.low[slot], tested[origin]?.high[slot]];
      if (low === undefined || high === undefined) return;
      counted += 1;
      if (value >= low && value <= high) within += 1;
    });
  });
  return {
    model,
    points,
    mae: points === 0 ? 0 : absolute / points,
    wape: used === 0 ? null : absolute / used,
    mase: naive === 0 ? null : absolute / naive,
    bias: used === 0 ? null : signed / used,
    coverage: counted === 0 ? null : within / counted,
  };
};

const testedDays = (
  days: readonly Day[],
  forecasts: readonly (readonly (number | undefined)[])[],
): { days: TestedDay[]; errors: Errors[] } => {
  const errors: Errors[] = [];
  const tested = days.map((day, origin): TestedDay => {
    const expected = forecasts[origin] ?? [];
    const interval = errors.length < WARM_UP ? undefined : intervalOf(errors, day.worked, expected);
    errors.push(errorsOf(day, expected));
    return {
      day: day.day,
      actual: day.values,
      expected,
      low: interval?.low ?? [],
      high: interval?.high ?? [],
    };
  });
  return { days: tested, errors };
};

/**
 * Rolling origin: each of the last days is forecast from the days before it alone; intervals from the errors of earlier
 * origins alone.
 * @param origins days at the end that are forecast
 */
export const backTest = (days: readonly Day[], origins: number): ReadonlyMap<Model, Tested> => {
  const first = days.length - origins;
  const targets = days.slice(first);
  const forecasts = Object.fromEntries(
    MODELS.map((model) => [
      model,
      targets.map((target, index) => CANDIDATES[model](days.slice(0, first + index), target)),
    ]),
  ) as unknown as Forecasts;
  return new Map(
    MODELS.map((model) => {
      const tested = testedDays(targets, forecasts[model]);
      return [model, { ...tested, score: scoreOf(model, targets, forecasts, tested.days) }];
    }),
  );
};

/** The model of the least error; the naive one unless it beats it. */
export const chosenModel = (tested: ReadonlyMap<Model, Tested>): Model => {
  let [best, least] = ['seasonalNaive' as Model, 1];
  for (const [model, { score }] of tested)
    if (score.mase !== null && score.mase < least) [best, least] = [model, score.mase];
  return best;
};
