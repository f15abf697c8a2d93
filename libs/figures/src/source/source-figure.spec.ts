import { builtInLibrary } from '@zerofab/factors';
import { methodById, recompute } from '@zerofab/accounting';
import { putSourceSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import type { ManualRecord } from '../domain/record.js';
import { sourceDefinition, type SourceDefinition } from '../domain/source.js';
import {
  manualActivity,
  meterActivity,
  shareOf,
  totalActivity,
  type Activity,
} from '../activity/activity.js';
import { NO_PARAMETERS } from './site-parameters.js';
import type { FigureContext } from './figure-context.js';
import type { SourceFigure } from '../domain/figure.js';
import { sourceFigure as figureOf } from './source-figure.js';
import { stockUse } from '../activity/stock.js';

const zone = 'Asia/Shanghai';
const at = (iso: string): number => Date.parse(`${iso}T00:00:00+08:00`);
const nowMs = at('2026-06-01');
const context: FigureContext = {
  zone,
  gridRegionAt: () => 'CN',
  asOf: '2026-06-01',
  nowMs,
  method: methodById(),
  gridFrom: methodById(),
  parameters: NO_PARAMETERS,
  library: builtInLibrary(),
};

const source = (body: Record<string, unknown>): SourceDefinition => {
  return sourceDefinition('x', 1, putSourceSchema.parse({ name: 'x', ...body }));
};
/** The figure of a source whose amounts are given: its own, and those of its streams. */
const sourceFigure = (
  own: SourceDefinition,
  activity: Activity,
  within: FigureContext,
  streams: Readonly<Record<string, Activity>> = {},
): SourceFigure => {
  const bound = (amount: Activity) => ({
    binding: own.activity,
    activity: amount,
    bound: [],
    sums: [],
    records: [],
    spread: [],
  });
  const inputs = new Map(Object.entries(streams).map(([stream, amount]) => [stream, bound(amount)]));
  return figureOf({ ...bound(activity), source: own, inputs, crossCheck: null }, within);
};
const meters = { kind: 'meters', registers: [{ meter: 'm', register: 'e' }] };
const months = (...isos: string[]): number[] => isos.map(at);
const sum = (
  registerId: number,
  iso: string,
  value: number,
  more: { estimated?: number; quality?: number } = {},
) => ({
  registerId,
  startMs: at(iso),
  value,
  estimated: more.estimated ?? 0,
  covered: 31 * 96,
  quality: more.quality ?? 0,
  readings: 2976,
});

describe('meter activity', () => {
  it('adds registers with their sign and brings units together', () => {
    const bound = [
      { id: 1, unit: 'MWh', sign: 1 as const },
      { id: 2, unit: 'kWh', sign: -1 as const },
    ];
    const activity = meterActivity(
      bound,
      [sum(1, '2026-01-01', 2), sum(2, '2026-01-01', 500)],
      months('2026-01-01', '2026-02-01'),
      nowMs,
    );
    expect(totalActivity(activity.periods, nowMs).value?.toString()).toBe('1.5');
    expect(activity.unit).toBe('MWh');
  });
  it('says why registers cannot be added', () => {
    const bound = [
      { id: 1, unit: 'kWh', sign: 1 as const },
      { id: 2, unit: 't', sign: 1 as const },
    ];
    expect(meterActivity(bound, [], months('2026-01-01', '2026-02-01'), nowMs).problem?.en).toMatch(
      /cannot be added \(kWh, t\)/,
    );
  });
});

describe('manual activity', () => {
  const record = (id: string, from: string, to: string, quantity: string): ManualRecord => ({
    id,
    source: 'x',
    stream: '',
    fromMs: at(from),
    toMs: at(to),
    quantity,
    unit: 'kg',
    evidence: null,
    note: null,
    enteredBy: 'me',
    enteredAt: new Date(0),
    replacedBy: null,
  });
  it('takes the part of a record that falls into the span, by time', () => {
    expect(
      shareOf(
        record('1', '2026-01-01', '2026-02-01', '3100'),
        { fromMs: at('2026-01-11'), toMs: at('2026-03-01') },
        't',
      ).toString(),
    ).toBe('2.1');
  });
  it('leaves months without a record missing, never 0', () => {
    const borders = months('2026-01-01', '2026-02-01', '2026-03-01');
    const activity = manualActivity(
      { unit: 't' },
      [record('1', '2026-01-01', '2026-02-01', '5000')],
      borders,
      nowMs,
    );
    expect(activity.periods.map((period) => period.value?.toString() ?? null)).toEqual(['5', null]);
    expect(activity.periods.map((period) => period.quality)).toEqual(['manual', 'missing']);
  });
});

describe('the figure of a source', () => {
  const electricity = (kwh: number, more = {}) =>
    meterActivity(
      [{ id: 1, unit: 'kWh', sign: 1 }],
      [sum(1, '2026-01-01', kwh, more)],
      months('2026-01-01', '2026-02-01'),
      nowMs,
    );

  it('multiplies purchased electricity with the published factor: 514 328 kWh × 0.5306 = 272.9024368 t', () => {
    const figure = sourceFigure(
      source({ category: 'purchasedElectricity', activity: meters }),
      electricity(514_328),
      context,
    );
    expect(figure).toMatchObject({ status: 'ok', exact: '272.9024368' });
    expect(figure.factors[0]).toMatchObject({ id: 'elec-cn-2023-average', value: '0.5306' });
    expect(figure.trace?.result.value).toBe('272.9024368');
    expect(Number(figure.energy?.tce)).toBeCloseTo(514_328 * 0.1229e-3, 9);
  });
  it('burns natural gas: 10 000 Nm3 × 389.31 GJ/10⁴Nm3 × 0.0153 × 99 % × 44/12', () => {
    const gas = meterActivity(
      [{ id: 1, unit: 'Nm3', sign: 1 }],
      [sum(1, '2026-01-01', 10_000)],
      months('2026-01-01', '2026-02-01'),
      nowMs,
    );
    const figure = sourceFigure(
      source({
        category: 'stationaryCombustion',
        activity: meters,
        factor: { kind: 'fuel', fuel: 'natural-gas' },
      }),
      gas,
      context,
    );
    expect(figure.tco2e).toBeCloseTo((389.31 * 0.0153 * 0.99 * 44) / 12, 9);
  });
  it('calculates each accounting year with its own factor and sums them', () => {
    const grid = source({ category: 'purchasedElectricity', activity: meters });
    const sums = [sum(1, '2024-12-01', 1000), sum(1, '2025-01-01', 1000)];
    const activity = meterActivity(
      [{ id: 1, unit: 'kWh', sign: 1 }],
      sums,
      months('2024-12-01', '2025-01-01', '2025-02-01'),
      nowMs,
    );
    const figure = sourceFigure(grid, activity, context);
    // Report of 2024 was due on 31 March 2025, when the factor of data year 2022 was the latest: 0.5366; then 0.5306.
    expect(figure.parts.map((part) => part.factors[0]?.value)).toEqual(['0.5366', '0.5306']);
    expect(figure.exact).toBe('1.0672');
  });
  it('takes the grid region of each month: a site may have moved to another', () => {
    const grid = source({ category: 'purchasedElectricity', activity: meters, factor: { kind: 'grid' } });
    const twoMonths = meterActivity(
      [{ id: 1, unit: 'kWh', sign: 1 }],
      [sum(1, '2026-01-01', 1000), sum(1, '2026-02-01', 1000)],
      months('2026-01-01', '2026-02-01', '2026-03-01'),
      nowMs,
    );
    const factorsOf = (gridRegionAt: (ms: number) => string) =>
      sourceFigure(grid, twoMonths, { ...context, gridRegionAt }).parts.map(
        ({ factors }) => factors[0]?.value,
      );
    const [[before], [after]] = [factorsOf(() => 'CN'), factorsOf(() => 'CN-SC')];
    expect(before).toBe('0.5306');
    expect(after).not.toBe(before);
    expect(factorsOf((ms) => (ms < at('2026-02-01') ? 'CN' : 'CN-SC'))).toEqual([before, after]);
  });
  it('is missing with the reason where no factor exists, and never falls back', () => {
    const figure = sourceFigure(
      source({ category: 'purchasedElectricity', activity: meters }),
      electricity(1000),
      { ...context, gridRegionAt: () => 'KR' },
    );
    expect(figure).toMatchObject({ status: 'missing', tco2e: null, exact: null });
    expect(figure.reason?.en).toMatch(/KR/);
  });
  it('tells which part rests on estimates', () => {
    const figure = sourceFigure(
      source({ category: 'purchasedElectricity', activity: meters }),
      electricity(1000, { estimated: 250, quality: 2 }),
      context,
    );
    expect(figure.estimatedTco2e).toBeCloseTo(0.25 * 0.5306, 9);
  });

  const january = months('2026-01-01', '2026-02-01');
  const amount = (quantity: string, unit: string): Activity =>
    manualActivity({ unit }, [manual('a', '2026-01-01', '2026-02-01', quantity, unit)], january, nowMs);

  it('works a carbon balance out: (100 × 0.8 − 60 × 0.05) × 44/12 = 282.333… t', () => {
    const balance = source({
      category: 'process',
      activity: { kind: 'manual', unit: 't' },
      calculation: {
        formulas: [{ id: 'carbon-balance' }],
        inputs: {
          'inflow.coke.amount': { kind: 'manual', unit: 't' },
          'inflow.coke.carbonContent': { kind: 'value', value: '0.8', unit: 'tC/t', source: 'lab 12' },
          'outflow.iron.amount': { kind: 'activity' },
          'outflow.iron.carbonContent': { kind: 'value', value: '0.05', unit: 'tC/t', source: 'lab 13' },
        },
      },
    });
    const figure = sourceFigure(balance, amount('60', 't'), context, {
      'inflow.coke.amount': amount('100000', 'kg'),
    });
    expect(figure.status).toBe('ok');
    expect(figure.tco2e).toBeCloseTo((77 * 44) / 12, 12);
    expect(recompute(figure.trace!).mismatches).toEqual([]);
  });

  it('names the stream that has no data, and gives no figure without it', () => {
    const balance = source({
      category: 'process',
      activity: { kind: 'manual', unit: 't' },
      calculation: {
        formulas: [{ id: 'emission-factor-mass' }],
        inputs: { emissionFactor: { kind: 'parameter', code: 'ef-lab' } },
      },
    });
    const figure = sourceFigure(balance, amount('60', 't'), context);
    expect(figure).toMatchObject({ status: 'missing', tco2e: null });
    expect(figure.reason?.en).toContain('ef-lab');
  });

  it('takes the enthalpy of steam with the baseline of the method: 1000 t × 2768.3 kJ/kg', () => {
    const steam = source({
      category: 'purchasedHeat',
      activity: { kind: 'manual', unit: 't' },
      calculation: {
        formulas: [{ id: 'purchased-heat' }],
        inputs: {
          activity: {
            kind: 'formula',
            id: 'steam-heat',
            inputs: {
              mass: { kind: 'activity' },
              enthalpy: {
                kind: 'formula',
                id: 'steam-enthalpy-saturated',
                inputs: { pressure: { kind: 'value', value: '0.8', unit: 'MPa', source: 'contract' } },
              },
            },
          },
          emissionFactor: { kind: 'factor', id: 'heat-default-gbt32151-34-2024' },
        },
      },
    });
    // IF97: h″(0.8 MPa) = 2768.30 kJ/kg; × 0.11 tCO2/GJ; 2015: (2768.30 − 83.74) × 0.11
    expect(sourceFigure(steam, amount('1000', 't'), context).exact).toBe('304.513');
    const old = { ...context, method: methodById('GB/T 32150-2015') };
    expect(sourceFigure(steam, amount('1000', 't'), old).exact).toBe('295.3016');
  });

  it('counts SF6 with the GWP of the method: 0.002 t × 23500 (AR5), × 23900 (SAR)', () => {
    const gas = source({ category: 'fugitive', activity: { kind: 'manual', unit: 'kg' }, gas: 'SF6' });
    const figure = sourceFigure(gas, amount('2', 'kg'), context);
    expect(figure.exact).toBe('47');
    expect(figure.gases).toMatchObject([{ gas: 'SF6', gwp: 23500, exactTonnes: '0.002', counted: true }]);
    const old = { ...context, method: methodById('GB/T 32150-2015') };
    expect(sourceFigure(gas, amount('2', 'kg'), old).exact).toBe('47.8');
    const co2Only = { ...context, method: methodById('ETS sector rule') };
    expect(sourceFigure(gas, amount('2', 'kg'), co2Only)).toMatchObject({
      gases: [{ gas: 'SF6', counted: false }],
      warnings: [{ zh: expect.stringContaining('SF6') as string }],
    });
  });
});

const manual = (id: string, from: string, to: string, quantity: string, unit: string, stream = '') => ({
  id,
  source: 'x',
  stream,
  fromMs: at(from),
  toMs: at(to),
  quantity,
  unit,
  evidence: null,
  note: null,
  enteredBy: 'me',
  enteredAt: new Date(0),
  replacedBy: null,
});

describe('stock balance', () => {
  const counts = [
    manual('1', '2026-01-01', '2026-01-02', '120', 't', 'stock'),
    manual('2', '2026-02-01', '2026-02-02', '80', 't', 'stock'),
    manual('3', '2026-03-01', '2026-03-02', '95', 't', 'stock'),
  ];
  it('uses opening + purchased − sold − closing between counts', () => {
    const { records } = stockUse(
      '',
      [
        ...counts,
        manual('4', '2026-01-05', '2026-01-20', '300', 't', 'purchased'),
        manual('5', '2026-01-21', '2026-01-22', '10', 't', 'sold'),
        manual('6', '2026-02-10', '2026-02-11', '50000', 'kg', 'purchased'),
      ],
      't',
      'Asia/Shanghai',
    );
    // 120 + 300 − 10 − 80 = 330; 80 + 50 − 95 = 35
    expect(records.map(({ quantity }) => quantity)).toEqual(['330', '35']);
  });
  it('says so when it is below zero', () => {
    expect(stockUse('', counts, 't', 'Asia/Shanghai').problem?.en).toContain(
      'below zero (2026-02-01 – 2026-03-01: -15 t)',
    );
  });
  it('knows no use with less than two counts', () => {
    expect(stockUse('', counts.slice(0, 1), 't', 'Asia/Shanghai').records).toEqual([]);
  });
});

describe('fuels by name', () => {
  const january = months('2026-01-01', '2026-02-01');
  const tonnes = (quantity: string) =>
    manualActivity({ unit: 't' }, [manual('a', '2026-01-01', '2026-02-01', quantity, 't')], january, nowMs);
  const burn = (category: string, factor: object, method = methodById()) =>
    sourceFigure(source({ category, activity: { kind: 'manual', unit: 't' }, factor }), tonnes('10'), {
      ...context,
      method,
    });
  const ghg = methodById('GHG Protocol (location-based)');

  it.each(['mobileCombustion', 'otherIndirectTransport', 'otherIndirectUsed', 'otherIndirectOther'])(
    'diesel in %s: 10 t × 42.652 GJ/t × 0.0202 tC/GJ × 98 % × 44/12 = 30.959 t',
    (category) => {
      const figure = burn(category, { kind: 'fuel', fuel: 'diesel' });
      expect(figure.tco2e).toBeCloseTo(30.95909637, 7);
      expect(figure.gases.map(({ gas }) => gas)).toEqual(['CO2']);
      // By the set of CO2 per heat the calorific value brings the tonnes to heat: 10 × 43 GJ/t × 74.1 kg/GJ.
      const ipcc = burn(category, { kind: 'fuel', fuel: 'diesel', set: 'ipcc2006' });
      expect(ipcc.tco2e).toBeCloseTo(31.863, 6);
    },
  );

  it('diesel of a carrier: CH4 and N2O of road vehicles where the method counts them, and no energy of the site', () => {
    const figure = burn('otherIndirectTransport', { kind: 'fuel', fuel: 'diesel' }, ghg);
    // 0.42652 TJ × 3.9 kg/TJ, each way.
    expect(figure.gases.slice(1).map(({ gas, exactTonnes }) => [gas, exactTonnes])).toEqual([
      ['CH4', '0.001663428'],
      ['N2O', '0.001663428'],
    ]);
    expect([figure.energy, figure.energyGap]).toEqual([null, null]);
    expect(burn('otherIndirectTransport', { kind: 'fuel', fuel: 'wood' }).reason?.en).toContain(
      'no other indirect emission',
    );
  });

  it('wood: 10 t × 15.6 GJ/t × 112 kg/GJ = 17.472 t of biogenic CO2, beside its CH4 and N2O', () => {
    const figure = burn('biogenic', { kind: 'fuel', fuel: 'wood' }, ghg);
    expect(figure.gases.map(({ gas, exactTonnes }) => [gas, exactTonnes])).toEqual([
      ['CO2-biogenic', '17.472'],
      // 0.156 TJ × 30 kg/TJ; × 4 kg/TJ
      ['CH4', '0.00468'],
      ['N2O', '0.000624'],
    ]);
    expect(figure.terms.map(({ category, gas }) => [category, gas])).toEqual([
      ['biogenic', 'CO2-biogenic'],
      ['stationaryCombustion', 'CH4'],
      ['stationaryCombustion', 'N2O'],
    ]);
  });
  it('biomass in a fossil class, and a fossil fuel as biomass, are missing with the reason', () => {
    expect(burn('stationaryCombustion', { kind: 'fuel', fuel: 'wood' }).reason?.en).toContain(
      'give the source the class biogenic',
    );
    expect(burn('biogenic', { kind: 'fuel', fuel: 'diesel' }).reason?.en).toContain('this fuel is fossil');
  });
  it('a forklift takes N2O of off-road machinery, a lorry that of the road', () => {
    const n2o = (driven?: string) =>
      burn('mobileCombustion', { kind: 'fuel', fuel: 'diesel', driven }, ghg).factors.find(
        ({ role }) => role === 'n2oFactor',
      )?.value;
    expect([n2o(), n2o('off-road')]).toEqual(['3.9', '28.6']);
  });
});
