import { describe, expect, it } from 'vitest';
import { amount, greenFactory, resultOf } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import type { GivenInput, GivenInputs } from './given.js';
import { schemeById } from './schemes.js';

const std = schemeById('std_c1_example');
const form = schemeById('miit_form_2025');
const jiangsu = schemeById('jiangsu_2025');

const indicator = (id: string, inputs: GivenInputs, scheme = std) =>
  resultOf(evaluate(scheme, 2026, inputs).indicators, id);

describe('worked examples of the standard digest', () => {
  const negative = (value: string): GivenInputs => ({
    energyPerOutputValue: amount(value, 'kgce/10^4CNY'),
    'energyPerOutputValue.baseline': amount('1.20', 'kgce/10^4CNY'),
    'energyPerOutputValue.leading': amount('0.80', 'kgce/10^4CNY'),
  });
  it.each([
    ['0.90', '6'],
    ['1.25', '0'],
    ['1.20', '0'],
    ['1.1999', '0.002'],
    ['0.80', '8'],
    ['0.8001', '7.998'],
    ['0.70', '8'],
  ])('negative, b 1.20, l 0.80, x %s, w 8 → %s', (value, points) => {
    expect(indicator('1b', negative(value))).toMatchObject({ points, weight: '8', status: 'ok' });
  });

  it('positive: b 0, l 33.03, x 20.60, w 8 → 4.99', () => {
    const found = indicator('3', {
      renewableShare: amount('20.60', '%'),
      comprehensiveEnergy: amount('2999.99', 'tce'),
    });
    expect(Number(found.share).toFixed(4)).toBe('0.6237');
    expect(Number(found.points).toFixed(2)).toBe('4.99');
  });

  it('two products: r 0.50 of 500 tce, r 1.00 of 1 500 tce → 0.875 → 7.00', () => {
    const product = (code: string, energy: string, output: string, b: string, l: string): GivenInputs => ({
      [`energyPerProduct.${code}.energy`]: amount(energy, 'tce'),
      [`energyPerProduct.${code}.output`]: amount(output, 't'),
      [`energyPerProduct.${code}.baseline`]: amount(b, 'tce/t'),
      [`energyPerProduct.${code}.leading`]: amount(l, 'tce/t'),
    });
    const found = indicator('1a', {
      ...product('cast', '500', '1000', '0.6', '0.4'),
      ...product('forge', '1500', '1000', '2', '1.6'),
    });
    expect(found).toMatchObject({ share: '0.875', points: '7', weight: '8', value: '0.875' });
    expect(found.products.map(({ code, value, share }) => [code, value, share])).toEqual([
      ['cast', '0.5', '0.5'],
      ['forge', '1.5', '1'],
    ]);
  });

  it('waste gas only: indicator 11 of the form stands on 11b alone', () => {
    const struck = { waterPollutantMargin: { notApplicable: true, reason: '无废水排放' } } as const;
    const { indicators } = evaluate(form, 2026, struck);
    expect([resultOf(indicators, '11a').weight, resultOf(indicators, '11b').weight]).toEqual(['0', '6']);
  });

  it('indicator 6 struck: 5, 7 and 8 take 8, 8 and 6 of 22 of the thirty', () => {
    const struck: GivenInput = { notApplicable: true, reason: '不取水' };
    const { indicators, groups } = evaluate(std, 2026, {
      waterPerProduct: struck,
      waterPerOutputValue: struck,
    });
    const weight = (id: string) => Number(resultOf(indicators, id).weight);
    expect(weight('5b')).toBeCloseTo((8 * 30) / 22, 12);
    expect(weight('7')).toBeCloseTo((8 * 30) / 22, 12);
    expect(weight('8')).toBeCloseTo((6 * 30) / 22, 12);
    expect(Number(groups.find(({ id }) => id === 'resources')?.weight)).toBeCloseTo(30, 12);
  });

  it('everything missing: total 0, completeness 0, upper bound 100', () => {
    expect(evaluate(std, 2026, {})).toMatchObject({ score: '0', upperBound: '100', completeness: '0' });
  });
});

describe('a whole factory', () => {
  const found = evaluate(std, 2026, greenFactory);
  const points = (id: string) => Number(Number(resultOf(found.indicators, id).points).toFixed(4));
  it('scores each indicator', () => {
    // E = 2000 + 20000 × 0.1229 = 4458 tce → 89.16 kgce per 10^4 CNY → r 0.771
    expect(points('1b')).toBe(6.168);
    // 300 kg per 10^4 CNY between 400 and 200
    expect(points('2b')).toBe(4);
    // 245.8 ÷ 4458 = 5.5137 % of 7.93 % (3 000 to 5 000 tce)
    expect(points('3')).toBe(5.5624);
    expect(points('4')).toBe(4.5);
    expect(points('5b')).toBe(4);
    // 0.8 m³ between 1.0 and 0.5
    expect(points('6b')).toBe(3.2);
    // 90 % between 80 and 92.22
    expect(points('7')).toBe(6.5466);
    expect(points('8')).toBe(4.5);
    expect(points('9')).toBe(4.8);
    // 0.38 % of 0.57 %
    expect(points('10')).toBe(2.6667);
    expect([points('11a'), points('11b'), points('11c')]).toEqual([1, 1, 0.5]);
    expect(points('12')).toBe(4);
    expect(points('13')).toBe(8);
    // 0.8333 between 0.33 and 1.2
    expect(points('14')).toBe(4.6284);
  });
  it('adds them up, complete, and in a band of self-diagnosis', () => {
    const sum = found.indicators.reduce((total, each) => total + Number(each.points), 0);
    expect(Number(found.score)).toBeCloseTo(sum, 12);
    expect(found.upperBound).toBe(found.score);
    expect(found.completeness).toBe('1');
    expect(found.band).toMatchObject({ id: 'basic', source: { ours: true } });
  });
  it('tells what the next point costs', () => {
    const { next } = resultOf(found.indicators, '1b');
    // one point is 5 kgce of the 40 between 120 and 80
    expect(next).toEqual({
      points: '1',
      value: '84.16',
      unit: 'kgce/10^4CNY',
      changePercent: '-5.60789591745',
      grade: null,
    });
    expect(resultOf(found.indicators, '12').next).toMatchObject({
      points: '2.4',
      value: '0.8',
      grade: { en: 'with data' },
    });
    expect(resultOf(found.indicators, '13').next).toBeNull();
    expect(found.lost[0]).toEqual({ id: '6b', points: '4.8' });
    expect(found.lost.map(({ id }) => id)).not.toContain('13');
  });
  it('computes both conventions, each with its own factor above and below the line', () => {
    const of = (convention: string) =>
      found.variants.find(({ switches }) => switches['convention'] === convention);
    const share = (convention: string) => of(convention)?.indicators.find(({ id }) => id === '3')?.value;
    expect(Number(share('calorific'))).toBeCloseTo((245.8 / 4458) * 100, 10);
    expect(Number(share('equivalent'))).toBeCloseTo((571.2 / 7712) * 100, 10);
    expect(of('calorific')?.score).toBe(found.score);
    expect(evaluate(std, 2026, greenFactory, { convention: 'equivalent' }).score).toBe(
      of('equivalent')?.score,
    );
  });
  it('explains itself down to what was told', () => {
    const { trace } = resultOf(found.indicators, '1b');
    expect(trace?.formula.id).toBe('score-linear');
    const value = trace?.inputs.find(({ name }) => name === 'value');
    const energy = value?.trace?.inputs.find(({ name }) => name === 'comprehensiveEnergy');
    expect(energy?.trace?.inputs.map(({ name, value: told, unit }) => [name, told, unit])).toEqual([
      ['otherEnergy', '2000', 'tce'],
      ['electricity', '20000', 'MWh'],
      ['electricityFactor', '0.1229', 'kgce/kWh'],
    ]);
    expect(trace?.inputs.find(({ name }) => name === 'leading')).toMatchObject({
      value: '80',
      origin: 'factor',
    });
  });
  it('gives the same whatever unit of the dimension a value comes in', () => {
    const inOther = {
      ...greenFactory,
      electricity: amount('20', 'GWh'),
      outputValue: amount('500000000', 'CNY'),
      co2: amount('15000000', 'kgCO2'),
    };
    expect(evaluate(std, 2026, inOther).score).toBe(found.score);
  });
});

describe('size classes of indicator 3', () => {
  it.each([
    ['10000', '4.31'],
    ['9999.999', '11.9'],
    ['5000', '11.9'],
    ['4999.999', '7.93'],
    ['3000', '7.93'],
    ['2999.999', '33.03'],
    ['0', '33.03'],
  ])('%s tce → leading %s %%', (energy, leading) => {
    const found = indicator('3', {
      renewableShare: amount('1', '%'),
      comprehensiveEnergy: amount(energy, 'tce'),
    });
    expect(found.leading).toMatchObject({ value: leading, source: { ours: true } });
  });
  it('is not scored while the size is not known', () => {
    expect(indicator('3', { renewableShare: amount('1', '%') })).toMatchObject({
      status: 'noBenchmark',
      points: '0',
      upperBound: '8',
      lacks: ['otherEnergy', 'electricity'],
    });
  });
});

describe('bands', () => {
  it.each([
    ['85', 'leading'],
    ['84.99', 'advanced'],
    ['70', 'advanced'],
    ['69.99', 'basic'],
    ['60', 'basic'],
    ['59.99', 'toImprove'],
  ])('%s points → %s', (total, band) => {
    const [first, ...others] = std.tree;
    if (first === undefined) throw new Error('the scheme has a tree');
    // One dimension of weight 100 with one indicator that runs from 0 to 100.
    const one = {
      ...resultScheme,
      tree: [{ ...first, weight: { value: '100', source: 'std' }, children: [single] }],
    };
    expect(others.length).toBe(4);
    expect(evaluate(one, 2026, { platformFunctions: amount(total, 'piece') }).band?.id).toBe(band);
  });
});
const resultScheme = { ...std, id: 'one_indicator' };
const functions = std.tree[0]?.children.find(({ id }) => id === '4');
if (functions?.kind !== 'indicator') throw new Error('indicator 4 stands in the first dimension');
const single = {
  ...functions,
  weight: { value: '100', source: 'std' },
  benchmarks: {
    by: null,
    rows: [{ from: null, baseline: { value: '0', source: 'std' }, leading: { value: '100', source: 'std' } }],
  },
};

describe('what is missing', () => {
  it('is never scored, and full in the upper bound', () => {
    const { outputValue: _, ...others } = greenFactory;
    const found = evaluate(std, 2026, { ...others, outputValue: { missing: true } });
    const lost = ['1b', '2b', '5b', '6b', '11a', '11b', '11c', '14'];
    for (const id of lost)
      expect(resultOf(found.indicators, id)).toMatchObject({ status: 'missing', points: '0' });
    expect(Number(found.upperBound) - Number(found.score)).toBeCloseTo(8 + 8 + 8 + 8 + 6 + 8, 12);
    expect(found.completeness).toBe('0.54');
  });
  it('names what lacks', () => {
    expect(indicator('7', { waterIntake: amount('1', 'm3') })).toMatchObject({
      lacks: ['waterReused'],
      reason: { en: 'lacks: Water reused' },
    });
  });
  it('is an intensity whose divisor is 0: missing, not infinite', () => {
    const found = indicator('1b', { ...greenFactory, outputValue: amount('0', '10^4CNY') });
    expect(found).toMatchObject({ status: 'missing', value: null, points: '0', upperBound: '8' });
    expect(found.reason?.en).toContain('the divisor is 0');
    expect(indicator('7', { waterIntake: amount('0', 'm3'), waterReused: amount('0', 'm3') }).status).toBe(
      'missing',
    );
  });
  it('is a product without output or with output 0', () => {
    const product = {
      'energyPerProduct.a.energy': amount('1', 'tce'),
      'energyPerProduct.a.baseline': amount('2', 'tce/t'),
      'energyPerProduct.a.leading': amount('1', 'tce/t'),
    };
    expect(indicator('1a', product)).toMatchObject({
      status: 'missing',
      lacks: ['energyPerProduct.a.output'],
    });
    const idle = { ...product, 'energyPerProduct.a.output': amount('0', 't') };
    expect(indicator('1a', idle)).toMatchObject({ status: 'missing', points: '0', upperBound: '8' });
  });
  it('is a benchmark that nobody stated', () => {
    expect(indicator('1b', { energyPerOutputValue: amount('90', 'kgce/10^4CNY') })).toMatchObject({
      status: 'noBenchmark',
      value: '90',
      lacks: ['energyPerOutputValue.baseline', 'energyPerOutputValue.leading'],
    });
  });
  it('is no part of a bonus, which is not claimed', () => {
    expect(evaluate(jiangsu, 2026, {}).bonus).toMatchObject({ points: '0', most: { value: '5' } });
    const claimed = evaluate(jiangsu, 2026, {
      chainLeaderLibrary: amount('1.5', 'point'),
      footprintPlatform: amount('1', 'fraction'),
      zeroCarbonBuilding: amount('1', 'fraction'),
    });
    expect(claimed.bonus?.points).toBe('4.5');
    expect(claimed.score).toBe('0');
  });
});

describe('variants of one indicator', () => {
  it('the one that is told about counts, the other is struck', () => {
    const found = evaluate(std, 2026, { 'waterPerProduct.a.water': amount('1', 'm3') });
    expect(resultOf(found.indicators, '6a')).toMatchObject({ status: 'missing', weight: '8' });
    expect(resultOf(found.indicators, '6b')).toMatchObject({ status: 'na', weight: '0' });
  });
  it('the last counts where nothing is told', () => {
    expect(indicator('6b', {})).toMatchObject({ status: 'missing', weight: '8' });
  });
  it('counts the three products with the largest energy', () => {
    const inputs = Object.fromEntries(
      ['a', 'b', 'c', 'd'].flatMap((code, index) => [
        [`energyPerProduct.${code}.energy`, amount(String(100 + index), 'tce')],
        [`energyPerProduct.${code}.output`, amount('100', 't')],
        [`energyPerProduct.${code}.baseline`, amount('2', 'tce/t')],
        [`energyPerProduct.${code}.leading`, amount(code === 'a' ? '1.5' : '1', 'tce/t')],
      ]),
    );
    const found = indicator('1a', inputs);
    expect(found.products.map(({ code, counted }) => [code, counted])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', true],
    ]);
    const shares = [101, 102, 103].map((energy) => [energy, (2 - energy / 100) / 1] as const);
    const mean = shares.reduce((sum, [e, r]) => sum + e * r, 0) / 306;
    expect(Number(found.share)).toBeCloseTo(mean, 12);
  });
});

describe('what does not apply', () => {
  const struck: GivenInput = { notApplicable: true, reason: '无固体废物' };
  it('keeps the total under every mode but zero', () => {
    const total = (naMode: string) =>
      evaluate(std, 2026, { solidWasteRate: struck }, { naMode }).indicators.reduce(
        (sum, { weight }) => sum + Number(weight),
        0,
      );
    expect(total('withinGroup')).toBeCloseTo(100, 12);
    expect(total('global')).toBeCloseTo(100, 12);
    expect(total('zero')).toBe(94);
  });
  it('spreads over all under global', () => {
    const found = evaluate(std, 2026, { solidWasteRate: struck }, { naMode: 'global' });
    expect(Number(resultOf(found.indicators, '4').weight)).toBeCloseTo(600 / 94, 12);
  });
  it('goes to the other dimensions where a whole one is struck', () => {
    const found = evaluate(std, 2026, { landOutput: struck });
    expect(Number(resultOf(found.indicators, '4').weight)).toBeCloseTo((6 * 100) / 92, 12);
  });
  it('of a quantity strikes what is worked out from it, unless it counts as 0', () => {
    expect(indicator('7', { waterIntake: struck, waterReused: amount('1', 'm3') }).status).toBe('na');
    const waste = {
      solidWasteUsed: amount('1', 't'),
      solidWasteGenerated: amount('1', 't'),
      solidWasteStock: struck,
    };
    expect(indicator('8', waste)).toMatchObject({ status: 'ok', value: '100' });
  });
});
