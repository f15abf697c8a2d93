import { QUARTER_MS } from '@zerofab/calendar';
import { describe, expect, it } from 'vitest';
import { coverageOf, qualityOf, roundedConsumption, totalOf, type ConsumptionSum } from './sums.js';

const HOUR = { fromMs: 0, toMs: 4 * QUARTER_MS };
const LATER = 100 * QUARTER_MS;
const sum = (value: number | null, more: Partial<ConsumptionSum> = {}): ConsumptionSum => ({
  registerId: 1,
  startMs: 0,
  value,
  estimated: 0,
  covered: 4,
  quality: 0,
  readings: 4,
  ...more,
});

describe('rounding', () => {
  it('is to a millionth, of either sign', () => {
    expect(roundedConsumption(0.1 + 0.2)).toBe(0.3);
    expect(roundedConsumption(1.0000004)).toBe(1);
    expect(roundedConsumption(-1.0000006)).toBe(-1.000001);
  });
});

describe('quality of a sum', () => {
  it.each([
    [0, 1, 'measured'],
    [1, 1, 'manual'],
    [2, 0, 'estimated'],
    [3, 1, 'missing'],
    [null, 1, 'measured'],
    // A code that nobody stored is no quality.
    [9, 1, 'missing'],
    [0, null, 'missing'],
    [2, null, 'missing'],
  ] as const)('code %s of the value %s: %s', (code, value, quality) => {
    expect(qualityOf(code, value)).toBe(quality);
  });
});

describe('coverage', () => {
  it.each([
    ['all', 4, LATER, 1],
    ['nothing', 0, LATER, 0],
    ['a quarter', 1, LATER, 0.25],
    ['more than there is', 5, LATER, 1],
    ['all but noise', 4 - 1e-10, LATER, 1],
    ['less by more than noise', 4 - 2 ** -20, LATER, 1 - 2 ** -22],
    // Half an hour has passed, a quarter of an hour of it is still on its way.
    ['of what has passed', 1, 2 * QUARTER_MS, 1],
    ['half of what has passed', 1, 3 * QUARTER_MS, 0.5],
    ['the whole hour, a quarter after its end', 3, 5 * QUARTER_MS, 0.75],
    ['nothing has passed', 0, QUARTER_MS, 0],
    ['nothing has passed, but a reading is there', 0.1, QUARTER_MS, 1],
    ['before it begins', 0, -1, 0],
  ])('%s', (_what, covered, nowMs, expected) => {
    expect(coverageOf(covered, HOUR, nowMs)).toBe(expected);
  });
});

describe('the total of stretches', () => {
  it('adds what is known and takes the worst quality of it', () => {
    const total = totalOf(
      [
        sum(1.1),
        sum(2.2, { estimated: 2.2, quality: 2, covered: 0 }),
        sum(null, { quality: 3, covered: 0, readings: 0 }),
      ],
      { fromMs: 0, toMs: 12 * QUARTER_MS },
      LATER,
    );
    expect(total).toEqual({
      total: 3.3,
      estimated: 2.2,
      coverage: 4 / 12,
      quality: 'estimated',
      readings: 8,
    });
  });

  it('is missing, not 0, of nothing', () => {
    const nothing = { total: null, estimated: 0, coverage: 0, quality: 'missing', readings: 0 };
    expect(totalOf([], HOUR, LATER)).toEqual(nothing);
    expect(totalOf([sum(null, { covered: 0, readings: 0 })], HOUR, LATER)).toEqual(nothing);
    expect(totalOf([sum(0, { quality: null })], HOUR, LATER)).toMatchObject({
      total: 0,
      quality: 'measured',
    });
    expect(totalOf([sum(-2)], HOUR, LATER).total).toBe(-2);
  });
});
