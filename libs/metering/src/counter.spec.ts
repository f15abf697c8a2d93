import { describe, expect, it } from 'vitest';
import { counterSummary, tallyCounter } from './counter.js';
import { BUCKET_MS, type RawReading, type RegisterSpec } from './reading.js';
import { BucketTally } from './tally.js';

const MIN = 60_000;
const spec: RegisterSpec = { kind: 'counter', multiplier: 1, rollover: 1000, intervalMs: 15 * MIN };
const at = (minutes: number, value: number): RawReading => ({ atMs: minutes * MIN, value });
const tallied = (readings: readonly RawReading[], register = spec, buckets = 4) => {
  const tally = new BucketTally(0, buckets * BUCKET_MS);
  tallyCounter(register, readings, tally);
  return tally.buckets();
};

describe('tallyCounter', () => {
  it('knows nothing of an empty history and of one reading but its count', () => {
    expect(tallied([]).every((bucket) => bucket.value === null && bucket.readings === 0)).toBe(true);
    const [first, second] = tallied([at(15, 7)]);
    expect(first).toMatchObject({ value: null, readings: 0 });
    expect(second).toMatchObject({ value: null, readings: 1, quality: 'missing' });
  });

  it('is a gap just beyond 1.5 intervals, not on it', () => {
    expect(tallied([at(0, 0), at(22.5, 9)])[0]).toMatchObject({ quality: 'measured', coverage: 1 });
    expect(tallied([at(0, 0), { atMs: 22.5 * MIN + 1, value: 9 }])[0]).toMatchObject({
      quality: 'estimated',
      coverage: 0,
    });
  });

  it('without a declared interval is a gap beyond 61 minutes', () => {
    const undeclared = { ...spec, intervalMs: null };
    expect(tallied([at(0, 0), at(61, 9)], undeclared)[0]?.quality).toBe('measured');
    expect(tallied([at(0, 0), { atMs: 61 * MIN + 1, value: 9 }], undeclared)[0]?.quality).toBe('estimated');
  });

  it('takes a value at the rollover and the one before it', () => {
    expect(tallied([at(0, 999), at(15, 1000), at(30, 2)]).map((bucket) => bucket.value)).toEqual([
      1,
      2,
      null,
      null,
    ]);
    expect(tallied([at(0, 999), at(15, 1)])[0]?.value).toBe(2);
  });

  it('leaves the inside of a long gap to its record', () => {
    const days = 35 * 24 * 60;
    expect(tallied([at(0, 0), at(days, 100)])[0]?.quality).toBe('estimated');
    expect(tallied([at(0, 0), { atMs: days * MIN + 1, value: 100 }])[0]).toMatchObject({
      value: null,
      readings: 1,
    });
  });
});

describe('counterSummary', () => {
  it('has none without a reading, and 0 for one', () => {
    expect(counterSummary(spec, [])).toBeUndefined();
    expect(counterSummary(spec, [at(3, 5)])).toEqual({
      first: at(3, 5),
      last: at(3, 5),
      wraps: 0,
      resets: 0,
      consumption: 0,
    });
  });

  it('adds a rollover for each wrap, in any order', () => {
    const readings = [at(45, 10), at(0, 990), at(30, 995), at(15, 5)];
    expect(counterSummary({ ...spec, multiplier: 2 }, readings)).toMatchObject({
      first: at(0, 990),
      last: at(45, 10),
      wraps: 2,
      resets: 0,
      consumption: 2 * (10 - 990 + 2000),
    });
  });

  it('gives no consumption over a reset, though it counts the wraps beside it', () => {
    const readings = [at(0, 1500), at(15, 20), at(30, 10)];
    expect(counterSummary(spec, readings)).toMatchObject({ wraps: 1, resets: 1, consumption: null });
  });
});
