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
import { inventoryTotals } from '@zerofab/accounting';
import { spanFigures } from './span-figures.js';
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
const figuresOf = (...data: (typeof grid)[]) => spanFigures(siteFigures(factsOf(), data, GB), GB, NOW_MS);
const of = (...data: (typeof grid)[]) => spanTotals(figuresOf(...data));
const NOTHING = {
  tco2e: null,
  tce: null,
  estimatedShare: 0,
  coverage: 0,
  quality: 'missing',
  complete: false,
  lowerBound: false,
  partial: [],
};

describe('totals of a span', () => {
  it('take exports away, and count what is estimated on either side: 5.306 − 1.1', () => {
    const totals = of(grid, heat);
    expect(totals.tco2e).toBeCloseTo(4.206, 12);
    // 10 % of 5.306 and half of 1.1, of 4.206
    expect(totals.estimatedShare).toBeCloseTo((0.5306 + 0.55) / 4.206, 12);
    // 10 000 kWh × 0.1229 kgce less 10 GJ × 34.12 kgce that is delivered
    expect(totals.tce).toBeCloseTo(1.229 - 0.3412, 12);
    // Coverage of the inventory: 0.9 of 5.306 and half of 1.1
    expect(totals.coverage).toBeCloseTo((0.9 * 5.306 + 0.5 * 1.1) / 6.406, 12);
    expect(totals.quality).toBe('estimated');
  });

  it('are what the inventory of the span says', () => {
    const results = siteFigures(factsOf(), [grid, heat, diesel], GB);
    const { total } = inventoryTotals(
      results.flatMap(({ figure }) => figure.terms),
      GB,
    );
    expect(of(grid, heat, diesel).tco2e).toBeCloseTo(Number(total?.tco2e), 12);
  });

  it('take coverage of all sources, recorded ones too', () => {
    expect(of(diesel)).toMatchObject({ coverage: 1, quality: 'manual', estimatedShare: 0, complete: true });
  });

  it('are missing, not 0, where nothing is known', () => {
    const silent = dataOf(grid.source, {});
    expect(of(silent)).toEqual({ ...NOTHING, missing: ['grid'] });
    expect(of()).toEqual({ ...NOTHING, missing: [] });
    // One that is known, beside a silent meter: its own quality, half the coverage of one of two.
    const totals = of(heat, silent);
    expect(totals).toMatchObject({ tco2e: -1.1, tce: null, coverage: 0.25, quality: 'estimated' });
    const before = new Map([['grid', 0.8]]);
    expect(spanTotals(figuresOf(heat, silent), before).coverage).toBeCloseTo(0.1, 12);
  });

  it('have energy as it is metered, and fuels by their calorific value', () => {
    const [electricity, , fuel] = figuresOf(grid, heat, diesel);
    expect(electricity).toMatchObject({ code: 'grid', weight: 1, kwh: 10_000 });
    // 1 t of diesel is 1.4571 tce of 8141 kWh.
    expect(fuel?.tce).toBeCloseTo(1.4571, 3);
    expect((fuel?.kwh ?? 0) / (fuel?.tce ?? 1)).toBeCloseTo(8141, 9);
    expect(figuresOf(heat)[0]).toMatchObject({ weight: -1, counted: -1.1, tce: -0.3412 });
    expect(figuresOf(heat)[0]?.kwh).toBeCloseTo(-10_000 / 3.6, 9);
  });
});
