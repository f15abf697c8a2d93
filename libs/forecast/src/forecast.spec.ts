import { describe, expect, it } from 'vitest';
import { backTest, chosenModel } from './back-test.js';
import { CANDIDATES, MODELS, type Model } from './candidates.js';
import { daysOf, emptyDay, SLOTS, slotStart, type Day } from './days.js';
import { dayAhead } from './forecast.js';
import { intervalOf } from './interval.js';

// 2026-03-02 is a Monday, with no holiday of China in the weeks before and after.
const ZONE = 'Asia/Shanghai';
const START = Date.parse('2026-03-02T00:00:00+08:00');
const series = (days: number, value: (day: number, slot: number) => number | null) =>
  Array.from({ length: days * SLOTS }, (_, index) => value(Math.floor(index / SLOTS), index % SLOTS));
const daysWith = (days: number, value: (day: number, slot: number) => number | null): Day[] =>
  daysOf(START, series(days, value), ZONE);
const forecast = (model: Model, days: readonly Day[]) => CANDIDATES[model](days.slice(0, -1), days.at(-1)!);

describe('days', () => {
  it('are local, with their type; what is not known stays unknown', () => {
    const days = daysOf(Date.parse('2026-04-30T12:00:00+08:00'), [5, null, 7], ZONE);
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({ day: '2026-04-30', type: 'workday 4', worked: true });
    expect([days[0]?.values[47], days[0]?.values[48], days[0]?.values[49], days[0]?.values[50]]).toEqual([
      undefined,
      5,
      undefined,
      7,
    ]);
  });
  it.each([
    ['2026-05-01', 'holiday', false, ZONE],
    ['2026-05-09', 'shifted', true, ZONE],
    ['2026-05-10', 'weekend 7', false, ZONE],
    ['2026-05-01', 'workday 5', true, 'Asia/Seoul'],
  ])('%s is %s', (day, type, worked, zone) => {
    expect(emptyDay(day, zone)).toMatchObject({ type, worked });
  });
  it('have 96 slots also where the clock changes', () => {
    const start = Date.parse('2026-10-25T00:00:00+02:00');
    const [day] = daysOf(
      start,
      Array.from({ length: 100 }, (_, index) => index),
      'Europe/Berlin',
    );
    // 02:00 comes twice: the means of 8 and 12, 9 and 13 …; 03:00 is the 17th quarter hour.
    expect(day?.values.slice(7, 13)).toEqual([7, 10, 11, 12, 13, 16]);
    const [spring] = daysOf(
      Date.parse('2026-03-29T00:00:00+01:00'),
      Array.from({ length: 92 }, () => 1),
      'Europe/Berlin',
    );
    expect(spring?.values.slice(7, 13)).toEqual([1, undefined, undefined, undefined, undefined, 1]);
  });
  it('tell when a slot begins', () => {
    expect(slotStart('2026-05-19', 33, ZONE)).toBe('2026-05-19T08:15:00+08:00');
  });
});

describe('candidates', () => {
  it('naive: the same slot of the last day of the type', () => {
    const days = daysWith(15, (day, slot) => day * 100 + slot);
    // Day 14 is a Monday, as day 7.
    expect(forecast('seasonalNaive', days).slice(0, 3)).toEqual([700, 701, 702]);
    const gap = daysWith(15, (day, slot) => (day === 7 && slot === 1 ? null : day * 100 + slot));
    expect(forecast('seasonalNaive', gap).slice(0, 3)).toEqual([700, 1, 702]);
  });
  it('typical day: the median of the type at the level of the last days', () => {
    // Mondays 10, 20, 90: median 20; all other days alike: level 1.
    const days = daysWith(22, (day) => (day % 7 === 0 ? ([10, 20, 90][day / 7] ?? 0) : 50));
    expect(forecast('typicalDay', days)[5]).toBeCloseTo(20, 9);
    // The last three days run at 80 % of their like.
    const lower = daysWith(22, (day) => (day >= 18 && day < 21 ? 40 : 50));
    expect(forecast('typicalDay', lower)[5]).toBeCloseTo(40, 9);
  });
  it('smoothed: the latest day of the type weighs 0.3', () => {
    const days = daysWith(22, (day) => [10, 20, 30][day / 7] ?? 0);
    // 10 → 13 → 18.1
    expect(forecast('smoothed', days)[0]).toBeCloseTo(18.1, 9);
  });
  it('regression: learns what the naive cannot know', () => {
    // Each day half as far from its type as yesterday was: yesterday tells, last week does not.
    let state = 7;
    const noise = Array.from(
      { length: 80 },
      () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5,
    );
    const level = noise.map((_, day) => noise.slice(0, day + 1).reduce((sum, value) => 0.9 * sum + value, 0));
    const days = daysWith(80, (day, slot) => 100 + 20 * Math.sin(slot / 15) + 40 * (level[day] ?? 0));
    const tested = backTest(days, 30);
    expect(tested.get('regression')?.score.mase).toBeLessThan(0.8);
    expect(tested.get('seasonalNaive')?.score.mase).toBe(1);
  });
  it('know nothing of what they have never seen', () => {
    const nothing = daysWith(3, () => null);
    for (const model of MODELS)
      expect(forecast(model, nothing).every((value) => value === undefined)).toBe(true);
  });
});

describe('a back-test', () => {
  const days = daysWith(60, (day, slot) => 100 + slot + ((day * 37) % 11));

  it('looks at nothing that comes later', () => {
    const changed = [...days.slice(0, 50), ...daysWith(60, () => 9999).slice(50)];
    const [a, b] = [backTest(days, 20), backTest(changed, 20)];
    for (const model of MODELS) {
      const until = (tested: typeof a) =>
        tested
          .get(model)
          ?.days.slice(0, 11)
          .map(({ expected, low }) => [expected, low]);
      expect(until(a), model).toEqual(until(b));
    }
  });
  it('counts errors by hand', () => {
    // Mondays 100, then 110: the naive errs by 10 of 110 in each quarter hour, always too low.
    const two = daysWith(29, (day) => (day === 28 ? 110 : 100));
    expect(backTest(two, 1).get('seasonalNaive')?.score).toMatchObject({
      points: 96,
      mae: 10,
      wape: 10 / 110,
      bias: -10 / 110,
      mase: 1,
      coverage: null,
    });
  });
  it('names the naive where nothing beats it', () => {
    // Two weeks that repeat exactly.
    const exact = daysWith(30, (day, slot) => (day % 7) * 10 + slot);
    const tested = backTest(exact, 8);
    expect(tested.get('seasonalNaive')?.score).toMatchObject({ mae: 0, mase: null });
    expect(chosenModel(tested)).toBe('seasonalNaive');
    expect(chosenModel(backTest(days, 20))).not.toBe('seasonalNaive');
  });
});

describe('an interval', () => {
  const errors = (list: readonly number[], worked = true) =>
    list.map((error) => ({ worked, values: Array.from({ length: SLOTS }, () => error) }));

  it('leaves out a tenth of the errors at either end', () => {
    // Errors −10 … 10 of 21 days, five slots each: quantiles −8 and 8.
    const found = intervalOf(
      errors(Array.from({ length: 21 }, (_, index) => index - 10)),
      true,
      Array.from({ length: SLOTS }, () => 100),
    );
    expect([found.low[50], found.high[50]]).toEqual([92, 108]);
    // At the edge of the day there are three slots.
    expect(found.low[0]).toBeCloseTo(92, 0);
  });
  it('rests on days worked alike, and on enough of them', () => {
    const list = [...errors([1, 2, 3, 4], false), ...errors([100, 100, 100, 100])];
    expect(intervalOf(list, false, [50]).high[0]).toBeUndefined();
    expect(intervalOf(list, false, [50, 50, 50]).high[2]).toBeLessThan(50);
    expect(intervalOf(list, false, [])?.low[2]).toBeUndefined();
    expect(intervalOf(errors([1, 1, 1]), true, [50, 50, 50]).low[2]).toBeUndefined();
  });
  it('forgets errors of more than six weeks ago', () => {
    const found = intervalOf(
      errors([...Array.from({ length: 42 }, () => 1000), ...Array.from({ length: 42 }, () => 1)]),
      true,
      [50, 50, 50],
    );
    expect([found.low[2], found.high[2]]).toEqual([49, 49]);
  });
});

describe('the day ahead', () => {
  const values = series(60, (day, slot) => 100 + slot + ((day * 37) % 11));

  it('is forecast by the best candidate, with its interval', () => {
    const found = dayAhead(START, values, ZONE, 30);
    expect(found.scores.map(({ model }) => model)).toEqual(MODELS);
    expect(found).toMatchObject({ day: '2026-05-01', tested: { length: 30 } });
    expect(found.expected).toHaveLength(96);
    expect(found.low.every((low, slot) => (low ?? 0) <= (found.high[slot] ?? Infinity))).toBe(true);
    const best = Math.min(...found.scores.map(({ mae }) => mae));
    expect(found.scores.find(({ model }) => model === found.chosen)?.mae).toBe(best);
  });
  it('begins with the day that is not over yet', () => {
    expect(dayAhead(START, values.slice(0, -10), ZONE, 30).day).toBe('2026-04-30');
  });
  it('wants three weeks before the first origin', () => {
    expect(() => dayAhead(START, values, ZONE, 40)).toThrow(/60 whole days; 40 origins take 61/);
    expect(dayAhead(START, values, ZONE, 39).tested).toHaveLength(39);
    expect(() => dayAhead(START, [], ZONE, 8)).toThrow(/0 whole days/);
  });
});
