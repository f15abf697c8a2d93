import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { allocate, type AllocatedProduct } from './allocation.js';
import { intensityOf, type Amount } from './intensity.js';
import { limitGap } from './limit-gap.js';
import { productEnergy, siteEnergy } from './site-energy.js';

const amount = (value: string, unit: string): Amount => ({ state: 'value', value, unit, trace: null });
const missing: Amount = { state: 'missing', reason: { zh: '缺', en: 'lacks' } };
const ONE = new ExactDecimal(1);
const product = (code: string, more: Partial<AllocatedProduct> = {}): AllocatedProduct => ({
  code,
  unit: 't',
  output: new ExactDecimal(10),
  equivalent: null,
  energyShare: null,
  ...more,
});
const shares = (products: readonly AllocatedProduct[]) => {
  const found = allocate(products);
  if (found.state === 'missing') return found.reason.en;
  const parts = [...found.shares].map(([code, share]) => [code, share.toNumber()]);
  return { rule: found.rule, ...Object.fromEntries(parts), nobody: found.unallocated.toNumber() };
};

describe('an intensity', () => {
  it('is the amount through what it is divided by, in the unit asked for', () => {
    // 1 500 tce on 12 500 t: 120 kgce/t (GB/T 36132-2025 B.1)
    expect(intensityOf(amount('1500', 'tce'), amount('12500', 't'), ONE, 'kgce/t')).toMatchObject({
      state: 'value',
      value: '120',
      unit: 'kgce/t',
    });
    // 2 000 tce on 16 000 万元: 125 kgce/万元 (B.2)
    expect(intensityOf(amount('2000', 'tce'), amount('160000000', 'CNY'), ONE, 'kgce/10^4CNY')).toMatchObject(
      {
        value: '125',
      },
    );
  });

  it('takes the allocated share alone', () => {
    const half = intensityOf(
      amount('100', 'tCO2e'),
      amount('50', 'piece'),
      new ExactDecimal('0.25'),
      'kgCO2e/piece',
    );
    expect(half).toMatchObject({ value: '500' });
    expect(half.state === 'value' && half.trace.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['amount', '100000'],
      ['share', '0.25'],
      ['per', '50'],
    ]);
  });

  it('is missing where one side is, and where the divisor is 0: never infinite, never 0', () => {
    expect(intensityOf(missing, amount('1', 't'), ONE, 'kgce/t')).toBe(missing);
    expect(intensityOf(amount('1', 'tce'), missing, ONE, 'kgce/t')).toBe(missing);
    expect(intensityOf(amount('1', 'tce'), amount('0', 't'), ONE, 'kgce/t')).toMatchObject({
      state: 'missing',
    });
    expect(intensityOf(amount('0', 'tce'), amount('2', 't'), ONE, 'kgce/t')).toMatchObject({ value: '0' });
  });
});

describe('energy shared out to products', () => {
  it('goes to one product whole, by recorded shares, equivalents or output', () => {
    expect(shares([product('a')])).toEqual({ rule: 'single', a: 1, nobody: 0 });
    expect(shares([product('a', { energyShare: '0.5' }), product('b', { energyShare: '0.3' })])).toEqual({
      rule: 'share',
      a: 0.5,
      b: 0.3,
      nobody: 0.2,
    });
    expect(
      shares([product('a', { equivalent: '1' }), product('b', { equivalent: '3', unit: 'piece' })]),
    ).toEqual({ rule: 'equivalent', a: 0.25, b: 0.75, nobody: 0 });
    expect(shares([product('a'), product('b', { unit: 'kg', output: new ExactDecimal(30_000) })])).toEqual({
      rule: 'output',
      a: 0.25,
      b: 0.75,
      nobody: 0,
    });
  });

  it('of one product with a recorded share is that share', () => {
    expect(shares([product('a', { energyShare: '0.9' })])).toEqual({ rule: 'share', a: 0.9, nobody: 0.1 });
  });

  it('is not told where units differ, output lacks or is 0, or shares are more than all', () => {
    expect(shares([])).toContain('no product');
    expect(shares([product('a'), product('b', { unit: 'piece' })])).toContain('different units');
    expect(shares([product('a'), product('b', { output: null })])).toContain('output of b');
    const none = new ExactDecimal(0);
    expect(shares([product('a', { output: none }), product('b', { output: none })])).toContain('is 0');
    expect(shares([product('a', { energyShare: '0.7' }), product('b', { energyShare: '0.4' })])).toContain(
      '110 %',
    );
    expect(
      shares([product('a', { energyShare: '0.6' }), product('b', { energyShare: '0.4' })]),
    ).toMatchObject({
      nobody: 0,
    });
  });
});

describe('energy of a site', () => {
  const factor = { value: '0.1229', unit: 'kgce/kWh' };
  it('adds electricity at its coefficient to fuels and heat', () => {
    // 100 tce + 1 000 MWh × 0.1229 tce/MWh
    expect(siteEnergy(amount('100', 'tce'), amount('1000', 'MWh'), factor)).toMatchObject({ value: '222.9' });
    expect(siteEnergy(missing, amount('1', 'MWh'), factor)).toBe(missing);
    expect(siteEnergy(amount('1', 'tce'), missing, factor)).toBe(missing);
  });

  it('is a product’s by its share', () => {
    expect(productEnergy(amount('200', 'tce'), new ExactDecimal('0.35'))).toMatchObject({
      value: '70',
      unit: 'tce',
    });
    expect(productEnergy(missing, ONE)).toBe(missing);
  });
});

describe('the gap to a level', () => {
  const level = { level: 'level1' as const, value: '0.1', unit: 'tce/t' };
  it('is value less level, and nothing at the level itself', () => {
    expect(limitGap({ value: '120', unit: 'kgce/t' }, level)).toEqual({
      level: 'level1',
      met: false,
      gap: '0.02',
      gapShare: '0.2',
    });
    expect(limitGap({ value: '100', unit: 'kgce/t' }, level)).toMatchObject({ met: true, gap: '0' });
    expect(limitGap({ value: '90', unit: 'kgce/t' }, level)).toMatchObject({ met: true, gap: '-0.01' });
  });
});
