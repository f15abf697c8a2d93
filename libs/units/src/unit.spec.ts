import { describe, expect, it } from 'vitest';
import { UnitError } from './errors.js';
import { ALIASES, UNITS } from './unit-table.js';
import { findUnit, unitOf } from './unit.js';

const shape = (text: string): readonly (string | undefined)[] => {
  const unit = findUnit(text);
  return [unit?.symbol, unit?.dimension, unit?.numerator.toFixed(), unit?.denominator.toFixed()];
};
const errorOf = (text: string): UnitError => {
  try {
    unitOf(text);
  } catch (error) {
    if (error instanceof UnitError) return error;
  }
  throw new Error('expected a UnitError');
};

describe('a unit as it is read', () => {
  it.each([
    // text, symbol, dimension, size above the line, size below it
    ['kWh', 'kWh', 'energy', '3600000', '1'],
    ['kgCO2/kWh', 'kgCO2/kWh', 'mass of CO2/energy', '1000', '3600000'],
    ['t·km', 't·km', 'distance·mass', '1000000', '1'],
    ['km*t', 'km·t', 'distance·mass', '1000000', '1'],
    ['kJ/(kg*degC)', 'kJ/kg·degC', 'energy/Celsius temperature·mass', '1000', '1000'],
    ['(t·km)', 't·km', 'distance·mass', '1000000', '1'],
    ['t/t', 't/t', 'fraction', '1000000', '1000000'],
    ['t/kg·h', 't/kg·h', '1/time', '1000000', '3600000'],
    ['fraction/h', 'fraction/h', '1/time', '1', '3600'],
    ['%·t', '%·t', 'mass', '10000', '1'],
    ['t·h/h', 't·h/h', 'mass', '3600000000', '3600'],
    ['%', '%', 'fraction', '0.01', '1'],
    ['(kgCF4/tAl)/(AE-min/cell-day)', 'kg·d/t·min', 'fraction', '86400000', '60000000'],
    ['kgN2O/tHNO3(100%)', 'kg/t', 'fraction', '1000', '1000000'],
    ['kgCH4/TJ', 'kg/TJ', 'mass/energy', '1000', '1000000000000'],
    ['tCO2/t clinker', 'tCO2/t', 'mass of CO2/mass', '1000000', '1000000'],
    ['kg/m2 substrate', 'kg/m2', 'mass/area', '1000', '1'],
    ['元每吨', 'CNY/t', 'money/mass', '1', '1000000'],
    [' ×10^4 kWh ', '10^4kWh', 'energy', '36000000000', '1'],
    ['x10⁴Nm³', '10^4Nm3', 'normal gas volume', '10000', '1'],
    ['*10^4m3', '10^4m3', 'volume', '10000000', '1'],
    ['℃', 'degC', 'Celsius temperature', '1', '1'],
    ['°C', 'degC', 'Celsius temperature', '1', '1'],
  ])('%s', (text, ...expected) => {
    expect(shape(text)).toEqual(expected);
  });

  it.each([
    't10^4kWh',
    '1x10^4kWh',
    't··km',
    't·x',
    'x·t',
    '(t)km',
    'kWh/',
    '/kWh',
    't/kg/h',
    'tmoon',
    'xtCH4',
  ])('none is %s', (text) => {
    expect(findUnit(text)).toBeUndefined();
  });

  it('has 64 characters at most', () => {
    expect(findUnit(`kWh${' '.repeat(61)}`)?.symbol).toBe('kWh');
    expect(findUnit(`kWh${' '.repeat(62)}`)).toBeUndefined();
  });

  it('is found under each other spelling in use, in upper and lower case', () => {
    for (const [alias, symbol] of Object.entries(ALIASES)) expect(findUnit(alias)?.symbol).toBe(symbol);
    for (const [typed, symbol] of [
      ['TONNES', 't'],
      ['gco2E', 'gCO2e'],
      ['mIN', 'min'],
      ['PA', 'Pa'],
      ['MWH', 'MWh'],
      ['TCO2EQ', 'tCO2e'],
    ])
      expect(findUnit(typed!)?.symbol).toBe(symbol);
    expect(findUnit('mPa')).toBeUndefined();
    expect(findUnit('kMWh')).toBeUndefined();
  });

  it('is none for a name every object has', () => {
    for (const text of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
      expect(findUnit(text)).toBeUndefined();
  });

  it('cancels a dimension that stands on both sides once for each time', () => {
    expect(findUnit('t·t/t')?.dimension).toBe('mass');
    expect(findUnit('t/t·t')?.dimension).toBe('1/mass');
    expect(findUnit('kWh·t/h·kg')?.dimension).toBe('energy/time');
  });
});

describe('a unit that is none', () => {
  it.each([
    ['mWh', 'MWh'],
    [' mWh ', 'MWh'],
    ['mw', 'MW'],
    ['mJ', 'MJ'],
  ])('%s: says how to write mega', (text, mega) => {
    const { code, text: said, data } = errorOf(text);
    expect([code, data]).toEqual(['unknown-unit', { unit: text }]);
    expect(said.en).toBe(`Unknown unit "${text}". If mega is meant, write ${mega}.`);
    expect(said.zh).toBe(`未知单位“${text}”。若指兆，请写 ${mega}`);
  });

  it.each(['Sm3', ' sm3 ', 'SCM', 'Sm³'])('%s: says which reference state can be written', (text) => {
    const { text: said } = errorOf(text);
    expect(said.en).toContain('Sm3 is ambiguous: write Nm3');
    expect(said.zh).toContain('20 °C 写 m3@20C');
  });

  it.each(['parsec', 'kmWh', 'mWhx', 'Sm3x', 'aSm3', 'xmJ', 'mJx'])('%s: lists what there is', (text) => {
    const { text: said, message, name } = errorOf(text);
    expect(name).toBe('UnitError');
    expect(message).toBe(said.en);
    for (const symbol of Object.keys(UNITS)) {
      expect(said.en).toContain(symbol);
      expect(said.zh).toContain(symbol);
    }
    expect(said.en).toContain('J, kJ, MJ');
    expect(said.zh).toContain('J、kJ、MJ');
  });
});
