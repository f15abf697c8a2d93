import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affectedSpan, consumptionBuckets } from './consumption.js';
import { longGaps } from './gap.js';
import { BUCKET_MS, type ConsumptionBucket, type RawReading, type RegisterSpec } from './reading.js';

const DAY = 96 * BUCKET_MS;
const spec = (rollover: number | null): RegisterSpec => ({
  kind: 'counter',
  multiplier: 3,
  rollover,
  intervalMs: 15 * 60_000,
  // Any rise in any time: what is asked here is the arithmetic, not what can be true.
  maxRate: Number.POSITIVE_INFINITY,
});

/** A rising counter that may wrap: times within a day, any distance apart. */
const history = fc
  .record({
    times: fc.uniqueArray(fc.integer({ min: 0, max: DAY - 1 }), { minLength: 2, maxLength: 40 }),
    start: fc.integer({ min: 0, max: 999 }),
    rises: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 40, maxLength: 40 }),
    wraps: fc.boolean(),
  })
  .map(({ times, start, rises, wraps }) => {
    let total = start;
    const sorted = times.toSorted((a, b) => a - b);
    const readings = sorted.map((atMs, index): RawReading => {
      total += index === 0 ? 0 : (rises[index] ?? 0);
      return { atMs, value: wraps ? total % 1000 : total };
    });
    return { readings, spec: spec(wraps ? 1000 : null), use: (total - start) * 3 };
  });

const sum = (buckets: readonly ConsumptionBucket[]): number =>
  buckets.reduce((total, bucket) => total + (bucket.value ?? 0), 0);

/** The store in small: raw readings, buckets, and the roll-up of what a batch touched. */
class Store {
  readonly readings = new Map<number, RawReading>();
  readonly buckets = new Map<number, ConsumptionBucket>();

  constructor(private readonly spec: RegisterSpec) {}

  /** An interval that ends after a span reaches back into it. */
  private get reachMs(): number {
    return this.spec.kind === 'interval' ? (this.spec.intervalMs ?? 0) : 0;
  }

  add(batch: readonly RawReading[]): void {
    const fresh = batch.filter((reading) => !this.readings.has(reading.atMs));
    if (fresh.length === 0) return;
    for (const reading of fresh) this.readings.set(reading.atMs, reading);
    const times = fresh.map((reading) => reading.atMs);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const before = (ms: number): number | undefined =>
      [...this.readings.keys()].filter((at) => at < ms).toSorted((a, b) => b - a)[0];
    const after = (ms: number): number | undefined =>
      [...this.readings.keys()].filter((at) => at > ms).toSorted((a, b) => a - b)[0];
    const span = affectedSpan(this.spec, first, last, before(first), after(last));
    const near = [...this.readings.values()].filter(
      ({ atMs }) =>
        (atMs >= span.fromMs && atMs <= span.toMs + this.reachMs) ||
        atMs === before(span.fromMs) ||
        atMs === after(span.toMs),
    );
    for (const bucket of consumptionBuckets(this.spec, near, span.fromMs, span.toMs))
      this.buckets.set(bucket.startMs, bucket);
  }
}

describe('a counter, whatever the order, batching and repetition of arrival', () => {
  it('adds up to last − first, and every step of the roll-up ends where one computation over all ends', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ readings, spec, use }, dice) => {
        const next = (below: number): number => (dice.next().value as number) % below;
        const arrivals = [...readings, ...readings.slice(0, 5)].map((reading) => ({
          reading,
          key: next(1e6),
        }));
        const shuffled = arrivals.toSorted((a, b) => a.key - b.key).map(({ reading }) => reading);
        const store = new Store(spec);
        while (shuffled.length > 0) store.add(shuffled.splice(0, 1 + next(7)));
        const whole = consumptionBuckets(spec, readings, 0, DAY);
        const stored = [...store.buckets.values()].toSorted((a, b) => a.startMs - b.startMs);
        expect(sum(stored)).toBeCloseTo(use, 6);
        expect(sum(whole)).toBeCloseTo(use, 6);
        for (const bucket of stored) expect(bucket).toEqual(whole[bucket.startMs / BUCKET_MS]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a bucket the same value whichever span is computed', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 95 }), ({ readings, spec }, cut) => {
        const parts = [
          ...consumptionBuckets(spec, readings, 0, cut * BUCKET_MS),
          ...consumptionBuckets(spec, readings, cut * BUCKET_MS, DAY),
        ];
        expect(parts).toEqual(consumptionBuckets(spec, readings, 0, DAY));
      }),
    );
  });

  it('scales with the multiplier', () => {
    fc.assert(
      fc.property(history, ({ readings, spec, use }) => {
        expect(sum(consumptionBuckets({ ...spec, multiplier: 12 }, readings, 0, DAY))).toBeCloseTo(
          use * 4,
          5,
        );
      }),
    );
  });

  it('spreads a gap by time: neither 0 nor one lump', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 * BUCKET_MS }),
        fc.integer({ min: 2 * BUCKET_MS, max: 60 * BUCKET_MS }),
        fc.integer({ min: 1, max: 1e6 }),
        (start, length, use) => {
          const readings = [
            { atMs: start, value: 10 },
            { atMs: start + length, value: 10 + use },
          ];
          const buckets = consumptionBuckets(spec(null), readings, 0, DAY);
          const overlapMs = ({ startMs }: ConsumptionBucket): number =>
            Math.min(startMs + BUCKET_MS, start + length) - Math.max(startMs, start);
          const inside = buckets.filter((bucket) => overlapMs(bucket) > 0);
          for (const bucket of inside) {
            expect(bucket.value).toBeCloseTo((3 * use * overlapMs(bucket)) / length, 5);
            expect(bucket).toMatchObject({ quality: 'estimated', estimated: bucket.value, coverage: 0 });
          }
          expect(buckets.filter((bucket) => bucket.value !== null)).toEqual(inside);
        },
      ),
    );
  });

  it('forgets the estimate when the late readings are there', () => {
    const late = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(late, (rises) => {
        let total = 0;
        const readings = rises.map((rise, index): RawReading => ({
          atMs: index * BUCKET_MS,
          value: (total += rise),
        }));
        const store = new Store(spec(null));
        store.add([readings[0]!, readings.at(-1)!]);
        expect([...store.buckets.values()].some((bucket) => bucket.quality === 'estimated')).toBe(true);
        store.add(readings.slice(1, -1));
        for (const [index, rise] of rises.slice(1).entries())
          expect(store.buckets.get(index * BUCKET_MS)).toMatchObject({
            value: rise * 3,
            estimated: 0,
            coverage: 1,
            quality: 'measured',
          });
      }),
    );
  });

  it('is known everywhere between the first and the last reading, and nowhere negative', () => {
    fc.assert(
      fc.property(history, ({ readings, spec }) => {
        const [first, last] = [readings[0]?.atMs ?? 0, readings.at(-1)?.atMs ?? 0];
        for (const bucket of consumptionBuckets(spec, readings, 0, DAY)) {
          const inside = bucket.startMs + BUCKET_MS > first && bucket.startMs < last;
          expect(bucket.value === null).toBe(!inside);
          expect(bucket.value ?? 0).toBeGreaterThanOrEqual(0);
          expect(bucket.estimated).toBeLessThanOrEqual((bucket.value ?? 0) + 1e-9);
        }
      }),
    );
  });
});

describe('readings as meters send them: on the borders of quarter hours', () => {
  /** Multiples of a quarter of an hour; a counter that also stands at its rollover, and one below it. */
  const onBorders = fc
    .record({
      slots: fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 40 }),
      start: fc.constantFrom(0, 1, 998, 999, 1000),
      rises: fc.array(fc.constantFrom(0, 1, 2, 500, 999), { minLength: 40, maxLength: 40 }),
    })
    .map(({ slots, start, rises }) => {
      let [total, shown]: [number, number] = [start, start];
      const readings = slots
        .toSorted((a, b) => a - b)
        .map((slot, index): RawReading => {
          const rise = index === 0 ? 0 : (rises[index] ?? 0);
          total += rise;
          // A counter may stand at 1000 itself before it shows 0: the two are one value of it.
          shown = shown + rise > 1000 ? shown + rise - 1000 : shown + rise;
          return { atMs: slot * BUCKET_MS, value: shown };
        });
      return { readings, use: (total - start) * 3 };
    });

  it('add up over any wrap, also at the rollover itself and one below it', () => {
    fc.assert(
      fc.property(onBorders, ({ readings, use }) => {
        const buckets = consumptionBuckets(spec(1000), readings, 0, DAY);
        expect(sum(buckets)).toBeCloseTo(use, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('put the use up to a border before it, and count the reading after it', () => {
    fc.assert(
      fc.property(onBorders, ({ readings }) => {
        const buckets = consumptionBuckets(spec(1000), readings, 0, DAY);
        const slots = new Set(readings.map(({ atMs }) => atMs / BUCKET_MS));
        const [first, last] = [Math.min(...slots), Math.max(...slots)];
        for (const [slot, bucket] of buckets.entries()) {
          expect(bucket.readings).toBe(slots.has(slot) ? 1 : 0);
          // The quarter that begins with the last reading is not known, the one that ends with it is.
          expect(bucket.value === null).toBe(slot < first || slot >= last);
          if (bucket.value === null) continue;
          const whole = slots.has(slot) && slots.has(slot + 1);
          expect([bucket.coverage, bucket.quality]).toEqual(whole ? [1, 'measured'] : [0, 'estimated']);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are the same in batches that are cut at any border', () => {
    fc.assert(
      fc.property(onBorders, fc.integer({ min: 1, max: 9 }), ({ readings }, size) => {
        const store = new Store(spec(1000));
        for (let i = 0; i < readings.length; i += size) store.add(readings.slice(i, i + size));
        const whole = consumptionBuckets(spec(1000), readings, 0, DAY);
        for (const bucket of store.buckets.values())
          expect(bucket).toEqual(whole[bucket.startMs / BUCKET_MS]);
      }),
    );
  });

  it('of one time count once, whichever of them came last', () => {
    fc.assert(
      fc.property(onBorders, ({ readings, use }) => {
        const twice = readings.flatMap((reading) => [reading, { ...reading }]);
        const buckets = consumptionBuckets(spec(1000), twice.toReversed(), 0, DAY);
        expect(sum(buckets)).toBeCloseTo(use, 6);
        expect(buckets).toEqual(consumptionBuckets(spec(1000), readings, 0, DAY));
      }),
    );
  });

  it('keep a gap of exactly 35 days in quarter hours, and one a millisecond longer apart', () => {
    const days = 35 * DAY;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 95 }),
        fc.constantFrom(-BUCKET_MS, -1, 0, 1, BUCKET_MS),
        fc.integer({ min: 1, max: 1e6 }),
        (slot, more, use) => {
          const from = slot * BUCKET_MS;
          const readings = [
            { atMs: from, value: 5 },
            { atMs: from + days + more, value: 5 + use },
          ];
          const gaps = longGaps(spec(null), readings);
          const inBuckets = sum(consumptionBuckets(spec(null), readings, 0, 37 * DAY));
          const apart = gaps.reduce((total, gap) => total + (gap.value ?? 0), 0);
          expect(gaps).toHaveLength(more > 0 ? 1 : 0);
          // Nothing is lost, and nothing counted twice.
          expect(Math.abs(inBuckets + apart - 3 * use)).toBeLessThanOrEqual(1e-6 * use);
          expect(apart).toBe(more > 0 ? 3 * use : 0);
        },
      ),
    );
  });
});

describe('an interval register', () => {
  it('adds up to the sum of its readings, in any order and with repeats', () => {
    const quarters = fc.uniqueArray(fc.integer({ min: 1, max: 96 }), { minLength: 1, maxLength: 96 });
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 1000 }), (slots, scale) => {
        const readings = slots.map((slot) => ({ atMs: slot * BUCKET_MS, value: slot * scale }));
        const register: RegisterSpec = {
          kind: 'interval',
          multiplier: 1,
          rollover: null,
          intervalMs: BUCKET_MS,
        };
        const buckets = consumptionBuckets(register, [...readings, ...readings.toReversed()], 0, DAY);
        expect(sum(buckets)).toBe(readings.reduce((total, reading) => total + reading.value, 0));
        expect(buckets.filter((bucket) => bucket.value === null)).toHaveLength(96 - slots.length);
      }),
    );
  });

  it('ends where one computation over all ends, whatever its length, order and batching', () => {
    const lengths = fc.constantFrom(1, 5, 15, 30, 60, 90);
    const ends = fc.uniqueArray(fc.integer({ min: 120, max: 1440 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lengths, ends, fc.integer({ min: 1, max: 9 }), (minutes, times, size) => {
        const register: RegisterSpec = {
          kind: 'interval',
          multiplier: 2,
          rollover: null,
          intervalMs: minutes * 60_000,
        };
        const readings = times.map((minute, index) => ({ atMs: minute * 60_000, value: index + 1 }));
        const store = new Store(register);
        for (let i = 0; i < readings.length; i += size) store.add(readings.slice(i, i + size));
        const whole = consumptionBuckets(register, readings, 0, DAY);
        for (const bucket of store.buckets.values())
          expect(bucket).toEqual(whole[bucket.startMs / BUCKET_MS]);
        const use = 2 * readings.reduce((total, reading) => total + reading.value, 0);
        expect(Math.abs(sum(whole) - use)).toBeLessThanOrEqual(1e-9 * use);
        expect(Math.abs(sum([...store.buckets.values()]) - use)).toBeLessThanOrEqual(1e-9 * use);
      }),
      { numRuns: 300 },
    );
  });
});
