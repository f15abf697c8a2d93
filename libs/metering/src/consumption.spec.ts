import { describe, expect, it } from 'vitest';
import { affectedSpan, consumptionBuckets } from './consumption.js';
import { counterSummary } from './counter.js';
import { BUCKET_MS, type RegisterSpec } from './reading.js';

const MIN = 60_000;
const counter: RegisterSpec = { kind: 'counter', multiplier: 1, rollover: null, intervalMs: 15 * MIN };
const quarter: RegisterSpec = { kind: 'interval', multiplier: 1, rollover: null, intervalMs: 15 * MIN };
const at = (minutes: number, value: number) => ({ atMs: minutes * MIN, value });
const values = (buckets: readonly { value: number | null }[]) => buckets.map((bucket) => bucket.value);

describe('a counter', () => {
  it('opens its use with the first reading and loses no quarter', () => {
    const buckets = consumptionBuckets(counter, [at(0, 100), at(15, 110), at(30, 125)], 0, 45 * MIN);
    expect(values(buckets)).toEqual([10, 15, null]);
    expect(buckets.map((b) => b.coverage)).toEqual([1, 1, 0]);
    expect(buckets.map((b) => b.quality)).toEqual(['measured', 'measured', 'missing']);
    expect(buckets.map((b) => b.readings)).toEqual([1, 1, 1]);
  });

  it('divides a rise at bucket borders by time', () => {
    // 10 minutes before the border, 5 after it: 30 kWh → 20 + 10. The first bucket is covered for 10 of 15 minutes.
    const buckets = consumptionBuckets(counter, [at(5, 0), at(20, 30)], 0, 30 * MIN);
    expect(values(buckets)).toEqual([20, 10]);
    expect(buckets.map((b) => b.coverage)).toEqual([10 / 15, 5 / 15]);
  });

  it('spreads a gap over its time, marked estimated: neither 0 nor one lump', () => {
    const buckets = consumptionBuckets(counter, [at(0, 0), at(15, 4), at(75, 44), at(90, 50)], 0, 90 * MIN);
    expect(values(buckets)).toEqual([4, 10, 10, 10, 10, 6]);
    expect(buckets.map((b) => b.estimated)).toEqual([0, 10, 10, 10, 10, 0]);
    expect(buckets.map((b) => b.quality)).toEqual([
      'measured',
      'estimated',
      'estimated',
      'estimated',
      'estimated',
      'measured',
    ]);
    expect(buckets.map((b) => b.coverage)).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('lets late readings replace the estimate', () => {
    const late = [at(30, 10), at(45, 12), at(60, 30)];
    const buckets = consumptionBuckets(counter, [at(0, 0), at(15, 4), at(75, 44), ...late], 0, 75 * MIN);
    expect(values(buckets)).toEqual([4, 6, 2, 18, 14]);
    expect(buckets.every((b) => b.quality === 'measured')).toBe(true);
  });

  it('marks a gap without use as estimated 0, which is known', () => {
    const [, gap] = consumptionBuckets(counter, [at(0, 7), at(15, 7), at(60, 7)], 0, 60 * MIN);
    expect(gap).toMatchObject({ value: 0, quality: 'estimated', coverage: 0 });
  });

  it('takes hourly readings of a register without declared interval as measured', () => {
    const hourly = { ...counter, intervalMs: null };
    const buckets = consumptionBuckets(hourly, [at(0, 0), at(60, 8), at(180, 24)], 0, 180 * MIN);
    expect(values(buckets)).toEqual(Array.from({ length: 12 }, () => 2));
    expect(buckets.map((b) => b.quality).indexOf('estimated')).toBe(4);
  });

  it('is right over a wrap and applies the multiplier (CT·PT)', () => {
    const wrapping = { ...counter, rollover: 1000, multiplier: 80 };
    expect(values(consumptionBuckets(wrapping, [at(0, 995), at(15, 5)], 0, 15 * MIN))).toEqual([800]);
    expect(counterSummary(wrapping, [at(15, 5), at(0, 995)])).toMatchObject({
      wraps: 1,
      resets: 0,
      consumption: 800,
    });
  });

  it('does not guess the use of a reset: missing, never negative', () => {
    const buckets = consumptionBuckets(counter, [at(0, 500), at(15, 3), at(30, 8)], 0, 30 * MIN);
    expect(values(buckets)).toEqual([null, 5]);
    expect(counterSummary(counter, [at(0, 500), at(15, 3)])).toMatchObject({ resets: 1, consumption: null });
  });

  it('takes a fall from beyond the rollover as a reset: a wrong rollover never makes negative use', () => {
    const wrong = { ...counter, rollover: 1000 };
    const readings = [at(0, 5000), at(15, 3), at(30, 8)];
    expect(values(consumptionBuckets(wrong, readings, 0, 30 * MIN))).toEqual([null, 5]);
    expect(counterSummary(wrong, readings)).toMatchObject({ wraps: 0, resets: 1, consumption: null });
  });

  it('counts a reading on a border in the quarter that starts there', () => {
    const buckets = consumptionBuckets(counter, [at(15, 1), at(30, 2)], 0, 45 * MIN);
    expect(buckets.map((b) => b.readings)).toEqual([0, 1, 1]);
  });
});

describe('an interval register', () => {
  it('books the energy to the interval that ends at the reading', () => {
    const buckets = consumptionBuckets(quarter, [at(15, 3.17), at(30, 4), at(60, 2)], 0, 60 * MIN);
    expect(values(buckets)).toEqual([3.17, 4, null, 2]);
    expect(buckets.map((b) => b.readings)).toEqual([1, 1, 0, 1]);
    expect(buckets.map((b) => b.quality)).toEqual(['measured', 'measured', 'missing', 'measured']);
  });

  it('spreads an hour over its quarters', () => {
    expect(
      values(consumptionBuckets({ ...quarter, intervalMs: 60 * MIN }, [at(60, 8)], 0, 60 * MIN)),
    ).toEqual([2, 2, 2, 2]);
  });

  it('refuses to work without a length', () => {
    expect(() => consumptionBuckets({ ...quarter, intervalMs: null }, [], 0, BUCKET_MS)).toThrow(
      /needs intervalMs/,
    );
  });
});

describe('affectedSpan', () => {
  it('reaches from the reading before to the reading after', () => {
    expect(affectedSpan(counter, 50 * MIN, 50 * MIN, 20 * MIN, 100 * MIN)).toEqual({
      fromMs: 15 * MIN,
      toMs: 105 * MIN,
    });
  });
  it('reaches back over the interval', () => {
    expect(affectedSpan(quarter, 30 * MIN, 30 * MIN)).toEqual({ fromMs: 15 * MIN, toMs: 30 * MIN });
  });
});
