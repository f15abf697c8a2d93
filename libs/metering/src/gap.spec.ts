import { describe, expect, it } from 'vitest';
import {
  DOUBTFUL_GAP_MS,
  DOUBTFUL_OPENING_MS,
  gapLimitMs,
  gapShare,
  insideOf,
  isDoubtfulGap,
  isLongGap,
  LONG_GAP_MS,
  longGaps,
  stretchesAround,
} from './gap.js';
import { BUCKET_MS, type RegisterSpec } from './reading.js';

const DAY = 86_400_000;
const counter: RegisterSpec = { kind: 'counter', multiplier: 2, rollover: null, intervalMs: BUCKET_MS };

describe('limits', () => {
  it('takes 1.5 intervals, or 61 minutes where none is declared, as the longest distance without a gap', () => {
    expect(gapLimitMs(counter)).toBe(1_350_000);
    expect(gapLimitMs({ ...counter, intervalMs: null })).toBe(3_660_000);
  });

  it('keeps up to 35 days in quarter hours, to the millisecond', () => {
    expect(LONG_GAP_MS).toBe(35 * DAY);
    expect(isLongGap(5, 5 + 35 * DAY)).toBe(false);
    expect(isLongGap(5, 6 + 35 * DAY)).toBe(true);
  });

  it('doubts more than 400 days, and more than 62 days at the begin of a history', () => {
    expect([DOUBTFUL_GAP_MS, DOUBTFUL_OPENING_MS]).toEqual([400 * DAY, 62 * DAY]);
    const gap = (days: number, more = 0) => ({ fromMs: DAY, toMs: DAY + days * DAY + more });
    expect(isDoubtfulGap(gap(400), false)).toBe(false);
    expect(isDoubtfulGap(gap(400, 1), false)).toBe(true);
    expect(isDoubtfulGap(gap(62), true)).toBe(false);
    expect(isDoubtfulGap(gap(62, 1), true)).toBe(true);
    expect(isDoubtfulGap(gap(63), false)).toBe(false);
  });
});

describe('longGaps', () => {
  const at = (days: number, value: number) => ({ atMs: days * DAY, value });

  it('finds them between neighbours in time, in any order and with repeats', () => {
    const readings = [at(100, 30), at(0, 10), at(1, 12), at(101, 31), at(100, 30), at(136, 40)];
    expect(longGaps(counter, readings)).toEqual([{ fromMs: DAY, toMs: 100 * DAY, value: 36 }]);
  });

  it('has none in an empty history, with one reading, and for an interval register', () => {
    expect(longGaps(counter, [])).toEqual([]);
    expect(longGaps(counter, [at(5, 1)])).toEqual([]);
    expect(longGaps({ ...counter, kind: 'interval' }, [at(0, 1), at(90, 2)])).toEqual([]);
  });

  it('does not know the use of a reset, and takes one wrap', () => {
    expect(longGaps(counter, [at(0, 90), at(90, 10)])).toEqual([{ fromMs: 0, toMs: 90 * DAY, value: null }]);
    expect(longGaps({ ...counter, rollover: 100 }, [at(0, 90), at(90, 10)])).toEqual([
      { fromMs: 0, toMs: 90 * DAY, value: 40 },
    ]);
  });
});

describe('gapShare', () => {
  const gap = { fromMs: 1000, toMs: 5000, value: 8 };

  it('spreads by time and is 0 outside', () => {
    expect(gapShare(gap, 2000, 3000)).toBe(2);
    expect(gapShare(gap, 0, 1000)).toBe(0);
    expect(gapShare(gap, 5000, 9000)).toBe(0);
    expect(gapShare(gap, 0, 9000)).toBe(8);
    expect(gapShare(gap, 4000, 9000)).toBe(2);
  });

  it('has nothing to spread after a reset', () => {
    expect(gapShare({ ...gap, value: null }, 0, 9000)).toBe(0);
  });
});

describe('the inside of a gap', () => {
  it('leaves out the quarter hours that hold its two readings', () => {
    expect(insideOf({ fromMs: 5 * BUCKET_MS + 1, toMs: 9 * BUCKET_MS + 1 })).toEqual({
      fromMs: 6 * BUCKET_MS,
      toMs: 9 * BUCKET_MS,
    });
    expect(insideOf({ fromMs: 5 * BUCKET_MS, toMs: 9 * BUCKET_MS })).toEqual({
      fromMs: 6 * BUCKET_MS,
      toMs: 9 * BUCKET_MS,
    });
  });

  it('cuts a span into what has buckets of its own', () => {
    const gap = (fromMs: number, toMs: number) => ({ fromMs, toMs, value: 1 });
    const [from, to] = [10 * BUCKET_MS, 20 * BUCKET_MS];
    expect(stretchesAround([], from, to)).toEqual([{ fromMs: from, toMs: to }]);
    expect(stretchesAround([gap(12 * BUCKET_MS, 18 * BUCKET_MS)], from, to)).toEqual([
      { fromMs: from, toMs: 13 * BUCKET_MS },
      { fromMs: 18 * BUCKET_MS, toMs: to },
    ]);
    expect(stretchesAround([gap(from, to)], from, to)).toEqual([{ fromMs: from, toMs: 11 * BUCKET_MS }]);
    expect(stretchesAround([gap(0, 5 * BUCKET_MS), gap(21 * BUCKET_MS, 30 * BUCKET_MS)], from, to)).toEqual([
      { fromMs: from, toMs: to },
    ]);
    expect(stretchesAround([gap(0, 15 * BUCKET_MS), gap(15 * BUCKET_MS, 40 * BUCKET_MS)], from, to)).toEqual([
      { fromMs: 15 * BUCKET_MS, toMs: 16 * BUCKET_MS },
    ]);
    expect(stretchesAround([], from, from)).toEqual([]);
  });
});
