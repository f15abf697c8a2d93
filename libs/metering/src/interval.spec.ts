import { describe, expect, it } from 'vitest';
import { tallyInterval } from './interval.js';
import { BUCKET_MS, type RegisterSpec } from './reading.js';
import { BucketTally } from './tally.js';

const spec: RegisterSpec = { kind: 'interval', multiplier: 3, rollover: null, intervalMs: BUCKET_MS };
const tallied = (register: RegisterSpec, readings: { atMs: number; value: number }[], buckets = 4) => {
  const tally = new BucketTally(0, buckets * BUCKET_MS);
  tallyInterval(register, readings, tally);
  return tally.buckets();
};

describe('tallyInterval', () => {
  it('books a reading on a border to the quarter that ends there, with the multiplier', () => {
    const [, second, third] = tallied(spec, [{ atMs: 2 * BUCKET_MS, value: 5 }]);
    expect(second).toMatchObject({ value: 15, readings: 1, coverage: 1, estimated: 0, quality: 'measured' });
    expect(third).toMatchObject({ value: null, readings: 0, coverage: 0, quality: 'missing' });
  });

  it('divides an interval that ends off the border by time', () => {
    const [first, second] = tallied(spec, [{ atMs: BUCKET_MS + 300_000, value: 9 }]);
    expect(first?.value).toBeCloseTo(18, 9);
    expect(second?.value).toBeCloseTo(9, 9);
    expect([first?.readings, second?.readings]).toEqual([0, 1]);
    expect(first?.coverage).toBeCloseTo(2 / 3, 12);
  });

  it('takes the first of two readings at one time', () => {
    const [first] = tallied(spec, [
      { atMs: BUCKET_MS, value: 1 },
      { atMs: BUCKET_MS, value: 7 },
    ]);
    expect(first).toMatchObject({ value: 3, readings: 1 });
  });

  it('says that it needs the length of the interval', () => {
    expect(() => tallied({ ...spec, intervalMs: null }, [])).toThrow(/needs intervalMs/);
  });
});
