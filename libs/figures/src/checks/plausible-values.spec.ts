import { builtInLibrary } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import { findings, formula, MANUAL } from '../../fixtures/checked-source.js';
import type { FactorStep, ResidualStep, SourceContent } from '../domain/source.js';
import { parameterDoubt, parameterForbidden, parameterUses } from './plausible-values.js';

const typed = (value: string, unit: string): FactorStep => ({
  kind: 'site',
  value,
  unit,
  source: 'contract',
});
const fieldsOf = (more: Partial<SourceContent>) => findings(more).map(({ field, doubts }) => [field, doubts]);

describe('a typed factor of electricity', () => {
  it('is taken where it is near the averages of the grids', () => {
    expect(findings({ factor: typed('0.5703', 'kgCO2/kWh') })).toEqual([]);
    expect(findings({ factor: typed('570.3', 'gCO2/kWh') })).toEqual([]);
  });

  it('a thousand times off is doubted, and says what is usual', () => {
    const [doubt] = findings({ factor: typed('703.5', 'kgCO2/kWh') });
    expect(doubt).toMatchObject({ field: 'factor.value', doubts: '703.5 kgCO2/kWh' });
    expect(doubt?.text.en).toContain('0.1073 – 0.8967 kgCO2/kWh');
    expect(doubt?.text.zh).toContain('0.1073 – 0.8967 kgCO2/kWh');
  });

  it('is kept once it is confirmed, that very value at that very place', () => {
    const factor = typed('703.5', 'kgCO2/kWh');
    const confirmed = { field: 'factor.value', value: '703.5 kgCO2/kWh', reason: 'a test of the meter' };
    expect(findings({ factor, confirmed: [confirmed] })).toEqual([]);
    expect(findings({ factor, confirmed: [{ ...confirmed, value: '703.6 kgCO2/kWh' }] })).toHaveLength(1);
    expect(findings({ factor, confirmed: [{ ...confirmed, field: 'factor.steps.0.value' }] })).toHaveLength(
      1,
    );
    expect(findings({ factor: typed('704', 'kgCO2/kWh'), confirmed: [confirmed] })).toHaveLength(1);
  });

  it('is no zero: that needs proof, and no confirmation helps', () => {
    const [zero] = findings({ factor: typed('0.000', 'kgCO2/kWh') });
    expect(zero?.doubts).toBeUndefined();
    expect(zero?.text.en).toContain('only with proof');
    expect(zero?.text.zh).toContain('凭证');
  });

  it('is no operating margin, residual or life-cycle factor, which are named', () => {
    const [margin] = findings({ factor: typed('0.7921', 'tCO2/MWh') });
    expect(margin?.doubts).toBeUndefined();
    expect(margin?.text.en).toContain('operating margin');
    expect(margin?.text.zh).toContain('电量边际');
    expect(findings({ factor: typed('577.7', 'gCO2/kWh') })[0]?.text.en).toContain('life-cycle');
  });

  it('is looked at in every step of a ladder', () => {
    const factor = {
      kind: 'ladder' as const,
      steps: [typed('703.5', 'kgCO2/kWh'), { kind: 'grid' as const, rule: 'latest-published' as const }],
    };
    expect(fieldsOf({ factor })).toEqual([['factor.steps.0.value', '703.5 kgCO2/kWh']]);
  });
});

describe('other typed factors', () => {
  it('of heat, and of fuels per amount and per heat, are held against the library', () => {
    expect(
      fieldsOf({
        category: 'purchasedHeat',
        activity: { kind: 'manual', unit: 'GJ' },
        factor: typed('110', 'tCO2/GJ'),
      }),
    ).toEqual([['factor.value', '110 tCO2/GJ']]);
    const fuel = { category: 'stationaryCombustion' as const, activity: MANUAL };
    expect(fieldsOf({ ...fuel, factor: typed('2.9', 'tCO2/t') })).toEqual([]);
    expect(fieldsOf({ ...fuel, factor: typed('2900', 'tCO2/t') })).toEqual([['factor.value', '2900 tCO2/t']]);
  });
});

describe('units that can never work', () => {
  it('are said when the source is saved', () => {
    const gas = {
      category: 'stationaryCombustion' as const,
      factor: { kind: 'fuel' as const, fuel: 'natural-gas' },
    };
    expect(findings({ ...gas, activity: { kind: 'manual', unit: '10^4Nm3' } })).toEqual([]);
    const [litres] = findings({ ...gas, activity: { kind: 'manual', unit: 'L' } });
    expect(litres?.field).toBe('activity.unit');
    expect(litres?.text.en).toContain('L does not go with factor');
    const [power] = findings({ activity: { kind: 'manual', unit: 'kW' } });
    expect(power?.field).toBe('activity.unit');
    expect(power?.text.zh).toContain('kW 与 factor 不相配');
  });

  it('go with a density that the source names, and its lack is said with what to do', () => {
    const diesel = { kind: 'fuel' as const, fuel: 'diesel' };
    const burnt = { category: 'mobileCombustion' as const, activity: { kind: 'manual' as const, unit: 'L' } };
    const [lacking] = findings({ ...burnt, factor: diesel });
    expect(lacking?.text.en).toContain('Record the density as a site parameter');
    expect(findings({ ...burnt, factor: { ...diesel, measured: { density: 'rho' } } })).toEqual([]);
    // No density makes fuel of kilowatts.
    const [power] = findings({
      ...burnt,
      activity: { kind: 'manual', unit: 'kW' },
      factor: { ...diesel, measured: { density: 'rho' } },
    });
    expect(power?.text.en).not.toContain('Record the density');
    const gas = { kind: 'fuel' as const, fuel: 'natural-gas', measured: { density: 'rho' } };
    expect(
      findings({
        ...burnt,
        category: 'stationaryCombustion',
        activity: { kind: 'manual', unit: 't' },
        factor: gas,
      }),
    ).toEqual([]);
  });

  it('are not guessed at where the site measures what the set lacks', () => {
    expect(
      findings({
        category: 'stationaryCombustion',
        activity: { kind: 'manual', unit: 'L' },
        factor: { kind: 'fuel', fuel: 'natural-gas', measured: { netCalorificValue: 'ncv' } },
      }),
    ).toEqual([]);
  });
});

describe('a value stated for an input of a formula', () => {
  const value = (amount: string, unit: string) => ({
    kind: 'value' as const,
    value: amount,
    unit,
    source: 'lab',
  });

  it('is doubted where it is a parameter of a fuel and far off', () => {
    const inputs = (ncv: string) => ({
      netCalorificValue: value(ncv, 'GJ/t'),
      carbonContent: value('0.0202', 'tC/GJ'),
      oxidationFactor: value('98', '%'),
    });
    const fuel = { category: 'stationaryCombustion' as const };
    expect(fieldsOf(formula('fuel-combustion-mass', inputs('42.652'), fuel))).toEqual([]);
    expect(fieldsOf(formula('fuel-combustion-mass', inputs('42652'), fuel))).toEqual([
      ['calculation.inputs.netCalorificValue.value', '42652 GJ/t'],
    ]);
  });
});

describe('a site parameter', () => {
  const library = builtInLibrary();
  const diesel = {
    code: 'boiler',
    category: 'stationaryCombustion' as const,
    factor: { kind: 'fuel' as const, fuel: 'diesel', measured: { netCalorificValue: 'ncv' } },
  };

  it('is found where sources use it', () => {
    expect(parameterUses([diesel], 'ncv')).toEqual([
      { source: 'boiler', role: 'netCalorificValue', fuel: 'diesel' },
    ]);
    expect(parameterUses([diesel], 'other')).toEqual([]);
    const whole = {
      code: 'x',
      category: 'process' as const,
      factor: { kind: 'parameter' as const, code: 'ncv' },
    };
    expect(parameterUses([whole], 'ncv')).toEqual([
      { source: 'x', role: 'emissionFactor', fuel: undefined, purpose: 'other' },
    ]);
    const calculation = {
      formulas: [],
      inputs: {
        'inflow.coal.carbonContent': {
          kind: 'ladder' as const,
          steps: [{ kind: 'parameter' as const, code: 'ncv' }],
        },
        other: {
          kind: 'formula' as const,
          id: 'x',
          inputs: { oxidationFactor: { kind: 'parameter' as const, code: 'ncv' } },
        },
      },
    };
    expect(parameterUses([{ code: 'y', category: 'process', factor: null, calculation }], 'ncv')).toEqual([
      { source: 'y', role: 'carbonContent', fuel: undefined },
      { source: 'y', role: 'oxidationFactor', fuel: undefined },
    ]);
  });

  it('in a slipped unit is doubted by the fuel it is for', () => {
    const uses = parameterUses([diesel], 'ncv');
    expect(parameterDoubt({ value: '42.9', unit: 'GJ/t' }, uses, library)).toBeUndefined();
    expect(parameterDoubt({ value: '42652', unit: 'GJ/t' }, uses, library)?.doubts).toBe('42652 GJ/t');
    // 10 200 kcal/kg read as kJ/kg: within all fuels, but not diesel.
    expect(parameterDoubt({ value: '10.2', unit: 'MJ/kg' }, uses, library)?.field).toBe('value');
    expect(parameterDoubt({ value: '10.2', unit: 'MJ/kg' }, [], library)).toBeUndefined();
  });

  it('that stands for electricity is held against the grids, as a factor or as the residual one', () => {
    const grid = { code: 'g', category: 'purchasedElectricity' as const };
    const choice = { kind: 'parameter', code: 'ef' } as const;
    for (const uses of [
      parameterUses([{ ...grid, factor: choice }], 'ef'),
      parameterUses([{ ...grid, residual: choice }], 'ef'),
    ]) {
      const doubt = (value: string) => parameterDoubt({ value, unit: 'kgCO2/kWh' }, uses, library)?.doubts;
      const forbidden = (value: string) =>
        parameterForbidden({ value, unit: 'kgCO2/kWh' }, uses, library)?.text.en;
      expect([doubt('0.57'), doubt('570.3'), doubt('0.01')]).toEqual([
        undefined,
        '570.3 kgCO2/kWh',
        '0.01 kgCO2/kWh',
      ]);
      expect(forbidden('0.57')).toBeUndefined();
      expect(forbidden('0.00')).toContain('only with proof');
      // The operating margin of East China, 2019.
      expect(forbidden('0.7921')).toContain('may not be used for consumed electricity');
    }
    const burnt = parameterUses([{ ...grid, category: 'process', factor: choice }], 'ef');
    expect(parameterForbidden({ value: '0', unit: 'tCO2/t' }, burnt, library)).toBeUndefined();
  });

  it('without a source yet is held against all fuels', () => {
    expect(parameterDoubt({ value: '20.2', unit: 'tC/GJ' }, [], library)?.doubts).toBe('20.2 tC/GJ');
    expect(parameterDoubt({ value: '20.2', unit: 'tC/TJ' }, [], library)).toBeUndefined();
    expect(parameterDoubt({ value: '580', unit: 'kgC/t' }, [], library)).toBeUndefined();
    // Of ores and steel nothing is known; above 100 % nothing is carbon, which is checked apart.
    expect(parameterDoubt({ value: '0.0043', unit: 'tC/t' }, [], library)).toBeUndefined();
  });
});

describe('a typed factor of a process', () => {
  const of = (value: string, unit: string) =>
    fieldsOf({ category: 'process', activity: { kind: 'manual', unit: 't' }, factor: typed(value, unit) });

  it('is doubted where no tonne can hold so much carbon: 440 kg/t written as t/t', () => {
    expect(of('440', 'tCO2/t')).toEqual([['factor.value', '440 tCO2/t']]);
    expect(of('440', 'kgCO2/kg')).toEqual([['factor.value', '440 kgCO2/kg']]);
    expect(of('11.01', 'tCO2/t')).toEqual([['factor.value', '11.01 tCO2/t']]);
    expect([of('440', 'kgCO2/t'), of('11', 'tCO2/t'), of('0', 'tCO2/t')]).toEqual([[], [], []]);
    // In CO2e it may be another gas: N2O of adipic acid is some 80 t a tonne.
    expect(of('80', 'tCO2e/t')).toEqual([]);
  });
});

describe('a residual factor', () => {
  it('is of electricity, of a usual size, and for purchased electricity only', () => {
    const residual = typed('0.7', 'kgCO2/kWh') as ResidualStep;
    expect(findings({ factor: typed('0.4', 'kgCO2/kWh'), residual })).toEqual([]);
    expect(fieldsOf({ residual: typed('700', 'kgCO2/kWh') as ResidualStep })).toEqual([
      ['residual.value', '700 kgCO2/kWh'],
    ]);
    expect(fieldsOf({ residual: typed('0.7', 'tCO2/t') as ResidualStep })).toEqual([['residual', undefined]]);
    // What may not stand for the average may not stand for the rest of the grid either.
    for (const value of ['0', '0.7921'])
      expect(fieldsOf({ residual: typed(value, 'kgCO2/kWh') as ResidualStep })).toEqual([
        ['residual.value', undefined],
      ]);
    expect(
      fieldsOf({ category: 'process', activity: MANUAL, factor: typed('1', 'tCO2/t'), residual }),
    ).toEqual([['residual', undefined]]);
  });
});
