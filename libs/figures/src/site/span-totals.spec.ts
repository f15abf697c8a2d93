import { describe, expect, it } from 'vitest';
import {
  dataOf,
  factsOf,
  GB,
  JAN,
  NOW_MS,
  ofMeter,
  record,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { siteFigures } from './site-figures.js';
import { spanTotals } from './span-totals.js';

const [from = 0, to = 0] = JAN;
const grid = dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e')), {
  sums: [used(1, from, to, 10_000, { estimated: 1000, quality: 2, covered: 31 * 96 * 0.9 })],
});
const heat = dataOf(source('out', 'exportedHeat', ofMeter('heat', 'q')), {
  sums: [used(3, from, to, 10, { estimated: 5, quality: 2, covered: 31 * 48 })],
});
const diesel = dataOf(
  source(
    'diesel',
    'stationaryCombustion',
    { kind: 'manual', unit: 't' },
    { factor: { kind: 'fuel', fuel: 'diesel' } },
  ),
  {
    records: [record('diesel', '2026-01-01', '2026-02-01', '1', 't')],
  },
);
const of = (...data: (typeof grid)[]) => spanTotals(siteFigures(factsOf(), data, GB), GB, NOW_MS);

describe('totals of a span', () => {
  it('take exports away, and count what is estimated on either side: 5.306 − 1.1', () => {
    const totals = of(grid, heat);
    expect(totals.tco2e).toBeCloseTo(4.206, 12);
    // 10 % of 5.306 and half of 1.1, of 4.206
    expect(totals.estimatedShare).toBeCloseTo((0.5306 + 0.55) / 4.206, 12);
    // 10 000 kWh × 0.1229 kgce; exported heat is no use of energy.
    expect(totals.tce).toBeCloseTo(1.229, 12);
    expect(totals.coverage).toBeCloseTo(0.7, 12);
    expect(totals.quality).toBe('estimated');
  });

  it('take coverage of metered sources alone', () => {
    expect(of(grid, diesel).coverage).toBeCloseTo(0.9, 12);
    expect(of(diesel)).toMatchObject({ coverage: 0, quality: 'manual', estimatedShare: 0 });
  });

  it('are missing, not 0, where nothing is known', () => {
    const silent = dataOf(grid.source, {});
    expect(of(silent)).toEqual({
      tco2e: null,
      tce: null,
      estimatedShare: 0,
      coverage: 0,
      quality: 'missing',
    });
    expect(of()).toEqual({ tco2e: null, tce: null, estimatedShare: 0, coverage: 0, quality: 'missing' });
    // One that is known, beside a silent meter: its own quality, half the coverage.
    const totals = of(heat, silent);
    expect(totals).toMatchObject({ tco2e: -1.1, tce: null, coverage: 0.25, quality: 'estimated' });
  });
});
