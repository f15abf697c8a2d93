import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  DAY_MS,
  JAN,
  NOW_MS,
  ofMeter,
  record,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { bucketValues } from './bucket-values.js';

const DAYS = [0, 1, 2, 3].map((n) => at('2026-01-01') + n * DAY_MS);
const [d1 = 0, d2 = 0, d3 = 0, d4 = 0] = DAYS;
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const metered = (...registers: ReturnType<typeof ofMeter>[]) =>
  dataOf(
    source('x', 'purchasedElectricity', {
      kind: 'meters',
      registers: registers.flatMap((one) => one.registers),
    }),
    {},
  );
const sums = (...all: ReturnType<typeof used>[]) => {
  const byRegister = new Map<number, Map<number, (typeof all)[number]>>();
  for (const sum of all)
    byRegister.set(sum.registerId, (byRegister.get(sum.registerId) ?? new Map()).set(sum.startMs, sum));
  return byRegister;
};

describe('meters by bucket', () => {
  it('take sign, share and unit: 3000 kWh − 25 % of 4 MWh, estimated 25 % of 2 MWh', () => {
    const data = metered(ofMeter('main', 'e'), ofMeter('main', 'out', -1, '0.25'));
    const values = bucketValues(
      data,
      sums(
        used(1, d1, d2, 3000),
        used(2, d1, d2, 4, { estimated: 2, quality: 2, covered: 48 }),
        used(1, d2, d3, null),
      ),
      DAYS,
      ALWAYS,
      NOW_MS,
    );
    expect(values).toEqual([
      { value: 2000, estimated: 500, coverage: 0.75, quality: 'estimated' },
      { value: null, estimated: 0, coverage: 0.5, quality: 'missing' },
      { value: null, estimated: 0, coverage: 0, quality: 'missing' },
    ]);
  });

  it('have no entry outside the days of the source', () => {
    const values = bucketValues(
      metered(ofMeter('main', 'e')),
      sums(used(1, d1, d2, 1), used(1, d2, d3, 2), used(1, d3, d4, 3)),
      DAYS,
      { fromMs: d2, toMs: d3 },
      NOW_MS,
    );
    expect(values.map((bucket) => bucket?.value)).toEqual([undefined, 2, undefined]);
  });

  it('give nothing where there is a problem, and no buckets without borders', () => {
    expect(bucketValues(metered(ofMeter('gone', 'e')), sums(), DAYS, ALWAYS, NOW_MS)).toEqual([]);
    expect(bucketValues(metered(ofMeter('main', 'e')), sums(), [d1], ALWAYS, NOW_MS)).toEqual([]);
  });
});

describe('records by bucket', () => {
  const of = (records: ReturnType<typeof record>[], nowMs = NOW_MS) =>
    bucketValues(
      dataOf(source('x', 'process', { kind: 'manual', unit: 't' }), { records, borders: JAN }),
      new Map(),
      DAYS,
      ALWAYS,
      nowMs,
    );

  it('are spread by time over the days they touch, and add up', () => {
    const noon = { ...record('x', '2026-01-01', '2026-01-03', '3000', 'kg'), fromMs: d1 + DAY_MS / 2 };
    // 3 t over 1.5 days: half a day and a whole one
    expect(of([noon])).toEqual([
      { value: 1, estimated: 0, coverage: 0.5, quality: 'manual' },
      { value: 2, estimated: 0, coverage: 1, quality: 'manual' },
      { value: null, estimated: 0, coverage: 0, quality: 'missing' },
    ]);
    expect(of([noon, noon])[0]).toMatchObject({ value: 2, coverage: 1 });
  });

  it('cover what has passed, and never more than all', () => {
    const three = record('x', '2026-01-01', '2026-01-04', '3', 't');
    expect(of([three, three], d1 + DAY_MS / 4).map((bucket) => bucket?.coverage)).toEqual([1, 0, 0]);
    const morning = { ...three, toMs: d1 + DAY_MS / 4 };
    expect(of([morning], d1 + DAY_MS / 2)[0]?.coverage).toBeCloseTo(0.5, 12);
    // Nothing of the day has passed yet.
    expect(of([three], d1)[0]).toMatchObject({ value: 1, coverage: 0 });
  });
});
