import {
  affectedSpan,
  BUCKET_MS,
  consumptionBuckets,
  CONTEXT_READINGS,
  findingsOf,
  isPlainRegister,
  type ConsumptionBucket,
  type Finding,
  type RawReading,
  type RegisterSpec,
} from '@zerofab/metering';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFindings } from './changed-findings.js';

const spec: RegisterSpec = { kind: 'counter', multiplier: 1, rollover: 66_000, intervalMs: BUCKET_MS };

/** The roll-up of one register in small: as `Judge` and `RollupService` do it. */
class Store {
  private readings: RawReading[] = [];
  private findings: readonly Finding[] = [];
  readonly buckets = new Map<number, ConsumptionBucket>();

  get known(): readonly Finding[] {
    return this.findings.toSorted((a, b) => a.atMs - b.atMs || a.reason.localeCompare(b.reason));
  }

  add(batch: readonly RawReading[]): void {
    this.readings = [...this.readings, ...batch].toSorted((a, b) => a.atMs - b.atMs);
    const times = batch.map(({ atMs }) => atMs);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const previous = this.readings.findLast(({ atMs }) => atMs < first)?.atMs;
    const next = this.readings.find(({ atMs }) => atMs > last)?.atMs;
    const span = affectedSpan(spec, first, last, previous, next);
    const core = { firstMs: span.fromMs, lastMs: span.toMs };
    const plain = this.findings.length === 0 && isPlainRegister(spec, this.around(core, 1));
    const work = plain ? core : this.judge(core);
    const near = this.around(work, plain ? 1 : CONTEXT_READINGS);
    for (const bucket of consumptionBuckets(spec, near, work.firstMs, work.lastMs))
      this.buckets.set(bucket.startMs, bucket);
  }

  private judge(core: { readonly firstMs: number; readonly lastMs: number }) {
    const result = changedFindings(spec, core, this.around(core, 2 * CONTEXT_READINGS), this.findings);
    const { firstMs, lastMs } = result.judged;
    const elsewhere = this.findings.filter(({ atMs }) => atMs < firstMs || atMs > lastMs);
    this.findings = [...elsewhere, ...result.found];
    return result.work;
  }

  private around({ firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number }, count: number) {
    const before = this.readings.filter(({ atMs }) => atMs < firstMs).slice(-count);
    const within = this.readings.filter(({ atMs }) => atMs >= firstMs && atMs <= lastMs);
    return [...before, ...within, ...this.readings.filter(({ atMs }) => atMs > lastMs).slice(0, count)];
  }
}

/** A counter with what happens to counters; no change of unit, which the roll-up marks from there on. */
const history = fc
  .record({
    rises: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 260 }),
    mishaps: fc.array(
      fc.oneof(
        { weight: 25, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: fc.constantFrom(0, 7, 30_000, 65_535) },
      ),
      { minLength: 260, maxLength: 260 },
    ),
    start: fc.constantFrom(3, 5000, 64_000),
    resetAt: fc.integer({ min: 0, max: 500 }),
    everyMs: fc.constantFrom(60_000, 400_000, BUCKET_MS, 3_600_000),
  })
  .map(({ rises, mishaps, start, resetAt, everyMs }) => {
    let value: number = start;
    return rises.map((rise, n): RawReading => {
      value = n === resetAt ? 0 : (value + rise) % 66_000;
      return { atMs: n * everyMs, value: mishaps[n] ?? value };
    });
  });

/** Two readings a thousand times apart: some order of arrival makes a change of unit of them. */
const mayChangeUnit = (readings: readonly RawReading[]): boolean => {
  const values = [...new Set(readings.map(({ value }) => value))].filter((value) => value > 0);
  return values.some((a) => values.some((b) => Math.abs(a / b / 1000 - 1) <= 0.05));
};

describe('a register whose readings come in any order and batches', () => {
  it('ends with the figures and findings that one computation over all readings gives', () => {
    fc.assert(
      fc.property(
        history,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 50 }),
        (readings, dice, most) => {
          fc.pre(!mayChangeUnit(readings));
          const next = (): number => dice.next().value as number;
          const order = readings
            .map((reading) => ({ reading, key: next() % 1e6 }))
            .toSorted((a, b) => a.key - b.key);
          const store = new Store();
          while (order.length > 0)
            store.add(order.splice(0, 1 + (next() % most)).map(({ reading }) => reading));
          const lastMs = readings.at(-1)?.atMs ?? 0;
          const whole = consumptionBuckets(
            spec,
            readings,
            0,
            (Math.floor(lastMs / BUCKET_MS) + 1) * BUCKET_MS,
          );
          for (const bucket of whole) expect(store.buckets.get(bucket.startMs) ?? bucket).toEqual(bucket);
          expect(store.known).toEqual(
            findingsOf(spec, readings).toSorted(
              (a, b) => a.atMs - b.atMs || a.reason.localeCompare(b.reason),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
