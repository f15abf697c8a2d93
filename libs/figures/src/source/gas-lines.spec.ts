import { calculate, methodById, type GasAmount } from '@zerofab/accounting';
import { builtInLibrary } from '@zerofab/factors';
import type { SourceCategory } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { ETS, GB, LOCATION, ofMeter, source } from '../../fixtures/planted-site.js';
import { gasLines, lineOf, ownLines, sumOfLines, termsOf, warningsOf, type Worked } from './gas-lines.js';

const library = builtInLibrary();
/** An amount of a gas out of a formula: CO2 by a factor of 1, other gases as they are weighed. */
const amount = (gas: string, tonnes: string, category: SourceCategory): GasAmount => {
  const activity = { value: tonnes, unit: 't', origin: 'activity' as const, ref: 'x' };
  const emissionFactor = { value: '1', unit: 'tCO2/t', origin: 'factor' as const, ref: 'one' };
  const figure = gas.startsWith('CO2')
    ? calculate('emission-factor-mass', { activity, emissionFactor })
    : calculate('gas-mass', { activity });
  return { gas, category, figure };
};
const meter = ofMeter('gas', 'v');
const boiler = source('boiler', 'stationaryCombustion', meter, {
  factor: { kind: 'fuel', fuel: 'natural-gas' },
});
const wood = source('wood', 'biogenic', meter, { factor: { kind: 'fuel', fuel: 'wood' } });
const leak = source('leak', 'fugitive', meter, { gas: 'SF6' });
const line = (gas: string, tonnes: string, of = boiler, method = GB, category = of.category) =>
  lineOf(amount(gas, tonnes, category), of, method, library);
const worked = (from: string, ...lines: ReturnType<typeof line>[]): Worked => ({ from, part: null, lines });

describe('a gas under a method', () => {
  it('is weighed by the GWP of its set: SF6 × 23 500 of AR5', () => {
    expect(line('SF6', '0.002', leak)).toMatchObject({ tco2e: '47', counted: true, gwp: { value: '23500' } });
    expect(line('CO2', '3')).toMatchObject({ tco2e: '3', gwp: null, counted: true });
  });

  it('takes methane of AR6 by its origin, and SF6 as the method prints it', () => {
    const waste = source('pond', 'waste', meter, { gas: 'CH4' });
    const id = (gas: string, of: typeof leak, method = LOCATION) => line(gas, '1', of, method).gwp?.id;
    expect(id('CH4', leak)).toBe('gwp-ch4-fossil-ar6');
    expect(id('CH4', boiler)).toBe('gwp-ch4-fossil-ar6');
    expect(id('CH4', waste)).toBe('gwp-ch4-nonfossil-ar6');
    expect(id('CH4', wood)).toBe('gwp-ch4-nonfossil-ar6');
    expect(id('CH4', leak, GB)).toBe('gwp-ch4-ar5');
    expect(line('CH4', '1', leak, LOCATION).tco2e).toBe('29.8');
    expect(line('CH4', '1', waste, LOCATION).tco2e).toBe('27');
    expect(line('SF6', '1', leak, LOCATION).tco2e).toBe('24300');
    expect(line('SF6', '1', leak, methodById('ISO 14064-1:2018')).tco2e).toBe('25200');
  });

  it.each([
    ['CH4 of combustion, standard', 'CH4', boiler, GB, 'stationaryCombustion', false],
    ['CH4 of combustion, protocol', 'CH4', boiler, LOCATION, 'stationaryCombustion', true],
    ['CH4 of biomass, standard', 'CH4', wood, GB, 'stationaryCombustion', false],
    ['CH4 of biomass, protocol', 'CH4', wood, LOCATION, 'stationaryCombustion', true],
    ['CO2 of biomass', 'CO2-biogenic', wood, ETS, 'biogenic', true],
    ['CH4 that leaks', 'CH4', leak, GB, 'fugitive', true],
    ['a gas the method does not cover', 'SF6', leak, ETS, 'fugitive', false],
    ['one of those it does', 'CF4', leak, ETS, 'process', true],
    ['CO2 of anything', 'CO2', leak, ETS, 'fugitive', true],
    ['CO2e of no named gas, all gases', 'CO2e', leak, GB, 'fugitive', true],
    ['CO2e of no named gas, CO2 and two more', 'CO2e', leak, ETS, 'fugitive', false],
  ] as const)('%s counts: %o', (_what, gas, of, method, category, counted) => {
    expect(line(gas, '1', of, method, category).counted).toBe(counted);
  });
});

describe('a factor in CO2e that names no gas', () => {
  it('is said, unless the source says that it is a mixture', () => {
    const road = source('road', 'otherIndirectTransport', meter);
    const said = (of: typeof road) => warningsOf([worked('2026', line('CO2e', '1', of))], GB, of);
    expect(said(road)).toHaveLength(1);
    expect(said(road)[0]?.en).toContain('name the gas');
    expect(said({ ...road, gas: 'CO2e' })).toEqual([]);
    expect(warningsOf([worked('2026', line('CO2', '1', road))], GB, road)).toEqual([]);
  });
});

describe('lines of a source', () => {
  it('are its own where they count and stand in its class', () => {
    const lines = [
      line('CO2-biogenic', '5', wood, LOCATION),
      line('CH4', '0.1', wood, LOCATION, 'stationaryCombustion'),
      line('CH4', '0.1', wood, GB, 'biogenic'),
    ];
    expect(ownLines(lines, wood)).toEqual([lines[0]]);
  });

  it('add up, a single one as it stands, a gas that occurs twice under a number', () => {
    const one = line('CO2', '5');
    expect(sumOfLines([one], 'boiler')).toBe(one);
    const sum = sumOfLines(
      [line('CO2', '5'), line('CO2', '2'), line('CO2', '1'), line('CH4', '1', leak)],
      'boiler',
    );
    // 5 + 2 + 1 + 28
    expect(sum.tco2e).toBe('36');
    expect(sum.trace.inputs.map(({ name }) => name)).toEqual(['CO2', 'CO2-2', 'CO2-3', 'CH4']);
  });
});

describe('gas by gas over stretches', () => {
  it('adds mass and equivalent, and counts only what counts everywhere', () => {
    const parts = [
      worked('2025', line('CO2', '5'), line('CH4', '0.1', boiler, LOCATION)),
      worked('2026', line('CO2', '2.5'), line('CH4', '0.2', boiler, GB)),
    ];
    const lines = gasLines(parts);
    expect(lines.map(({ gas, exactTonnes, counted }) => [gas, exactTonnes, counted])).toEqual([
      ['CO2', '7.5', true],
      ['CH4', '0.3', false],
    ]);
    // 0.1 × 29.8 of AR6 (fossil) + 0.2 × 28 of AR5
    expect(lines[1]).toMatchObject({ exactTco2e: '8.58', tco2e: 8.58, tonnes: 0.3, gwp: 29.8 });
    expect(lines[0]).toMatchObject({ gwp: 1, gwpFactor: null });
    expect(gasLines([])).toEqual([]);
  });
});

describe('terms of the totals', () => {
  it('are one a class and gas, of what counts', () => {
    const parts = [
      worked(
        '2025-01-01T00:00',
        line('CO2-biogenic', '5', wood, LOCATION),
        line('CH4', '0.1', wood, LOCATION, 'stationaryCombustion'),
      ),
      worked(
        '2026-01-01T00:00',
        line('CO2-biogenic', '2', wood, LOCATION),
        line('CH4', '9', wood, GB, 'stationaryCombustion'),
      ),
    ];
    const terms = termsOf(parts, wood);
    expect(terms.map(({ name, tco2e, ref, category, gas }) => [name, tco2e, ref, category, gas])).toEqual([
      ['wood', '7', 'wood', 'biogenic', 'CO2-biogenic'],
      ['wood CH4', '2.7', 'wood', 'stationaryCombustion', 'CH4'],
    ]);
    expect(terms[0]?.trace.inputs.map(({ name }) => name)).toEqual(['2025-01-01-1', '2026-01-01-2']);
    expect(termsOf([worked('x', line('CO2', '1', wood, GB, 'stationaryCombustion'))], wood)[0]?.name).toBe(
      'wood CO2',
    );
    expect(termsOf([], wood)).toEqual([]);
  });
});

describe('what a reader has to know', () => {
  it('names each gas that is shown but not counted, once', () => {
    const parts = [
      worked('a', line('SF6', '1', leak, ETS), line('NF3', '1', leak, ETS)),
      worked('b', line('SF6', '1', leak, ETS)),
    ];
    expect(warningsOf(parts, ETS, leak)).toEqual([
      {
        zh: 'ETS sector rule 不核算气体 SF6、NF3，仅列示，不计入',
        en: 'ETS sector rule does not cover SF6, NF3: shown, not counted',
      },
    ]);
  });

  it('says that CH4 and N2O of combustion are lacking, where they would count', () => {
    const co2 = [worked('a', line('CO2', '1', boiler, LOCATION))];
    expect(warningsOf(co2, LOCATION, boiler)[0]?.en).toContain('has no factors of this fuel: CO2 only');
    expect(warningsOf(co2, LOCATION, boiler)[0]?.zh).toContain('结果仅含 CO2');
    expect(warningsOf(co2, GB, boiler)).toEqual([]);
    expect(warningsOf(co2, LOCATION, { ...boiler, category: 'process' })).toEqual([]);
    expect(warningsOf(co2, LOCATION, { ...boiler, calculation: { formulas: [], inputs: {} } })).toEqual([]);
    expect(
      warningsOf([worked('a', line('CO2', '1'), line('CH4', '1', boiler, LOCATION))], LOCATION, boiler),
    ).toEqual([]);
  });
});
