import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affectedSpan, consumptionBuckets } from './consumption.js';
import { longGaps } from './gap.js';
import { BUCKET_MS, type TermsFrom } from './reading.js';
import {
  isSameTimeline,
  longestInterval,
  specOver,
  termsBetween,
  timelineOf,
  type RecordedTerms,
} from './terms.js';

const QUARTER = BUCKET_MS;
const ever = Number.NEGATIVE_INFINITY;
const terms = (fromMs: number, more: Partial<TermsFrom> = {}): TermsFrom => ({
  multiplier: 1,
  scale: 1,
  rollover: null,
  intervalMs: QUARTER,
  inUse: true,
  ...more,
  fromMs,
});
const recorded = (recordedMs: number, of: TermsFrom): RecordedTerms => ({ ...of, recordedMs });
const at = (quarters: number, value: number) => ({ atMs: quarters * QUARTER, value });
const valuesOf = (
  spec: Parameters<typeof consumptionBuckets>[0],
  readings: { atMs: number; value: number }[],
  to: number,
) => consumptionBuckets(spec, readings, 0, to * QUARTER).map(({ value }) => value);

describe('terms as they were recorded', () => {
  const first = recorded(10, terms(ever, { multiplier: 20 }));
  const second = recorded(20, terms(500, { multiplier: 40 }));
  const multipliers = (knownAtMs?: number) =>
    timelineOf([first, second], knownAtMs)?.map(({ fromMs, multiplier }) => [fromMs, multiplier]);

  it('hold from their instant on, and are unknown before they were recorded', () => {
    expect(multipliers()).toEqual([
      [ever, 20],
      [500, 40],
    ]);
    expect(multipliers(20)).toEqual(multipliers());
    expect(multipliers(19)).toEqual([[ever, 20]]);
    expect(multipliers(0)).toEqual([[ever, 20]]);
    expect(timelineOf([])).toBeUndefined();
  });

  it('are replaced by what is recorded later for an earlier instant', () => {
    const corrected = timelineOf([first, second, recorded(30, terms(400, { multiplier: 30 }))]);
    expect(corrected?.map(({ fromMs, multiplier }) => [fromMs, multiplier])).toEqual([
      [ever, 20],
      [400, 30],
    ]);
    const whole = timelineOf([first, second, recorded(30, terms(ever, { multiplier: 30 }))]);
    expect(whole?.map(({ multiplier }) => multiplier)).toEqual([30]);
  });

  it('make no change of what is the same', () => {
    const again = timelineOf([first, recorded(20, terms(500, { multiplier: 20 }))]);
    expect(again).toHaveLength(1);
    const [one, two] = [timelineOf([first]), timelineOf([first, second])];
    expect(one !== undefined && again !== undefined && isSameTimeline(one, again)).toBe(true);
    expect(one !== undefined && two !== undefined && isSameTimeline(one, two)).toBe(false);
  });
});

describe('consumption over a change', () => {
  it('takes each quarter hour with the multiplier of its time; the change lies on its border', () => {
    const spec = specOver('counter', [
      terms(ever, { multiplier: 10 }),
      terms(2 * QUARTER, { multiplier: 100 }),
    ]);
    expect(valuesOf(spec, [at(0, 0), at(1, 1), at(2, 2), at(3, 3), at(4, 4)], 4)).toEqual([10, 10, 100, 100]);
  });

  it('parts the rise of a gap at the change by time', () => {
    const spec = specOver('counter', [terms(ever), terms(3 * QUARTER, { multiplier: 10 })]);
    expect(valuesOf(spec, [at(0, 0), at(4, 8)], 4)).toEqual([2, 2, 2, 20]);
  });

  it('brings readings of two units to one: 100.5 MWh follows 100 000 kWh', () => {
    const spec = specOver('counter', [terms(ever), terms(2 * QUARTER, { scale: 1000 })]);
    const readings = [at(0, 100_000), at(1, 100_200), at(2, 100.5), at(3, 101)];
    expect(valuesOf(spec, readings, 3)).toEqual([200, 300, 500]);
  });

  it('wraps by the rollover that held when the rise began', () => {
    const spec = specOver('counter', [terms(ever, { rollover: 100 }), terms(QUARTER)]);
    expect(valuesOf(spec, [at(0, 95), at(1, 5), at(2, 3)], 2)).toEqual([10, null]);
  });

  it('counts nothing while the register is out of use, and goes on when it is in use again', () => {
    const spec = specOver('counter', [terms(ever), terms(QUARTER, { inUse: false }), terms(2 * QUARTER)]);
    expect(valuesOf(spec, [at(0, 0), at(1, 4), at(2, 9), at(3, 11)], 3)).toEqual([4, null, 2]);
  });

  it('takes an interval that ends at the change as measured before it', () => {
    const spec = specOver('interval', [terms(ever), terms(QUARTER, { multiplier: 10, scale: 1000 })]);
    expect(valuesOf(spec, [at(1, 5), at(2, 5)], 2)).toEqual([5, 50_000]);
    const longer = specOver('interval', [terms(ever), terms(QUARTER, { intervalMs: 2 * QUARTER })]);
    expect(valuesOf(longer, [at(1, 5), at(3, 8)], 3)).toEqual([5, 4, 4]);
    expect(longestInterval(longer)).toBe(2 * QUARTER);
    expect(affectedSpan(longer, 3 * QUARTER, 3 * QUARTER).fromMs).toBe(QUARTER);
  });

  it('sums a long gap by the terms of its parts', () => {
    const days = 40 * 96;
    const spec = specOver('counter', [terms(ever), terms((days / 2) * QUARTER, { multiplier: 3 })]);
    expect(longGaps(spec, [at(0, 0), at(days, 100)]).map(({ value }) => value)).toEqual([200]);
  });

  it('loses nothing: a change to the same multiplier leaves every sum as it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 90 })), {
          maxLength: 12,
        }),
        fc.integer({ min: 0, max: 40 }),
        (points, border) => {
          let value = 0;
          const readings = points
            .toSorted(([a], [b]) => a - b)
            .map(([quarters, rise]) => at(quarters, (value += rise)));
          const sum = (spec: Parameters<typeof consumptionBuckets>[0]) =>
            valuesOf(spec, readings, 40).reduce<number>((total, part) => total + (part ?? 0), 0);
          const plain = specOver('counter', [terms(ever)]);
          const parted = specOver('counter', [terms(ever), terms(border * QUARTER)]);
          expect(sum(parted)).toBeCloseTo(sum(plain), 6);
        },
      ),
    );
  });

  it('parts a stretch at the changes inside it only', () => {
    const spec = specOver('counter', [terms(ever), terms(10), terms(20)]);
    expect(termsBetween(spec, 10, 20).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[10, 20]]);
    expect(termsBetween(spec, 5, 25).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [5, 10],
      [10, 20],
      [20, 25],
    ]);
  });
});
