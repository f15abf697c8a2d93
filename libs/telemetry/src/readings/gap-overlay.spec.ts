import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addGaps } from './gap-overlay.js';
import type { ConsumptionSum } from '@zerofab/metering';

const gap = (fromMs: number, toMs: number, value: number | null, doubtful = false, registerId = 1) => ({
  registerId,
  fromMs,
  toMs,
  value,
  doubtful,
});
const sum = (startMs: number, value: number | null, registerId = 1): ConsumptionSum => ({
  registerId,
  startMs,
  value,
  estimated: 0,
  covered: value === null ? 0 : 1,
  quality: value === null ? null : 0,
  readings: 1,
});

describe('addGaps', () => {
  it('changes nothing without a gap to spread, and without stretches', () => {
    const sums = [sum(0, 5)];
    expect(addGaps(sums, [], [0, 10])).toBe(sums);
    expect(addGaps(sums, [gap(0, 10, 4, true)], [0, 10])).toBe(sums);
    expect(addGaps(sums, [gap(0, 10, null)], [0, 10])).toBe(sums);
    expect(addGaps([], [gap(0, 10, 4)], [])).toEqual([]);
  });

  it('adds the share as estimated, beside what was measured, and covers nothing', () => {
    expect(addGaps([sum(0, 5)], [gap(5, 25, 20)], [0, 10, 20, 30])).toEqual([
      { registerId: 1, startMs: 0, value: 10, estimated: 5, covered: 1, quality: 2, readings: 1 },
      { registerId: 1, startMs: 10, value: 10, estimated: 10, covered: 0, quality: 2, readings: 0 },
      { registerId: 1, startMs: 20, value: 5, estimated: 5, covered: 0, quality: 2, readings: 0 },
    ]);
  });

  it('leaves stretches that only share a border, and keeps registers apart and in order', () => {
    const merged = addGaps([sum(20, 1, 1), sum(0, 3, 2)], [gap(10, 20, 8, false, 2)], [0, 10, 20, 30]);
    expect(merged.map(({ registerId, startMs, value }) => [registerId, startMs, value])).toEqual([
      [1, 20, 1],
      [2, 0, 3],
      [2, 10, 8],
    ]);
  });

  it('begins and ends outside the asked time', () => {
    expect(addGaps([], [gap(-128, 128, 256)], [0, 10]).map(({ value }) => value)).toEqual([10]);
    expect(addGaps([], [gap(50, 100, 200)], [0, 10])).toEqual([]);
  });

  it('adds up to the use of the gap, wherever the borders lie', () => {
    const borders = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        borders,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 500 }),
        (inner, from, length) => {
          const all = [0, ...inner.toSorted((a, b) => a - b), 1000];
          const sums = addGaps([], [gap(from, from + length, 77)], all);
          expect(sums.reduce((total, { value }) => total + (value ?? 0), 0)).toBeCloseTo(77, 9);
          for (const { startMs } of sums) expect(all).toContain(startMs);
        },
      ),
    );
  });
});
