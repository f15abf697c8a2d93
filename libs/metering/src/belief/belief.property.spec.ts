import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consumptionBuckets } from '../consumption.js';
import { BUCKET_MS, type RawReading, type RegisterSpec } from '../reading.js';
import { isDoubt } from './findings.js';
import { CONTEXT_READINGS } from './limits.js';
import { counterSteps } from './steps.js';

const spec = (rollover: number | null): RegisterSpec => ({
  kind: 'counter',
  multiplier: 1,
  rollover,
  intervalMs: BUCKET_MS,
});

/** What happens to a reading: nothing, mostly. */
const mishap = fc.oneof(
  { weight: 30, arbitrary: fc.constant((value: number) => value) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 50).map((low) => () => low) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 2000 }).map((fall) => (value: number) => Math.max(0, value - fall)),
  },
  { weight: 1, arbitrary: fc.constantFrom(65_535, 4_294_967_295).map((high) => () => high) },
  { weight: 1, arbitrary: fc.constant((value: number) => value * 1000) },
);

/** A counter that lives through dips, spikes, resets, wraps and changes of unit. */
const dirty = fc
  .record({
    rises: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 250, maxLength: 420 }),
    mishaps: fc.array(mishap, { minLength: 420, maxLength: 420 }),
    start: fc.constantFrom(0, 900, 65_000),
    resetAt: fc.integer({ min: 0, max: 900 }),
    rollover: fc.constantFrom(null, 66_000),
    offsets: fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 420, maxLength: 420 }),
  })
  .map(({ rises, mishaps, start, resetAt, rollover, offsets }) => {
    let value: number = start;
    const readings = rises.map((rise, n): RawReading => {
      value = n === resetAt ? 0 : value + rise;
      if (rollover !== null && value >= rollover) value -= rollover;
      return { atMs: n * BUCKET_MS + (offsets[n] ?? 0), value: mishaps[n]?.(value) ?? value };
    });
    return { readings, spec: spec(rollover) };
  });

describe('belief, whatever happens to a counter', () => {
  it('is the same from the readings around a stretch as from all of them', () => {
    fc.assert(
      fc.property(dirty, fc.nat(), fc.integer({ min: 1, max: 60 }), (history, place, size) => {
        const { readings, spec: register } = history;
        // A change of unit holds what comes after it, which the roll-up tells by `heldSinceMs`.
        if (counterSteps(register, readings).findings.some(({ reason }) => reason === 'unit-step')) return;
        const first = place % (readings.length - size);
        const fromMs = first * BUCKET_MS;
        const toMs = fromMs + size * BUCKET_MS;
        const from = Math.max(0, first - 1 - CONTEXT_READINGS);
        const near = readings.slice(from, first + size + 1 + CONTEXT_READINGS);
        const whole = consumptionBuckets(register, readings, fromMs, toMs);
        expect(consumptionBuckets(register, near, fromMs, toMs)).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('never counts below zero, nor more than what a believed step rose by', () => {
    fc.assert(
      fc.property(dirty, ({ readings, spec: register }) => {
        for (const { fromMs, toMs, rise } of counterSteps(register, readings).steps) {
          if (rise === undefined) continue;
          expect(rise).toBeGreaterThanOrEqual(0);
          expect(toMs).toBeGreaterThan(fromMs);
        }
      }),
    );
  });

  it('leaves single glitches out: the sum stays last − first', () => {
    // A reading that is too high right before one that is too low is doubted, but what lies between is not mended.
    const places = fc.uniqueArray(
      fc.integer({ min: 5, max: 44 }).map((n) => 2 * n),
      { maxLength: 5 },
    );
    const wrong = fc.array(fc.constantFrom(0, 3, 900, 4_294_967_295), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 100, maxLength: 100 }),
        places,
        wrong,
        (rises, at, values) => {
          let total = 5000;
          const true_ = rises.map((rise, n): RawReading => ({ atMs: n * BUCKET_MS, value: (total += rise) }));
          const sent = true_.map((reading, n) => {
            const place = at.indexOf(n);
            return place < 0 ? reading : { ...reading, value: values[place] ?? 0 };
          });
          const { steps, findings } = counterSteps(spec(null), sent);
          const sum = steps.reduce((all, { rise }) => all + (rise ?? 0), 0);
          expect(sum).toBeCloseTo(total - (true_[0]?.value ?? 0), 6);
          const doubted = findings.filter(isDoubt).flatMap(({ atMs, untilMs }) => {
            const count = (untilMs - atMs) / BUCKET_MS + 1;
            return Array.from({ length: count }, (_, n) => atMs / BUCKET_MS + n);
          });
          expect([...new Set(doubted)].toSorted((a, b) => a - b)).toEqual(at.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
