import { describe, expect, it } from 'vitest';
import { NNBSP } from './number';
import { decimalsFor, formatIn, quantityOf, scaleFor, scaleForUnit, screenUnit, withUnit } from './quantity';

const shown = (quantity: Parameters<typeof scaleFor>[0], value: number, lang: 'zh-CN' | 'en'): string =>
  withUnit(scaleFor(quantity, value, lang), value);

describe('units by size and language', () => {
  it.each([
    ['energy', 9999, 'zh-CN', `9${NNBSP}999${NNBSP}kWh`],
    ['energy', 31_420, 'zh-CN', `3.14${NNBSP}万kWh`],
    ['energy', 31_420, 'en', `31.42${NNBSP}MWh`],
    ['energy', 31_420_000, 'en', `31.42${NNBSP}GWh`],
    ['power', 3314, 'zh-CN', `3${NNBSP}314${NNBSP}kW`],
    ['power', 12_345, 'en', `12.35${NNBSP}MW`],
    ['tce', 6.85, 'zh-CN', `6.85${NNBSP}tce`],
    ['tce', 155.7, 'en', `155.7${NNBSP}tce`],
    ['emissions', 3994, 'zh-CN', `3${NNBSP}994${NNBSP}tCO₂e`],
    ['emissions', 123_456, 'zh-CN', `12.35${NNBSP}万tCO₂e`],
    ['emissions', 123_456, 'en', `123.5${NNBSP}ktCO₂e`],
  ] as const)('%s %d in %s', (quantity, value, lang, text) => {
    expect(shown(quantity, value, lang)).toBe(text);
  });
});

describe('decimals', () => {
  it('are 2 below 100, 1 below 1 000, else 0, judged on the rounded figure', () => {
    expect([6.854, 99.994, 99.996, 155.74, 999.94, 999.96, 1395.2].map(decimalsFor)).toEqual([
      2, 2, 1, 1, 1, 0, 0,
    ]);
  });
  it('come from the largest value of a column', () => {
    const scale = scaleFor('emissions', 430.4, 'en');
    expect(formatIn(scale, 10.8)).toBe('10.8');
    expect(formatIn(scale, 0)).toBe('0');
    expect(formatIn(scale, 0.01)).toBe('<0.1');
  });
});

it('knows stored units and writes them for the screen', () => {
  expect(quantityOf('kWh')).toBe('energy');
  expect(quantityOf('GJ')).toBe('other');
  expect(scaleForUnit('m3', 5, 'en').unit).toBe('m³');
  expect(screenUnit('kgCO2/kWh')).toBe('kgCO₂/kWh');
  expect(screenUnit('GJ/10^4 Nm3')).toBe('GJ/10⁴ Nm³');
});

it('writes units in the words of a language where it is told', () => {
  expect(screenUnit('kgCO2e/10^4CNY')).toBe('kgCO₂e/10⁴CNY');
  expect(screenUnit('kgCO2e/10^4CNY', 'zh-CN')).toBe('kgCO₂e/万元');
  expect(screenUnit('kgce/10^4CNY', 'en')).toBe('kgce/CNY 10k');
  expect([screenUnit('person', 'zh-CN'), screenUnit('m2'), screenUnit('kgce/m2', 'en')]).toEqual([
    '人',
    'm²',
    'kgce/m²',
  ]);
});
