import {
  lookupEnergyCoefficient,
  lookupFuel,
  lookupGridFactor,
  lookupHeatFactor,
  siteFactor,
} from '@zerofab/factors';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace, UsedFactor } from '@zerofab/vocabulary';
import { comprehensiveEnergy, energyContent } from './energy-content.js';
import { methodById } from './methods.js';
import { recompute } from './recompute.js';
import { sourceEmissions, sourceGases, type SourceActivity } from './source-emissions.js';
import { inventoryTotals, sumEmissions } from './totals.js';

const fuel = (name: string, set?: string) => lookupFuel({ fuel: name, set }).factors;
const burn = (change: Partial<SourceActivity>) =>
  sourceEmissions({
    category: 'stationaryCombustion',
    sourceCode: 'furnace',
    activity: { value: '10000', unit: 'Nm3' },
    factors: fuel('natural-gas'),
    ...change,
  });
const idsOf = (trace: Trace): string[] => [
  trace.formula.id,
  ...trace.inputs.flatMap((input) => (input.trace === null ? [] : idsOf(input.trace))),
];

describe('the gas of a factor', () => {
  const of = (unit: string, more: { gas?: string; category?: 'biogenic' | 'process' } = {}) =>
    sourceGases({
      category: more.category ?? 'process',
      sourceCode: 'x',
      activity: { value: '1', unit: 't' },
      factors: [siteFactor({ purpose: 'other', value: '2', unit, source: 'contract' })],
      gas: more.gas,
    }).map(({ gas }) => gas);

  it('is CO2 in tCO2/t, not known in tCO2e/t, and what the source says before either', () => {
    expect(of('tCO2/t')).toEqual(['CO2']);
    expect(of('tCO2e/t')).toEqual(['CO2e']);
    expect(of('tCO2e/t', { gas: 'CO2' })).toEqual(['CO2']);
    expect(of('tCO2e/t', { category: 'biogenic' })).toEqual(['CO2-biogenic']);
  });
});

describe('sourceEmissions', () => {
  it('the real steel plant of 2018 with a site factor', () => {
    const factors = [
      siteFactor({ purpose: 'purchasedElectricity', value: '0.5366', unit: 'kgCO2/kWh', source: 'contract' }),
    ];
    const result = sourceEmissions({
      category: 'purchasedElectricity',
      sourceCode: 'main',
      activity: { value: '959636.71', unit: 'kWh' },
      factors,
    });
    expect(result.tco2e).toBe('514.941058586');
    expect(result.trace.inputs[1]).toMatchObject({ ref: 'site-factor', origin: 'factor' });
  });

  it('picks the formula by category, factors and unit of the activity', () => {
    expect(burn({}).trace.formula.id).toBe('fuel-combustion-volume');
    expect(burn({ activity: { value: '389.31', unit: 'GJ' } }).trace.formula.id).toBe('fuel-combustion-heat');
    expect(burn({ activity: { value: '1', unit: 't' }, factors: fuel('diesel') }).trace.formula.id).toBe(
      'fuel-combustion-mass',
    );
    const ipcc = burn({ activity: { value: '1', unit: 't' }, factors: fuel('diesel', 'ipcc2006') });
    expect(idsOf(ipcc.trace)).toEqual(['fuel-co2-per-heat', 'unit-conversion', 'fuel-heat-mass']);
    expect(ipcc.tco2e).toBe('3.1863');
    const heat = sourceEmissions({
      category: 'purchasedHeat',
      sourceCode: 'steam',
      activity: { value: '1234.5', unit: 'GJ' },
      factors: [lookupHeatFactor()],
    });
    expect(heat.tco2e).toBe('135.795');
  });

  it.each([
    ['2.1622', 'kgCO2/Nm3', { value: '10000', unit: 'Nm3' }, '21.622'],
    ['2.015', 'kgCO2/m3', { value: '500', unit: 'm3' }, '1.0075'],
    ['3.0959', 'tCO2/t', { value: '1000', unit: 'kg' }, '3.0959'],
    ['2.6', 'kgCO2/L', { value: '1', unit: 'm3' }, '2.6'],
    ['0.0561', 'tCO2/GJ', { value: '1', unit: 'TJ' }, '56.1'],
  ])('site factor %s %s', (value, unit, activity, tco2e) => {
    const factor = siteFactor({ purpose: 'stationaryCombustion', value, unit, source: 'laboratory report' });
    expect(burn({ activity, factors: [factor] }).tco2e).toBe(tco2e);
  });

  it('refuses plain m³ of gas, and takes m³ at 20 °C', () => {
    expect(() => burn({ activity: { value: '10000', unit: 'm3' } })).toThrow('m3@20C for 20 °C');
    const at20 = burn({ activity: { value: '10000', unit: 'm3@20C' } });
    expect(idsOf(at20.trace)).toEqual([
      'fuel-combustion-volume',
      'unit-conversion',
      'gas-volume-normal',
      'unit-conversion',
    ]);
    expect(Number(at20.tco2e) / Number(burn({}).tco2e)).toBeCloseTo(273.15 / 293.15, 12);
  });

  it('names a missing factor and what to do', () => {
    expect(() => burn({ factors: [] })).toThrow('lacks the factor emissionFactor');
    expect(() => burn({ factors: fuel('natural-gas').slice(1) })).toThrow(
      'lacks the factor netCalorificValue',
    );
    expect(() => burn({ factors: fuel('natural-gas').slice(0, 2) })).toThrow('oxidationFactor');
    const ncsc = fuel('diesel', 'ncsc');
    expect(() => burn({ activity: { value: '1', unit: 't' }, factors: ncsc })).toThrow('netCalorificValue');
    expect(() => burn({ activity: { value: '1', unit: 'L' }, factors: fuel('diesel') })).toThrow('density');
  });

  it('brings litres to mass, and gas by mass to volume, by a density that it traces', () => {
    const density = (value: string, unit: string): UsedFactor => ({
      ...siteFactor({ value, unit, source: 'supplier', purpose: 'other' }),
      role: 'density',
    });
    const diesel = fuel('diesel');
    const tonne = burn({ activity: { value: '0.84', unit: 't' }, factors: diesel });
    const litres = burn({
      activity: { value: '1000', unit: 'L' },
      factors: [...diesel, density('0.84', 'kg/L')],
    });
    expect(litres.tco2e).toBe(tonne.tco2e);
    expect(idsOf(litres.trace)).toContain('mass-of-volume');
    // A density that is not needed changes nothing.
    const idle = [...diesel, density('0.84', 'kg/L')];
    expect(burn({ activity: { value: '0.84', unit: 't' }, factors: idle }).tco2e).toBe(tonne.tco2e);
    const gas = fuel('natural-gas');
    const volume = burn({ activity: { value: '0.2', unit: '10^4Nm3' }, factors: gas });
    const weighed = burn({
      activity: { value: '1435', unit: 'kg' },
      factors: [...gas, density('0.7175', 'kg/Nm3')],
    });
    expect(weighed.tco2e).toBe(volume.tco2e);
    expect(idsOf(weighed.trace)).toContain('gas-volume-of-mass');
  });

  it('takes a density before a factor per mass, too', () => {
    const perTonne: UsedFactor = siteFactor({
      value: '3.1',
      unit: 'tCO2/t',
      source: 'contract',
      purpose: 'stationaryCombustion',
    });
    const density: UsedFactor = {
      ...siteFactor({ value: '850', unit: 'kg/m3', source: 'supplier', purpose: 'other' }),
      role: 'density',
    };
    const activity = { value: '2', unit: 'm3' };
    // 2 × 0.85 × 3.1
    expect(burn({ activity, factors: [perTonne, density] }).tco2e).toBe('5.27');
    const gas = { ...density, value: '2', unit: 'kg/Nm3' };
    // 1000 Nm3 × 2 kg = 2 t
    expect(burn({ activity: { value: '1000', unit: 'Nm3' }, factors: [perTonne, gas] }).tco2e).toBe('6.2');
  });
});

describe('energy in standard coal', () => {
  const content = (carrier: string, value: string, unit: string) =>
    energyContent({
      sourceCode: 's',
      activity: { value, unit },
      coefficient: lookupEnergyCoefficient(carrier),
    });

  it.each([
    ['electricity', '1000', 'kWh', '0.1229'],
    ['heat', '1', 'GJ', '0.03412'],
    ['diesel', '1', 't', '1.4571'],
    ['naturalGas', '10000', 'Nm3', '13.283585145'],
  ])('%s', (carrier, value, unit, tce) => {
    expect(content(carrier, value, unit).tce).toBe(tce);
  });

  it('sums up, and has nothing to say about nothing', () => {
    const parts = [
      { sourceCode: 'a', ...content('electricity', '1000', 'kWh') },
      { sourceCode: 'b', ...content('diesel', '1', 't') },
    ];
    const whole = comprehensiveEnergy(parts);
    expect(whole.tce).toBe('1.58');
    expect(recompute(whole.trace).mismatches).toEqual([]);
    expect(() => comprehensiveEnergy([])).toThrow('at least one term');
    const coefficient = { ...lookupEnergyCoefficient('diesel'), unit: 'kg' };
    expect(() =>
      energyContent({ sourceCode: 's', activity: { value: '1', unit: 't' }, coefficient }),
    ).toThrow('no unit of a standard-coal coefficient');
  });
});

describe('totals', () => {
  const electricity = (code: string, kwh: string) => ({
    name: code,
    ref: code,
    category: 'purchasedElectricity' as const,
    ...sourceEmissions({
      category: 'purchasedElectricity',
      sourceCode: code,
      activity: { value: kwh, unit: 'kWh' },
      factors: [
        lookupGridFactor({
          region: 'CN',
          accountingYear: 2025,
          asOf: '2026-11-23',
          rule: 'latest-at-report-due',
        }),
      ],
    }),
  });
  const furnace = { name: 'furnace', ref: 'furnace', category: 'stationaryCombustion' as const, ...burn({}) };

  it('direct, energy-indirect and total, each explained down to the readings', () => {
    const { direct, energyIndirect, total } = inventoryTotals(
      [furnace, electricity('a', '1000'), electricity('b', '500')],
      methodById(),
    );
    expect(direct?.tco2e).toBe(furnace.tco2e);
    expect(energyIndirect?.tco2e).toBe('0.7959');
    expect(idsOf(total!.trace).slice(0, 3)).toEqual(['total-emissions', 'direct-emissions', 'sum-emissions']);
    expect(recompute(total!.trace)).toEqual({ value: total!.tco2e, unit: 'tCO2e', mismatches: [] });
  });

  it('are missing, not 0, without a source', () => {
    expect(inventoryTotals([], methodById())).toEqual({
      direct: null,
      energyIndirect: null,
      otherIndirect: null,
      biogenic: null,
      removal: null,
      total: null,
    });
    expect(inventoryTotals([furnace], methodById()).energyIndirect).toBeNull();
    expect(() => sumEmissions([])).toThrow('at least one term');
    expect(() => sumEmissions([furnace, furnace])).toThrow('same name');
  });

  it('do not depend on how the sources are split', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 8 }), (parts) => {
        const whole = electricity('all', String(parts.reduce((a, b) => a + b, 0)));
        const split = parts.map((part, i) => electricity(`p${i}`, String(part)));
        expect(inventoryTotals(split, methodById()).total?.tco2e).toBe(whole.tco2e);
      }),
      { numRuns: 30 },
    );
  });
});
