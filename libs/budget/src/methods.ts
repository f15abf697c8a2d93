import { addDays, type LocalDate } from '@zerofab/calendar';
import { dayGroup, groupedDay, type PastDay } from './day-group.js';

export const FORECAST_METHODS = ['weekNaive', 'kindMean', 'yearShape'] as const;
export type ForecastMethod = (typeof FORECAST_METHODS)[number];

/** Forecasts a day from the days before; undefined: the method has nothing to go by. */
type Forecaster = (day: LocalDate) => number | undefined;

/** Days that tell the level of today. Ours: eight weeks, as everywhere that days are compared. */
const LEVEL_DAYS = 56;
/** At least so many of them must have a counterpart last year. Ours. */
const ENOUGH_PAIRS = 42;
/** 52 weeks: the same weekday of the year before. */
const YEAR_DAYS = 364;
const NEAR_DAYS = 21;

type Known = PastDay & { readonly value: number };
const knownOf = (days: readonly PastDay[]): Known[] => days.filter((day): day is Known => day.value !== null);
const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The last day of the same weekday and kind: what any other method must be better than. */
const weekNaive = (past: readonly PastDay[], chinese: boolean): Forecaster => {
  const last = new Map<string, number>();
  for (const { day, value } of knownOf(past)) {
    const { group, weekday } = groupedDay(day, chinese);
    last.set(`${group} ${String(weekday)}`, value);
    last.set(group, value);
    last.set('any', value);
  }
  return (day) => {
    const { group, weekday } = groupedDay(day, chinese);
    const exact = group === 'holiday' ? undefined : last.get(`${group} ${String(weekday)}`);
    const like = group === 'holiday' ? (last.get('holiday') ?? last.get('sunday')) : last.get(group);
    return exact ?? like ?? last.get('any');
  };
};

/** The mean of the last eight weeks by kind of day. */
const kindMean = (past: readonly PastDay[], chinese: boolean): Forecaster => {
  const recent = knownOf(past).slice(-LEVEL_DAYS);
  const of = (group: string): number[] =>
    recent.filter(({ day }) => dayGroup(day, chinese) === group).map(({ value }) => value);
  const means = new Map(
    ['workday', 'saturday', 'sunday', 'holiday'].map((group) => [group, mean(of(group))]),
  );
  const all = mean(recent.map(({ value }) => value));
  return (day) => {
    const group = dayGroup(day, chinese);
    return means.get(group) ?? (group === 'holiday' ? means.get('sunday') : undefined) ?? all;
  };
};

/** The same day of last year, holidays mapped to holidays, at the level of the last eight weeks. */
const yearShape = (past: readonly PastDay[], chinese: boolean): Forecaster => {
  const known = knownOf(past);
  const byDay = new Map(known.map(({ day, value }) => [day, value]));
  const before = (day: LocalDate): number | undefined => {
    const match = addDays(day, -YEAR_DAYS);
    const group = dayGroup(day, chinese);
    if (dayGroup(match, chinese) === group) return byDay.get(match);
    // A holiday moved: days of the same kind around it stand for it.
    const near = Array.from({ length: 2 * NEAR_DAYS + 1 }, (_, n) => addDays(match, n - NEAR_DAYS)).filter(
      (candidate) => dayGroup(candidate, chinese) === group,
    );
    return mean(near.flatMap((candidate) => byDay.get(candidate) ?? [])) ?? byDay.get(match);
  };
  const pairs = known.slice(-LEVEL_DAYS).flatMap(({ day, value }) => {
    const then = before(day);
    return then === undefined ? [] : [[value, then] as const];
  });
  const [now, then] = pairs.reduce(([a, b], [value, old]) => [a + value, b + old], [0, 0]);
  if (pairs.length < ENOUGH_PAIRS || then <= 0) return () => undefined;
  return (day) => {
    const old = before(day);
    return old === undefined ? undefined : old * (now / then);
  };
};

/** A method made ready on the days before its origin. */
export const forecaster = (method: ForecastMethod, past: readonly PastDay[], chinese: boolean): Forecaster =>
  ({ weekNaive, kindMean, yearShape })[method](past, chinese);
