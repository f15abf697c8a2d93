import { describe, expect, it } from 'vitest';
import { bucketGases, bucketTotal, type SeriesPart } from './bucket-totals.js';
import type { BucketValue } from './bucket-values.js';
import type { Rate } from './rates.js';

const bucket = (value: number | null, more: Partial<BucketValue> = {}): BucketValue => ({
  value,
  estimated: 0,
  coverage: 1,
  quality: 'measured',
  ...more,
});
const part = (
  code: string,
  values: (BucketValue | undefined)[],
  more: Partial<SeriesPart> = {},
): SeriesPart => ({
  code,
  metered: true,
  values,
  ...more,
});
const rate = (tco2e: number | null, tce: number | null = null): Rate => ({
  tco2e,
  tce,
  direct: null,
  indirect: tco2e,
  gases: [],
});
const direct = (tco2e: number, tce: number | null = null): Rate => ({
  tco2e,
  tce,
  direct: tco2e,
  indirect: null,
  gases: [],
});
const OUTSIDE: Rate = { tco2e: null, direct: null, indirect: null, tce: null, gases: [] };

describe('one bucket of a chart', () => {
  it('adds sources by scope, exports with their sign, and leaves out what stands outside', () => {
    const total = bucketTotal(
      [
        part('gas', [bucket(10)]),
        part('grid', [bucket(100)]),
        part('sold', [bucket(20)]),
        part('biomass', [bucket(5)]),
      ],
      [direct(2, 1), rate(0.5, 0.1), rate(-0.5), OUTSIDE],
      0,
    );
    // 10 × 2; 100 × 0.5 − 20 × 0.5; 10 × 1 + 100 × 0.1
    expect(total).toMatchObject({ directTco2e: 20, indirectTco2e: 40, tce: 20, quality: 'measured' });
    expect(total.sources.map(({ tco2e }) => tco2e)).toEqual([20, 50, -10, null]);
  });

  it('is missing, not 0, where no source has a figure', () => {
    const nothing = bucketTotal(
      [part('a', [bucket(null, { coverage: 0 })]), part('b', [])],
      [rate(1), rate(1)],
      0,
    );
    expect(nothing).toMatchObject({
      directTco2e: null,
      indirectTco2e: null,
      tce: null,
      quality: 'missing',
      coverage: 0,
    });
  });

  it('takes the worst quality, estimates by their emissions, and coverage weighted by emissions', () => {
    const total = bucketTotal(
      [
        part('large', [bucket(90, { coverage: 0.5, estimated: 9, quality: 'estimated' })]),
        part('small', [bucket(10)]),
        // Entered by hand: no coverage of meters.
        part('manual', [bucket(7, { quality: 'manual', coverage: 0 })], { metered: false }),
      ],
      [rate(1), rate(1), rate(1)],
      0,
    );
    // (90 × 0.5 + 10 × 1) ÷ 100
    expect(total.coverage).toBeCloseTo(0.55, 12);
    expect(total).toMatchObject({ estimatedTco2e: 9, quality: 'estimated' });
  });

  it('counts all meters alike where one has no factor', () => {
    const total = bucketTotal(
      [part('a', [bucket(1, { coverage: 0.2 })]), part('b', [bucket(99)])],
      [rate(null), rate(1)],
      0,
    );
    expect(total.coverage).toBeCloseTo(0.6, 12);
  });

  it('weighs an export by its size, and zeros alike', () => {
    const of = (...tco2e: number[]) =>
      bucketTotal(
        [
          part('in', [bucket(tco2e[0] ?? 0, { coverage: 1 })]),
          part('out', [bucket(tco2e[1] ?? 0, { coverage: 0.5 })]),
        ],
        [rate(1), rate(-1)],
        0,
      ).coverage;
    // (100 × 1 + 25 × 0.5)/125; also where more goes out than comes in: (25 + 100 × 0.5)/125
    expect(of(100, 25)).toBeCloseTo(0.9, 12);
    expect(of(25, 100)).toBeCloseTo(0.6, 12);
    expect(of(0, 0)).toBe(0.75);
  });

  it('is 1 at most, and that of the first part where nothing is metered', () => {
    expect(bucketTotal([part('a', [bucket(1, { coverage: 1 + 1e-12 })])], [rate(1)], 0).coverage).toBe(1);
    const manual = part('m', [bucket(1, { coverage: 0.3 })], { metered: false });
    expect(bucketTotal([manual], [rate(1)], 0).coverage).toBe(0.3);
    expect(bucketTotal([], [], 0)).toMatchObject({ coverage: 0, quality: 'missing', sources: [] });
  });

  it('shows what floats add up to as decimals of a milligram', () => {
    const total = bucketTotal(
      [part('a', [bucket(0.1)]), part('b', [bucket(0.2)])],
      [direct(1), direct(1)],
      0,
    );
    expect(total.directTco2e).toBe(0.3);
    expect(bucketTotal([part('a', [bucket(1 / 3)])], [rate(-1)], 0).sources[0]?.tco2e).toBe(-0.333333333);
  });

  it('counts estimates of an export by their size, and no quality of what stands outside', () => {
    const total = bucketTotal(
      [
        part('out', [bucket(10, { estimated: 4, quality: 'manual' })]),
        part('x', [bucket(5, { quality: 'missing' })]),
      ],
      [rate(-0.5), OUTSIDE],
      0,
    );
    expect(total).toMatchObject({ estimatedTco2e: 2, quality: 'manual', indirectTco2e: -5 });
  });
});

describe('one bucket by gas', () => {
  const kiln: Rate = {
    ...direct(3),
    gases: [
      { gas: 'CH4', tco2e: 0.5 },
      { gas: 'CO2', tco2e: 2.5 },
    ],
  };
  const grid: Rate = { ...rate(-0.5), gases: [{ gas: 'CO2', tco2e: -0.5 }] };

  it('adds the parts of its sources, exports with their sign; they come to the total', () => {
    const parts = [part('kiln', [bucket(4)]), part('sold', [bucket(2)])];
    const gases = bucketGases(parts, [kiln, grid], 0);
    // 4 × 0.5; 4 × 2.5 − 2 × 0.5
    expect(gases).toEqual([
      { gas: 'CH4', tco2e: 2 },
      { gas: 'CO2', tco2e: 9 },
    ]);
    const { directTco2e, indirectTco2e } = bucketTotal(parts, [kiln, grid], 0);
    expect((directTco2e ?? 0) + (indirectTco2e ?? 0)).toBe(11);
  });

  it('leaves out what is not known, and names no gas as 0', () => {
    const parts = [part('kiln', [bucket(null)]), part('grid', [])];
    expect(bucketGases(parts, [kiln, grid], 0)).toEqual([]);
    expect(bucketGases([part('out', [bucket(5)])], [OUTSIDE], 0)).toEqual([]);
  });
});
