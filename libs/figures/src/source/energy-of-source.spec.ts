import { builtInLibrary, lookupFuel, siteFactor } from '@zerofab/factors';
import type { UsedFactor } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { ofMeter, source } from '../../fixtures/planted-site.js';
import type { SourceDefinition } from '../domain/source.js';
import { energyOf, usesEnergy, type EnergyStretch } from './energy-of-source.js';

const library = builtInLibrary();
const meter = ofMeter('main', 'e');
const stretch = (value: string, unit: string, factors: readonly UsedFactor[] = []): EnergyStretch => ({
  from: '2026-01-01T00:00:00.000+08:00',
  to: '2026-02-01T00:00:00.000+08:00',
  activity: { value, unit },
  factors,
});
const of = (definition: SourceDefinition, ...stretches: EnergyStretch[]) =>
  energyOf(definition, stretches, library);
const diesel = source('x', 'mobileCombustion', meter, { factor: { kind: 'fuel', fuel: 'diesel' } });
const measuredNcv = (value: string, unit: string): UsedFactor => ({
  ...siteFactor({ value, unit, source: 'laboratory', purpose: 'other' }),
  role: 'netCalorificValue',
  id: 'coal_ncv#7',
});

describe('energy at calorific value', () => {
  it.each([
    // GB/T 2589-2020: 0.1229 kgce/kWh, 0.03412 kgce/MJ
    ['purchasedElectricity', '10000', 'kWh', '1.229'],
    ['purchasedHeat', '10', 'GJ', '0.3412'],
    // Delivered to others: taken off.
    ['exportedElectricity', '10000', 'kWh', '-1.229'],
    ['exportedHeat', '10', 'GJ', '-0.3412'],
  ] as const)('of %s: %s %s is %s tce', (category, amount, unit, expected) => {
    expect(of(source('x', category, meter), stretch(amount, unit)).energy?.tce).toBe(expected);
  });

  it('is of a fuel by its name, with the coefficient it rests on', () => {
    const { energy } = of(diesel, stretch('2', 't'));
    // 1.4571 kgce/kg
    expect(energy?.tce).toBe('2.9142');
    expect(energy?.coefficient.value).toBe('1.4571');
  });

  it('takes the calorific value that the site measured before the reference coefficient', () => {
    // 20 GJ/t ÷ 29.3076 GJ/tce = 0.6824168476… kgce/kg
    const { energy } = of(diesel, stretch('100', 't', [measuredNcv('20', 'GJ/t')]));
    expect(energy?.coefficient.value).toBe('0.6824168475');
    expect(energy?.coefficient.choice.rule).toBe('measured-calorific-value-over-standard-coal');
    expect(energy?.tce).toBe('68.24168475');
    // A default of the set is no measurement.
    const ofSet = lookupFuel({ fuel: 'diesel' }, library).factors;
    expect(of(diesel, stretch('2', 't', ofSet)).energy?.tce).toBe('2.9142');
  });

  it('is of a fuel by the factor of the library that names it', () => {
    const row = library.factors.find(({ fuel, unit }) => fuel === 'diesel' && unit.endsWith('/t'));
    const used = {
      ...measuredNcv('1', 'GJ/t'),
      role: 'emissionFactor',
      id: row?.id ?? '',
      choice: { how: 'exact' },
    };
    const byId = source('x', 'stationaryCombustion', meter, {
      factor: { kind: 'library', id: row?.id ?? '' },
    });
    expect(of(byId, stretch('2', 't', [used as UsedFactor])).energy?.tce).toBe('2.9142');
  });

  it('adds up stretches, each with its own coefficient', () => {
    const { energy } = of(diesel, stretch('1', 't'), stretch('1', 't', [measuredNcv('29.3076', 'GJ/t')]));
    // 1.4571 + 1
    expect(energy?.tce).toBe('2.4571');
    expect(energy?.parts.map(({ tce }) => tce)).toEqual(['1.4571', '1']);
    expect(energy?.trace.formula.id).toBe('comprehensive-energy');
  });
});

describe('energy of a source that is worked out by formulas', () => {
  const byFormula = (id: string, ...more: string[]): SourceDefinition =>
    source('kiln', 'stationaryCombustion', meter, {
      calculation: { formulas: [id, ...more].map((formula) => ({ id: formula })), inputs: {} },
    });
  const amount = { value: '100', unit: 't', origin: 'activity', ref: 'kiln' } as const;

  it('takes the calorific value that the formula takes, once for an amount that enters several formulas', () => {
    const ncv = { value: '20', unit: 'GJ/t', origin: 'factor', ref: 'coal_ncv#7' } as const;
    const given = { activity: amount, netCalorificValue: ncv };
    const used = { ...stretch('0', 't', [measuredNcv('20', 'GJ/t')]), formulaInputs: [given, given] };
    const { energy, gap } = of(byFormula('fuel-heat-mass', 'fuel-heat-mass'), used);
    expect(gap).toBeNull();
    expect(energy?.tce).toBe('68.24168475');
  });

  it('takes a calorific value that is stated without a record of its own', () => {
    const ncv = { value: '29.3076', unit: 'GJ/t', origin: 'given', ref: 'kiln: contract' } as const;
    const used = { ...stretch('0', 't'), formulaInputs: [{ activity: amount, netCalorificValue: ncv }] };
    expect(of(byFormula('fuel-heat-mass'), used).energy?.tce).toBe('100');
  });

  it('says why carbon content alone gives no energy', () => {
    const carbon = { value: '0.6', unit: 'tC/t', origin: 'given', ref: 'kiln: lab' } as const;
    const used = { ...stretch('0', 't'), formulaInputs: [{ activity: amount, carbonContent: carbon }] };
    const { energy, gap } = of(byFormula('fuel-combustion-mass'), used);
    expect(energy).toBeNull();
    expect(gap?.en).toContain('no calorific value');
  });
});

describe('energy that cannot be counted, and what uses none', () => {
  it('is a gap with its reason', () => {
    const unknown = source('x', 'stationaryCombustion', meter, {
      factor: { kind: 'fuel', fuel: 'moon-dust' },
    });
    expect(of(unknown, stretch('1', 't'))).toMatchObject({ energy: null, gap: { en: expect.any(String) } });
    const stated = source('x', 'stationaryCombustion', meter, { factor: { kind: 'parameter', code: 'p' } });
    expect(of(stated, stretch('1', 't')).gap?.en).toContain('names no fuel');
    expect(of(source('x', 'purchasedElectricity', meter), stretch('10', 't')).gap).not.toBeNull();
  });

  it('is neither a figure nor a gap of a process', () => {
    const process = source('x', 'process', meter, { factor: { kind: 'parameter', code: 'p' } });
    expect(of(process, stretch('10', 't'))).toEqual({ energy: null, gap: null });
    expect(usesEnergy('process')).toBe(false);
    expect(usesEnergy('biogenic')).toBe(true);
  });
});
