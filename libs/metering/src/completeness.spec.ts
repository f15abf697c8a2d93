import { describe, expect, it } from 'vitest';
import { completenessOf } from './completeness.js';
import type { ConsumptionSum } from './sums.js';

const DAY = 86_400_000;
const day = { fromMs: 0, toMs: DAY };
const LATER = 10 * DAY;
const sum = (more: Partial<ConsumptionSum>): ConsumptionSum => ({
  registerId: 1,
  startMs: 0,
  value: 100,
  estimated: 0,
  covered: 96,
  quality: 0,
  readings: 96,
  ...more,
});

describe('completenessOf', () => {
  it('calls a day complete when measured data covers all of its 96 quarter hours', () => {
    expect(completenessOf(sum({}), day, LATER)).toEqual({ state: 'complete', coverage: 1, estimated: 0 });
  });

  it('tells what was spread over a gap from what nobody knows', () => {
    expect(completenessOf(sum({ covered: 72, estimated: 25, quality: 2 }), day, LATER)).toEqual({
      state: 'estimated',
      coverage: 0.75,
      estimated: 0.25,
    });
    expect(completenessOf(sum({ covered: 48 }), day, LATER)).toEqual({
      state: 'partly',
      coverage: 0.5,
      estimated: 0,
    });
    // A gap in which nothing was used is spread all the same: its quality says so.
    expect(completenessOf(sum({ covered: 95, quality: 2 }), day, LATER).state).toBe('estimated');
  });

  it('is missing where nothing is known, never 0', () => {
    const missing = { state: 'missing', coverage: 0, estimated: null };
    expect(completenessOf(undefined, day, LATER)).toEqual(missing);
    expect(completenessOf(sum({ value: null, covered: 0 }), day, LATER)).toEqual(missing);
  });

  it('holds a running day against the time that has passed, and leaves days to come alone', () => {
    // At noon plus the grace of a quarter hour 48 quarters have passed.
    const noon = DAY / 2 + 900_000;
    expect(completenessOf(sum({ covered: 48 }), day, noon).state).toBe('complete');
    expect(completenessOf(sum({ covered: 24 }), day, noon)).toMatchObject({ state: 'partly', coverage: 0.5 });
    expect(completenessOf(undefined, day, 0).state).toBe('ahead');
    expect(completenessOf(undefined, day, 1).state).toBe('missing');
  });

  it('has no share of an amount of 0, and none beyond the whole', () => {
    expect(completenessOf(sum({ value: 0 }), day, LATER).estimated).toBeNull();
    expect(completenessOf(sum({ value: 10, estimated: 12, covered: 1 }), day, LATER).estimated).toBe(1);
    expect(completenessOf(sum({ value: -10, estimated: -5, covered: 1 }), day, LATER).estimated).toBe(0.5);
  });
});
