import type { ConsumptionSum } from '@zerofab/metering';
import { describe, expect, it } from 'vitest';
import { ConsumptionMemo } from './consumption-memo.js';

const DAY = 86_400_000;
const stretch = (registerId: number, firstMs: number, lastMs: number) => ({ registerId, firstMs, lastMs });
const sum = (registerId: number, value: number): ConsumptionSum => ({
  registerId,
  startMs: 0,
  value,
  estimated: 0,
  covered: 96,
  quality: 0,
  readings: 96,
});
const keep = (memo: ConsumptionMemo, ...of: ReturnType<typeof stretch>[]) => {
  memo.begin()(of.map((one) => ({ stretch: one, sum: sum(one.registerId, 1) })));
};

describe('sums kept until the roll-up changes them', () => {
  const month = stretch(1, 0, 30 * DAY);

  it('are found again, and what has no rows as null', () => {
    const memo = new ConsumptionMemo(true);
    expect(memo.find(month)).toBeUndefined();
    keep(memo, month);
    expect(memo.find(month)?.value).toBe(1);
    memo.begin()([{ stretch: stretch(2, 0, 30 * DAY), sum: null }]);
    expect(memo.find(stretch(2, 0, 30 * DAY))).toBeNull();
    expect(memo.find(stretch(1, 0, 31 * DAY))).toBeUndefined();
  });

  it.each([
    ['inside', stretch(1, DAY, 2 * DAY), false],
    ['its first moment', stretch(1, -DAY, 1), false],
    ['its last moment', stretch(1, 30 * DAY - 1, 31 * DAY), false],
    ['right before it', stretch(1, -DAY, 0), true],
    ['right after it', stretch(1, 30 * DAY, 31 * DAY), true],
    ['another register', stretch(2, 0, 30 * DAY), true],
  ])('are forgotten by a change: %s', (_what, changed, stays) => {
    const memo = new ConsumptionMemo(true);
    keep(memo, month);
    memo.forget([changed], 90 * DAY);
    expect(memo.find(month) !== undefined).toBe(stays);
  });

  it('are not kept when something changed while they were read', () => {
    const memo = new ConsumptionMemo(true);
    const done = memo.begin();
    memo.forget([stretch(1, DAY, 2 * DAY)], 90 * DAY);
    done([{ stretch: month, sum: sum(1, 1) }]);
    expect(memo.find(month)).toBeUndefined();
    const again = memo.begin();
    memo.clear();
    again([{ stretch: month, sum: sum(1, 1) }]);
    expect(memo.find(month)).toBeUndefined();
    keep(memo, month);
    memo.clear();
    expect(memo.find(month)).toBeUndefined();
  });

  it('are not kept where others write too, nor of less than a day', () => {
    const shared = new ConsumptionMemo(false);
    keep(shared, month);
    expect(shared.find(month)).toBeUndefined();
    const memo = new ConsumptionMemo(true);
    expect(memo.keeps({ firstMs: 0, lastMs: 20 * 3_600_000 })).toBe(true);
    expect(memo.keeps({ firstMs: 0, lastMs: 20 * 3_600_000 - 1 })).toBe(false);
  });

  it('are bounded, the least used go first', () => {
    const memo = new ConsumptionMemo(true);
    const all = Array.from({ length: 20_000 }, (_, id) => stretch(id, 0, DAY));
    keep(memo, ...all);
    expect(memo.find(stretch(0, 0, DAY))).toBeDefined();
    keep(memo, stretch(-1, 0, DAY));
    expect(memo.find(stretch(0, 0, DAY))).toBeDefined();
    expect(memo.find(stretch(1, 0, DAY))).toBeUndefined();
    expect(memo.find(stretch(2, 0, DAY))).toBeDefined();
  });

  it('count the changes of what was over, and no others', () => {
    expect(new ConsumptionMemo(false).revision).toBeUndefined();
    const memo = new ConsumptionMemo(true);
    expect(memo.overMs(90 * DAY)).toBe(88 * DAY);
    memo.forget([stretch(1, 88 * DAY, 90 * DAY)], 90 * DAY);
    memo.forget([], 90 * DAY);
    expect(memo.revision).toBe(0);
    memo.forget([stretch(1, 88 * DAY - 1, 90 * DAY)], 90 * DAY);
    expect(memo.revision).toBe(1);
    // The clock was set back: what was over stays over.
    memo.forget([stretch(1, 87 * DAY, 88 * DAY)], 80 * DAY);
    expect(memo.revision).toBe(2);
    memo.clear();
    expect(memo.revision).toBe(3);
  });
});
