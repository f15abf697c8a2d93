import { monthLabel } from '@zerofab/calendar';
import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  DAY_MS,
  factsOf,
  GB,
  JAN_FEB,
  LOCATION,
  NOW_MS,
  ofMeter,
  parameter,
  record,
  source,
  used,
  ZONE,
} from '../../fixtures/planted-site.js';
import type { Method } from '@zerofab/accounting';
import type { SourceActivityData } from '../activity/binding.js';
import { dataWithin } from '../activity/data-within.js';
import type { SourceDefinition } from '../domain/source.js';
import { inventorySums } from '../site/inventory-totals.js';
import { siteFigures } from '../site/site-figures.js';
import { figureContext, type SiteFacts } from '../source/figure-context.js';
import { bucketTotal } from './bucket-totals.js';
import { bucketValues } from './bucket-values.js';
import { RateTable } from './rates.js';

const [jan = 0, feb = 0, mar = 0] = JAN_FEB;
const DAYS = Array.from({ length: 60 }, (_, n) => jan + n * DAY_MS);
/** Use of a day: uneven, but of digits that end. */
const ofDay = (registerId: number, n: number): number =>
  ({ 1: 100 + 37 * n, 3: 2 + (n % 7), 5: 1000 * (1 + (n % 5)) })[registerId] ?? 0;
const daily = [1, 3, 5].flatMap((id) =>
  DAYS.slice(0, -1).map((ms, n) => used(id, ms, ms + DAY_MS, ofDay(id, n))),
);
const monthly = [1, 3, 5].flatMap((id) =>
  [
    [jan, feb],
    [feb, mar],
  ].map(([start = 0, end = 0]) => {
    const inside = daily.filter((sum) => sum.registerId === id && sum.startMs >= start && sum.startMs < end);
    return used(
      id,
      start,
      end,
      inside.reduce((total, sum) => total + (sum.value ?? 0), 0),
    );
  }),
);
const byRegister = new Map(
  [1, 3, 5].map((id) => [
    id,
    new Map(daily.filter((sum) => sum.registerId === id).map((sum) => [sum.startMs, sum])),
  ]),
);
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

/** Day buckets of a site added up by month, and the inventory of each month, both in tCO2e. */
const compare = (definitions: readonly SourceDefinition[], method: Method, facts: SiteFacts) => {
  const data = definitions.map((of) => dataOf(of, { sums: monthly, records: RECORDS, borders: JAN_FEB }));
  const table = new RateTable(data, figureContext(facts, method));
  const parts = data.map((entry) => ({
    code: entry.source.code,
    metered: entry.binding.kind === 'meters',
    values: bucketValues(entry, byRegister, DAYS, ALWAYS, NOW_MS),
  }));
  const months = ['2026-01', '2026-02'];
  const series = months.map((month) => {
    const total = { direct: 0, indirect: 0, tce: 0 };
    for (const [index, ms] of DAYS.slice(0, -1).entries()) {
      if (monthLabel(ms, ZONE) !== month) continue;
      const bucket = bucketTotal(parts, table.at(ms), index);
      total.direct += bucket.directTco2e ?? 0;
      total.indirect += bucket.indirectTco2e ?? 0;
      total.tce += bucket.tce ?? 0;
    }
    return total;
  });
  const inventory = months.map((month) => {
    const inMonth = data.map((entry): SourceActivityData =>
      dataWithin(entry, ({ span }) => monthLabel(span.fromMs, ZONE) === month),
    );
    const lines = siteFigures(facts, inMonth, method).map(({ data: { source: of }, figure }) => ({
      ...figure,
      code: of.code,
      methodScope: method.classes[of.category]?.scope ?? ('excluded' as const),
      weight: 1,
      activity: { coverage: 1, quality: 'measured' as const },
      dataQuality: null,
    }));
    const sums = inventorySums(lines, method, () => null);
    return {
      direct: sums.directTco2e ?? 0,
      indirect: sums.indirectTco2e ?? 0,
      tce: sums.comprehensiveEnergyTce ?? 0,
    };
  });
  for (const [n, month] of series.entries()) {
    for (const key of ['direct', 'indirect'] as const)
      expect(month[key]).toBeCloseTo(inventory[n]?.[key] ?? NaN, 9);
    // Digits of these do not end: each bucket may be half a milligram off.
    expect(Math.abs(month.tce - (inventory[n]?.tce ?? NaN))).toBeLessThan(31 * 0.5e-9);
  }
  return inventory;
};

const RECORDS = [
  record('wood', '2026-01-01', '2026-02-01', '31', 't'),
  record('wood', '2026-02-01', '2026-03-01', '56', 't'),
];
const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
const sold = source('sold', 'exportedHeat', ofMeter('heat', 'q'));
const gas = source('gas', 'stationaryCombustion', ofMeter('gas', 'v'), {
  factor: { kind: 'fuel', fuel: 'natural-gas', measured: { netCalorificValue: 'ng-ncv' } },
});
const wood = source(
  'wood',
  'biogenic',
  { kind: 'manual', unit: 't' },
  { factor: { kind: 'fuel', fuel: 'wood' } },
);

describe('day buckets of a month', () => {
  it('add up to its inventory, with exports', () => {
    const [january] = compare([grid, sold], GB, factsOf());
    // Σ(100 + 37 n), n = 0 … 30: 20 305 kWh × 0.5306; Σ(2 + n mod 7): 4 × 35 + 2 + 3 + 4 = 149 GJ × 0.11
    expect(january?.indirect).toBeCloseTo(20.305 * 0.5306 - 149 * 0.11, 9);
  });

  it('add up where a parameter was measured in one month only', () => {
    const measured = [parameter('ng-ncv', '2026-01-01', '2026-02-01', '36', 'MJ/Nm3')];
    const [january, february] = compare([gas, grid], GB, factsOf(measured));
    // 1000 × (1 + n mod 5): 6 × 15 + 1 = 91 000 Nm3 at 0.036 GJ, then 28 days from n = 31 on at the default 0.038931 GJ
    expect(january?.direct).toBeCloseTo((91_000 * 0.036 * 0.0153 * 0.99 * 44) / 12, 9);
    const rest = 1000 * Array.from({ length: 28 }, (_, n) => 1 + ((31 + n) % 5)).reduce((a, b) => a + b, 0);
    expect(february?.direct).toBeCloseTo((rest * 0.038931 * 0.0153 * 0.99 * 44) / 12, 9);
  });

  it('add up with biomass whose CH4 and N2O count: 31 t × 15.6 GJ/t × (30 × 27 + 4 × 273) g/GJ', () => {
    const [january] = compare([wood, grid, sold], LOCATION, factsOf());
    expect(january?.direct).toBeCloseTo((31 * 15.6 * (30 * 27 + 4 * 273)) / 1e6, 9);
    // Under the standard they do not count, and exported heat is subtracted.
    const [standard] = compare([wood, grid, sold], GB, factsOf());
    expect(standard?.direct).toBe(0);
  });
});

describe('a rate', () => {
  const tableOf = (data: SourceActivityData[], method = GB) =>
    new RateTable(data, figureContext(factsOf(), method));
  const of = (definition: SourceDefinition, value: number | null) =>
    dataOf(definition, { sums: [used(1, jan, feb, value), used(3, jan, feb, value)] });

  it('is signed, and of its scope', () => {
    const [first, second] = tableOf([of(grid, 1000), of(sold, 100)]).at(jan);
    expect(first).toEqual({
      tco2e: 0.0005306,
      direct: null,
      indirect: 0.0005306,
      tce: 0.0001229,
      gases: [{ gas: 'CO2', tco2e: 0.0005306 }],
    });
    expect(second).toEqual({
      tco2e: -0.11,
      direct: null,
      indirect: -0.11,
      tce: -0.03412,
      gases: [{ gas: 'CO2', tco2e: -0.11 }],
    });
    expect(tableOf([of(sold, 100)], LOCATION).at(jan)[0]).toEqual({
      tco2e: null,
      direct: null,
      indirect: null,
      // Energy is what it is, whatever the method counts.
      tce: -0.03412,
      gases: [],
    });
  });

  it('is none without activity, and 0 where there was none', () => {
    expect(tableOf([of(grid, null)]).at(jan)[0]).toEqual({
      tco2e: null,
      direct: null,
      indirect: null,
      tce: null,
      gases: [],
    });
    expect(tableOf([of(grid, 0)]).at(jan)[0]).toEqual({
      tco2e: 0,
      direct: null,
      indirect: 0,
      tce: 0,
      gases: [{ gas: 'CO2', tco2e: 0 }],
    });
  });

  it('is of the month of the instant, worked out once', () => {
    const table = tableOf([of(grid, 1000)]);
    expect(table.at(feb - 1)).toBe(table.at(jan));
    expect(table.at(feb)[0]?.tco2e).toBeNull();
    expect(table.at(at('2026-02-28'))).toBe(table.at(feb));
  });
});
