import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversion, convert } from './convert.js';
import { decimalText, ExactDecimal, parseDecimal } from './decimal.js';
import { UnitError } from './errors.js';
import { UNITS, type UnitSymbol } from './unit-table.js';
import { findUnit, unitOf } from './unit.js';

const symbols = Object.keys(UNITS) as UnitSymbol[];
const dimensionOf = (unit: string): string => unitOf(unit).dimension;
const errorOf = (run: () => unknown): UnitError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UnitError) return error;
  }
  throw new Error('expected a UnitError');
};

describe('convert', () => {
  it.each([
    ['1', 'MWh', 'GJ', '3.6'],
    ['959636.71', 'kWh', 'MWh', '959.63671'],
    ['1', '10^4kWh', 'kWh', '10000'],
    ['3.6', 'MJ', 'kWh', '1'],
    ['1', 'TJ', 'MWh', '277.7777777777777777777777777777777777778'],
    ['1', 'kWh', 'J', '3600000'],
    ['0.5366', 'kgCO2/kWh', 'tCO2/MWh', '0.5366'],
    ['0.5366', 'kgCO2/kWh', 'gCO2/kWh', '536.6'],
    ['56.1', 'tCO2/TJ', 'tCO2/GJ', '0.0561'],
    ['389.31', 'GJ/10^4Nm3', 'MJ/Nm3', '38.931'],
    ['43', 'TJ/Gg', 'GJ/t', '43'],
    ['0.0153', 'tC/GJ', 'kgC/GJ', '15.3'],
    ['0.03412', 'kgce/MJ', 'tce/GJ', '0.03412'],
    ['99', '%', 'fraction', '0.99'],
    ['12', 'kg', 't', '0.012'],
    ['2.5', 'm3', 'L', '2500'],
    ['1', 'tCO2', 'tCO2e', '1'],
    ['1', 'kcal', 'kJ', '4.1868'],
    ['7000', '大卡', 'MJ', '29.3076'],
    ['8500', 'kcal/Nm3', 'GJ/10^4Nm3', '355.878'],
    ['10200', '千卡/kg', 'MJ/kg', '42.70536'],
    ['1', 'Gcal', 'GJ', '4.1868'],
    ['1', 'Mcal', 'MJ', '4.1868'],
    ['1', '万大卡', 'GJ', '0.041868'],
    ['3', '万千卡', 'MJ', '125.604'],
    ['1', 'MMBtu', 'GJ', '1.05505585262'],
    ['1000000', 'Btu', 'MMBtu', '1'],
    ['10', 'bar', 'MPa', '1'],
    ['2', '万标方', 'Nm3', '20000'],
    ['1', '标方', 'Nm3', '1'],
    ['0', 'kWh', 'GJ', '0'],
  ])('%s %s = %s %s', (value, from, to, expected) => {
    expect(decimalText(convert(value, from, to))).toBe(expected);
  });

  it('comes back to the same digits over any two units of one dimension', () => {
    const pairs = symbols.flatMap((a) =>
      symbols.filter((b) => dimensionOf(a) === dimensionOf(b)).map((b) => [a, b] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.integer({ min: -1e9, max: 1e9 }), ([a, b], n) => {
        const there = convert(n, a, b);
        const back = convert(there, b, a);
        expect(
          back
            .minus(n)
            .abs()
            .lte(new ExactDecimal(Math.abs(n)).times('1e-38')),
        ).toBe(true);
      }),
    );
  });

  it('is linear', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const parts = convert(a, 'kWh', 'MJ').plus(convert(b, 'kWh', 'MJ'));
        expect(parts.toFixed()).toBe(convert(a + b, 'kWh', 'MJ').toFixed());
      }),
    );
  });

  it('gives the conversion as an exact multiplier and divisor', () => {
    const mega = conversion('MJ', 'kWh');
    expect([mega.multiplyBy.toFixed(), mega.divideBy.toFixed()]).toEqual(['1', '3.6']);
    const kilo = conversion('kWh', 'MWh');
    expect([kilo.multiplyBy.toFixed(), kilo.divideBy.toFixed()]).toEqual(['1', '1000']);
    const percent = conversion('%', 'fraction');
    expect([percent.multiplyBy.toFixed(), percent.divideBy.toFixed()]).toEqual(['1', '100']);
    const repeating = conversion('t/d', 'kg/s');
    expect([repeating.multiplyBy.toFixed(), repeating.divideBy.toFixed()]).toEqual(['1', '86.4']);
    const whole = conversion('kWh/min', 'GJ/d');
    expect([whole.multiplyBy.toFixed(), whole.divideBy.toFixed()]).toEqual(['5.184', '1']);
    const same = conversion('kgCO2/kWh', 'tCO2/MWh');
    expect([same.multiplyBy.toFixed(), same.divideBy.toFixed()]).toEqual(['1', '1']);
  });
});

describe('refusals', () => {
  it.each([
    ['kWh', 't'],
    ['kg', 'kgCO2'],
    ['tC', 'tCO2'],
    ['kW', 'kWh'],
    ['kgce', 'kg'],
    ['kgCO2/kWh', 'kgCO2'],
    ['kgCO2/kWh', 'kgC/kWh'],
    ['m3', 't'],
    ['t', 'Nm3'],
    ['Nm3/h', 't/h'],
  ])('%s is not %s', (from, to) => {
    const error = errorOf(() => convert(1, from, to));
    expect(error.code).toBe('wrong-dimension');
    expect(error.data).toEqual({
      from,
      to,
      fromDimension: dimensionOf(from),
      toDimension: dimensionOf(to),
    });
    expect(error.text.en).toContain('Give a value of dimension');
    expect(error.text.zh).toContain('请给出');
  });

  it.each([
    ['m3', 'Nm3'],
    ['m3', '10^4Nm3'],
    ['m3@20C', 'Nm3'],
    ['GJ/m3', 'GJ/10^4Nm3'],
  ])('asks for the reference state of a gas: %s → %s', (from, to) => {
    expect(errorOf(() => convert(1, from, to)).message).toContain('m3@20C for 20 °C');
  });

  it.each(['NaN', '', '1e3', '1,000', '0x10', Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %s as a number',
    (value) => {
      const { code, data } = errorOf(() => convert(value, 'kWh', 'MWh'));
      expect([code, data]).toEqual(['not-a-number', { input: String(value) }]);
    },
  );

  it.each([
    'mWh',
    'mW',
    'mj',
    'Sm3',
    'ton',
    '方',
    'kWh/kg/t',
    '',
    '/',
    'kWh/',
    'constructor',
    'x'.repeat(99),
  ])('refuses the unit %s', (unit) => {
    expect(errorOf(() => unitOf(unit)).code).toBe('unknown-unit');
  });

  it('says how to write mega', () => {
    expect(errorOf(() => unitOf('mWh')).message).toContain('write MWh');
    expect(errorOf(() => unitOf('mJ')).message).toContain('write MJ');
  });
});

describe('spellings', () => {
  it.each([
    ['m³', 'm3'],
    ['㎥', 'm3'],
    ['M3', 'm3'],
    ['Nm³', 'Nm3'],
    ['NM3', 'Nm3'],
    ['万Nm3', '10^4Nm3'],
    ['万Nm³', '10^4Nm3'],
    ['10⁴Nm³', '10^4Nm3'],
    ['×10⁴ Nm³', '10^4Nm3'],
    ['m³(20℃)', 'm3@20C'],
    ['m3@20°C', 'm3@20C'],
    ['MWH', 'MWh'],
    ['KWH', 'kWh'],
    ['kwh', 'kWh'],
    ['度', 'kWh'],
    ['万千瓦时', '10^4kWh'],
    ['gj', 'GJ'],
    ['吨', 't'],
    ['T', 't'],
    ['kg CO₂', 'kgCO2'],
    ['tCO₂e', 'tCO2e'],
    ['kgCO₂/kWh', 'kgCO2/kWh'],
    ['kg CO2 / kWh', 'kgCO2/kWh'],
    ['tCO2/MWH', 'tCO2/MWh'],
    ['GJ/万Nm3', 'GJ/10^4Nm3'],
    ['吨CO2/兆瓦时', 'tCO2/MWh'],
    ['％', '%'],
    ['kWh', 'kWh'],
  ])('%s is %s', (typed, symbol) => {
    expect(findUnit(typed)?.symbol).toBe(symbol);
  });

  it('knows each of its own symbols', () => {
    for (const symbol of symbols) expect(unitOf(symbol).symbol).toBe(symbol);
  });
});

describe('decimal', () => {
  it('leaves the settings of the shared constructor alone', () => {
    expect(Decimal.precision).toBe(20);
    expect(ExactDecimal.precision).toBe(40);
  });

  it('reads signs and white space around a number, nothing else', () => {
    expect(['+1.5', '-1.5', ' 1.5\n', '007'].map((text) => parseDecimal(text)?.toFixed())).toEqual([
      '1.5',
      '-1.5',
      '1.5',
      '7',
    ]);
    for (const text of ['1.', '.5', '--1', 'a1', '1 5', '1.5.2', '+', '1e3'])
      expect(parseDecimal(text)).toBeUndefined();
    expect(parseDecimal(new ExactDecimal('Infinity'))).toBeUndefined();
    expect(parseDecimal(-0.1)?.toFixed()).toBe('-0.1');
  });

  it('is written without exponent down to 60 digits', () => {
    expect(new ExactDecimal('1e-59').toString()).toBe(`0.${'0'.repeat(58)}1`);
    expect(new ExactDecimal('1e59').toString()).toBe(`1${'0'.repeat(59)}`);
  });

  it('rounds the 40th digit half to even', () => {
    const digits = '1'.repeat(39);
    expect(new ExactDecimal(`${digits}25`).plus(0).toFixed()).toBe(`${digits}20`);
    expect(new ExactDecimal(`${digits}35`).plus(0).toFixed()).toBe(`${digits}40`);
  });

  it('writes plain text', () => {
    expect(decimalText(new ExactDecimal('-0'))).toBe('0');
    expect(decimalText(new ExactDecimal('1.2300'))).toBe('1.23');
    expect(decimalText(new ExactDecimal('0.000000000000000000001'))).toBe('0.000000000000000000001');
    expect(parseDecimal(0.1)?.toFixed()).toBe('0.1');
    expect(parseDecimal(1e-9)?.toFixed()).toBe('0.000000001');
  });
});
