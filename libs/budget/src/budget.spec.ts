import { addDays } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { backTests, bestMethod } from './back-test.js';
import { budgetState } from './budget-state.js';
import { dayGroup, type PastDay } from './day-group.js';
import { forecaster } from './methods.js';
import { budgetPace, linearPace, seasonalPace } from './pace.js';
import { splitDifference, splitYear } from './split.js';
import { neededPerYear, pathProblem, plannedValue, type TargetPath } from './target-path.js';
import { yearEnd } from './year-end.js';

const daysOf = (first: string, count: number, value: (day: string, n: number) => number | null): PastDay[] =>
  Array.from({ length: count }, (_, n) => {
    const day = addDays(first, n);
    return { day, value: value(day, n) };
  });
/** A plant: 100 on worked days, 40 on Saturdays, 20 on Sundays, 10 on holidays. */
const LEVELS = { workday: 100, saturday: 40, sunday: 20, holiday: 10 };
const plant = (day: string): number => LEVELS[dayGroup(day, true)];
const sumOf = (first: string, end: string, value: (day: string) => number): number => {
  let sum = 0;
  for (let day = first; day < end; day = addDays(day, 1)) sum += value(day);
  return sum;
};
const YEAR = { first: '2026-01-01', end: '2027-01-01' };

describe('kinds of days', () => {
  it('are worked days, Saturdays, Sundays and holidays, worked weekends among the first', () => {
    // 2026-10-01 National Day, 2026-10-10 a worked Saturday
    expect(
      ['2026-09-30', '2026-10-01', '2026-10-10', '2026-10-17', '2026-10-18'].map((day) =>
        dayGroup(day, true),
      ),
    ).toEqual(['workday', 'holiday', 'workday', 'saturday', 'sunday']);
    expect(dayGroup('2026-10-01', false)).toBe('workday');
    expect(dayGroup('2026-10-10', false)).toBe('saturday');
  });
});

describe('methods', () => {
  const past = daysOf('2026-03-02', 60, plant);
  it('take the last day of the same weekday and kind', () => {
    const rising = daysOf('2026-03-02', 28, (_, n) => n);
    const at = forecaster('weekNaive', rising, true);
    // The last Monday and Sunday of the four weeks; a holiday without one before it is like a Sunday.
    expect([at('2026-03-30'), at('2026-04-12')]).toEqual([21, 27]);
    expect(at('2026-04-05')).toBe(27);
    expect(forecaster('weekNaive', [], true)('2026-04-01')).toBeUndefined();
  });

  it('take the mean of eight weeks by kind', () => {
    const at = forecaster('kindMean', past, true);
    expect(['2026-05-06', '2026-05-16', '2026-05-17', '2026-06-19'].map(at)).toEqual([100, 40, 20, 10]);
    const old = [...daysOf('2026-01-05', 28, () => 9999), ...daysOf('2026-02-02', 56, () => 5)];
    expect(forecaster('kindMean', old, false)('2026-04-01')).toBe(5);
  });

  it('take last year at the level of today, a moved holiday by holidays', () => {
    const two = daysOf('2025-01-01', 365 + 100, (day) => plant(day) * (day < '2026-01-01' ? 1 : 0.8));
    const at = forecaster('yearShape', two, true);
    expect(at('2026-08-12')).toBeCloseTo(80, 9);
    // Mid-Autumn 2026-09-25; a year before it was joined to National Day.
    expect(at('2026-09-25')).toBeCloseTo(8, 9);
    expect(forecaster('yearShape', past, true)('2026-08-12')).toBeUndefined();
  });
});

describe('a back-test', () => {
  it('needs eight origins, and looks at nothing ahead', () => {
    // 28 days before the first origin, a horizon of 28 and seven weeks between the first and the last origin.
    expect(backTests(daysOf('2026-01-05', 28 + 28 + 48, plant), 90, true).size).toBe(0);
    const enough = backTests(daysOf('2026-01-05', 28 + 28 + 49, plant), 90, true);
    expect(enough.get('weekNaive')).toMatchObject({ origins: 8, horizonDays: 28 });
    const test = backTests(daysOf('2026-01-05', 200, plant), 3, true);
    expect(test.get('kindMean')).toMatchObject({ origins: 12, horizonDays: 3 });
  });

  it('tells error, bias and error against the naive method', () => {
    // Every week is 10 % higher than the one before, on all days alike.
    const growing = daysOf('2026-01-05', 7 * 30, (_, n) => 100 * 1.1 ** Math.floor(n / 7));
    const { wape, bias, mase } = backTests(growing, 7, false).get('weekNaive')!;
    // The next week is 1.1 times what the naive method says: it misses 1 − 1/1.1.
    expect(wape).toBeCloseTo(1 - 1 / 1.1, 9);
    expect(bias).toBeCloseTo(1 / 1.1 - 1, 9);
    expect(mase).toBe(1);
  });

  it('uses the naive method, and says so, where none is better', () => {
    const steps = daysOf('2026-01-05', 7 * 30, (_, n) => 100 * 1.1 ** Math.floor(n / 7));
    expect(bestMethod(backTests(steps, 7, false))).toMatchObject({ method: 'weekNaive', better: false });
    // Noise around a level: the mean is better than the last value.
    const noisy = daysOf('2026-01-05', 7 * 30, (day, n) => plant(day) * (n % 3 === 0 ? 1.3 : 0.85));
    const best = bestMethod(backTests(noisy, 14, true));
    expect(best).toMatchObject({ method: 'kindMean', better: true });
    expect(best?.test.mase).toBeLessThan(1);
    expect(bestMethod(new Map())).toBeUndefined();
  });

  it('gives an interval that most of the other origins lie in', () => {
    const noisy = daysOf('2026-01-05', 7 * 40, (day, n) => plant(day) * (1 + 0.3 * Math.sin(n * n)));
    const { intervalCoverage, halfWidth } = backTests(noisy, 7, true).get('kindMean')!;
    expect(intervalCoverage).toBeGreaterThanOrEqual(0.6);
    expect(halfWidth).toBeGreaterThan(0);
    expect(halfWidth).toBeLessThan(0.3);
  });
});

describe('the forecast of a year', () => {
  it('of a steady plant is what the calendar makes of it', () => {
    const past = daysOf('2026-01-01', 200, plant);
    const found = yearEnd(past, YEAR, true)!;
    expect(found.value).toBeCloseTo(sumOf(YEAR.first, YEAR.end, plant), 6);
    expect([found.knownDays, found.forecastDays]).toEqual([200, 165]);
    expect(found.months.get('2026-10')).toBeCloseTo(sumOf('2026-10-01', '2026-11-01', plant), 6);
    expect([found.low, found.high]).toEqual([found.value, found.value]);
    expect([...found.months.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(found.value, 6);
  });

  it('takes a day that is not whole by the forecast, and never less than what is known of it', () => {
    const past = daysOf('2026-01-01', 200, plant);
    const holed = past.map((each, n) => (n === 150 ? { day: each.day, value: null } : each));
    expect(yearEnd(holed, YEAR, true)).toMatchObject({ knownDays: 199, forecastDays: 166 });
    expect(yearEnd(holed, YEAR, true)!.value).toBeCloseTo(sumOf(YEAR.first, YEAR.end, plant), 6);
    const more = past.map((each, n) => (n === 150 ? { day: each.day, value: null, atLeast: 500 } : each));
    const extra = 500 - plant(past[150]!.day);
    expect(yearEnd(more, YEAR, true)!.value).toBeCloseTo(sumOf(YEAR.first, YEAR.end, plant) + extra, 6);
  });

  it('is not given out of less than 28 whole days', () => {
    expect(yearEnd(daysOf('2026-01-01', 27, plant), YEAR, true)).toBeNull();
    const short = yearEnd(daysOf('2026-01-01', 28, plant), YEAR, true);
    expect(short).toMatchObject({
      method: 'weekNaive',
      better: false,
      backTest: null,
      low: null,
      high: null,
    });
  });

  it('of a year that is over is the year, whatever happened after it', () => {
    const past = daysOf('2026-01-01', 400, (_, n) => (n < 365 ? 1 : 99));
    expect(yearEnd(past, YEAR, true)).toMatchObject({ value: 365, knownDays: 365, forecastDays: 0 });
  });

  it('scales with its unit', () => {
    const noisy = (factor: number) =>
      yearEnd(
        daysOf('2026-01-01', 250, (day, n) => factor * plant(day) * (n % 3 === 0 ? 1.3 : 0.85)),
        YEAR,
        true,
      )!;
    const [one, thousand] = [noisy(1), noisy(1000)];
    expect(thousand.value / one.value).toBeCloseTo(1000, 6);
    expect((thousand.high! - thousand.low!) / (one.high! - one.low!)).toBeCloseTo(1000, 6);
    expect(one.high! - one.value).toBeCloseTo(one.value - one.low!, 6);
  });
});

describe('pace', () => {
  const borders = Array.from({ length: 13 }, (_, n) => n * 100);
  it('is what the months allow, and the elapsed share of the year', () => {
    const months = [50, 50, ...Array.from({ length: 10 }, () => 0)];
    expect(budgetPace(months, borders, 150)).toBe(0.75);
    expect(budgetPace(months, borders, -5)).toBe(0);
    expect(budgetPace(months, borders, 9999)).toBe(1);
    expect(linearPace(borders, 300)).toBe(0.25);
    expect(
      budgetPace(
        months.map(() => 0),
        borders,
        300,
      ),
    ).toBe(0.25);
  });

  it('by last year is what was used until the same day; not of a year with gaps', () => {
    const year = daysOf('2025-01-01', 365, (day) => (day < '2025-07-01' ? 3 : 1));
    const first = 181 * 3;
    expect(seasonalPace(year, '2026-07-01')).toBeCloseTo(first / (first + 184), 12);
    expect(seasonalPace(year, '2026-01-01')).toBe(0);
    const holed = (n: number) => year.map((each, at) => (at < n ? { ...each, value: null } : each));
    expect(seasonalPace(holed(18), '2026-07-01')).not.toBeNull();
    expect(seasonalPace(holed(19), '2026-07-01')).toBeNull();
    expect(seasonalPace([], '2026-07-01')).toBeNull();
  });
});

describe('a split', () => {
  it('adds up to the total to the last digit', () => {
    const weights = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const total of ['1000', '0', '0.01', '1234.567', '7', '99999999.99'])
      for (const decimals of [0, 2])
        expect(splitDifference(total, splitYear(total, weights, decimals))).toBe('0');
    expect(
      splitYear(
        '120',
        Array.from({ length: 12 }, () => 0),
        0,
      ),
    ).toEqual(Array.from({ length: 12 }, () => '10'));
    // 100 over weights 1:1:1 leaves one step, for the first.
    expect(splitYear('100', [1, 1, 1], 0)).toEqual(['34', '33', '33']);
    expect(splitYear('10', [3, 1], 0)).toEqual(['8', '2']);
  });

  it('gives each month its share to within a step', () => {
    const weights = [5, 1, 4, 2, 8, 5, 7, 3, 2, 9, 1, 6];
    const parts = splitYear('1000', weights, 1);
    for (const [n, part] of parts.entries())
      expect(Math.abs(Number(part) - (1000 * weights[n]!) / 53)).toBeLessThanOrEqual(0.1);
  });

  it('tells what does not add up', () => {
    expect(splitDifference('10', ['4', '5'])).toBe('-1');
    expect(splitDifference('0.3', ['0.1', '0.2'])).toBe('0');
  });
});

describe('how a budget stands', () => {
  const state = (used: number | null, forecast: number | null = null, pace = 1) =>
    budgetState({ used, forecast, pace }).state;
  it('warns at 90 %, alarms at 100 %, and warns of a forecast over it', () => {
    expect([state(0.8999), state(0.9), state(0.9999), state(1)]).toEqual([
      'ok',
      'warning',
      'warning',
      'alarm',
    ]);
    expect([state(0.5, 0.9999), state(0.5, 1)]).toEqual(['ok', 'warning']);
    expect(state(null, 2)).toBe('unknown');
    expect([state(0.514, null, 0.5), state(0.516, null, 0.5)]).toEqual(['ok', 'ahead']);
    expect(budgetState({ used: 1.05, forecast: 1.2, pace: 1 }).why?.en).toContain('105.0 %');
  });
});

describe('a path to a target', () => {
  const path = (more: Partial<TargetPath>): TargetPath => ({
    baseYear: 2024,
    baseValue: '1000',
    targetYear: 2030,
    path: 'linear',
    targetValue: '400',
    yearlyRate: null,
    points: [],
    ...more,
  });
  it('is linear, and stays at its end', () => {
    expect([2023, 2024, 2025, 2030, 2031].map((year) => plannedValue(path({}), year))).toEqual([
      null,
      '1000',
      '900',
      '400',
      '400',
    ]);
  });

  it('falls by 4.2 % of the base value a year, or by its own rate, never below 0', () => {
    const rate = path({ path: 'rate', targetValue: null });
    expect([2024, 2025, 2030].map((year) => plannedValue(rate, year))).toEqual(['1000', '958', '748']);
    expect(plannedValue({ ...rate, yearlyRate: '0.3' }, 2030)).toBe('0');
    expect(plannedValue({ ...rate, yearlyRate: '0.1' }, 2026)).toBe('800');
  });

  it('runs straight between own points', () => {
    const own = path({
      path: 'own',
      points: [
        { year: 2030, value: '500' },
        { year: 2026, value: '900' },
      ],
    });
    expect([2024, 2025, 2026, 2028, 2030].map((year) => plannedValue(own, year))).toEqual([
      '1000',
      '950',
      '900',
      '700',
      '500',
    ]);
    expect(pathProblem(own)).toBeNull();
  });

  it('is refused where it cannot be walked', () => {
    expect(pathProblem(path({}))).toBeNull();
    expect(pathProblem(path({ targetYear: 2024 }))?.field).toBe('targetYear');
    expect(pathProblem(path({ targetValue: null }))?.field).toBe('targetValue');
    const own = (...years: number[]) =>
      pathProblem(path({ path: 'own', points: years.map((year) => ({ year, value: '1' })) }))?.field;
    expect([own(), own(2029), own(2024, 2030), own(2030, 2030)]).toEqual([
      'points',
      'points',
      'points',
      'points',
    ]);
    expect(own(2025, 2030)).toBeUndefined();
  });

  it('tells the fall a year that still reaches it', () => {
    expect(neededPerYear(path({}), { year: 2026, value: 1000 })).toBe(150);
    expect(neededPerYear(path({}), { year: 2029, value: 300 })).toBe(-100);
    expect(neededPerYear(path({}), { year: 2030, value: 300 })).toBeNull();
  });

  it('keeps the ends whatever lies between', () => {
    for (const value of ['0', '1', '999999.5']) {
      const linear = path({ targetValue: value });
      expect(new ExactDecimal(plannedValue(linear, 2030) ?? '-1').eq(value)).toBe(true);
    }
  });
});
