import type { ConsumptionSum } from '@zerofab/metering';
import { describe, expect, it } from 'vitest';
import { dividedAt, joined } from './running-stretch.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const sum = (
  registerId: number,
  startMs: number,
  value: number | null,
  quality: number | null = 0,
): ConsumptionSum => ({
  registerId,
  startMs,
  value,
  estimated: 1,
  covered: 2,
  quality,
  readings: 3,
});

describe('where a running stretch is divided', () => {
  it.each([
    ['a day at least before its end', [0, 28 * DAY + HOUR], 27 * DAY],
    ['at a whole day too', [0, 28 * DAY], 27 * DAY],
    ['the last of several', [-9 * DAY, DAY, 5 * DAY], 4 * DAY],
    ['three days are long enough', [0, 3 * DAY], 2 * DAY],
    ['less is not', [0, 3 * DAY - 1], undefined],
    ['not where it begins within an hour', [900_000, 28 * DAY], undefined],
    ['nothing', [0], undefined],
  ])('%s', (_what, borders, expected) => {
    expect(dividedAt(borders)).toBe(expected);
  });
});

describe('two parts of a stretch in one', () => {
  it('adds what is known, and takes the worse quality', () => {
    const head = [sum(1, 0, 5), sum(1, 10, 1), sum(2, 10, null, null)];
    const tail = [sum(1, 20, 2, 2), sum(2, 20, 4), sum(3, 20, 8)];
    expect(joined(head, tail, 10)).toEqual([
      sum(1, 0, 5),
      { registerId: 1, startMs: 10, value: 3, estimated: 2, covered: 4, quality: 2, readings: 6 },
      { registerId: 2, startMs: 10, value: 4, estimated: 2, covered: 4, quality: 0, readings: 6 },
      sum(3, 10, 8),
    ]);
  });
  it('keeps missing what is missing in both, and a part alone as it is', () => {
    expect(joined([sum(1, 10, null, null)], [sum(1, 20, null, null)], 10)[0]).toMatchObject({
      value: null,
      quality: null,
    });
    expect(joined([sum(1, 10, 5, 2)], [sum(1, 20, null, null)], 10)[0]).toMatchObject({
      value: 5,
      quality: 2,
    });
    expect(joined([sum(1, 10, 5)], [], 10)).toEqual([sum(1, 10, 5)]);
  });
});
