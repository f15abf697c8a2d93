import { describe, expect, it } from 'vitest';
import {
  dataOf,
  ETS,
  factsOf,
  GB,
  JAN_FEB,
  LOCATION,
  ofMeter,
  record,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { monthMatrix } from './months.js';

const [jan = 0, feb = 0, mar = 0] = JAN_FEB;
const grid = dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e')), {
  sums: [used(1, jan, feb, 1000), used(1, feb, mar, null)],
  borders: JAN_FEB,
});
const heat = dataOf(source('out', 'exportedHeat', ofMeter('heat', 'q')), {
  sums: [used(3, jan, feb, 10), used(3, feb, mar, 20)],
  borders: JAN_FEB,
});
const wood = dataOf(
  source('wood', 'biogenic', { kind: 'manual', unit: 't' }, { factor: { kind: 'fuel', fuel: 'wood' } }),
  {
    records: [record('wood', '2026-01-01', '2026-02-01', '10', 't')],
    borders: JAN_FEB,
  },
);

describe('sources by month', () => {
  it('are worked out month by month: 1000 kWh × 0.5306, 10 and 20 GJ × 0.11; what is exported is taken away', () => {
    const { months, rows, totals } = monthMatrix(factsOf(), [grid, heat], GB);
    expect(months).toEqual(['2026-01', '2026-02']);
    expect(rows.map(({ source: { code }, values, methodScope }) => [code, values, methodScope])).toEqual([
      ['grid', [0.5306, null], 'energyIndirect'],
      ['out', [1.1, 2.2], 'energyIndirect'],
    ]);
    // 0.5306 − 1.1; −2.2
    expect(totals).toEqual([-0.5694, -2.2]);
  });

  it('leave out of the total what stands beside it, but show it', () => {
    const { rows, totals } = monthMatrix(factsOf(), [wood], GB);
    // 10 t × 15.6 GJ/t × 112 kg/GJ
    expect(rows[0]).toMatchObject({
      values: [17.472, null],
      gases: ['CO2-biogenic', 'CH4', 'N2O'].slice(0, rows[0]?.gases.length),
    });
    expect(totals).toEqual([null, null]);
  });

  it('count CH4 and N2O of biomass where the method does: 4.68 kg × 27 and 0.624 kg × 273', () => {
    const { totals } = monthMatrix(factsOf(), [wood], LOCATION);
    expect(totals[0]).toBeCloseTo((4.68 * 27 + 0.624 * 273) / 1000, 12);
    expect(totals[1]).toBeNull();
  });

  it('know no row of a class that the method excludes, and no month without data', () => {
    const leak = dataOf(source('leak', 'fugitive', { kind: 'manual', unit: 'kg' }, { gas: 'SF6' }), {
      borders: JAN_FEB,
    });
    expect(monthMatrix(factsOf(), [leak], ETS).rows).toEqual([]);
    expect(monthMatrix(factsOf(), [leak], { ...GB, classes: {} }).rows).toEqual([]);
    expect(monthMatrix(factsOf(), [], GB)).toEqual({ months: [], rows: [], totals: [] });
  });
});
