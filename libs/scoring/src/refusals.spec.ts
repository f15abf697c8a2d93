import { RefusedError } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { amount, resultOf } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import type { GivenInputs } from './given.js';
import { schemeById } from './schemes.js';

const std = schemeById('std_c1_example');
const jiangsu = schemeById('jiangsu_2025');

const indicator = (id: string, inputs: GivenInputs) => resultOf(evaluate(std, 2026, inputs).indicators, id);
const codeOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedError) {
      return [error.refusal.code, ...(error.refusal.fields ?? []).map(({ field }) => field)];
    }
    throw error;
  }
  throw new Error('was not refused');
};

describe('refusals', () => {
  it.each<readonly [string, GivenInputs, readonly string[]]>([
    ['an unknown input', { moonWater: amount('1', 'm3') }, ['scoring-unknown-input', 'inputs.moonWater']],
    ['no number', { waterIntake: amount('1e3', 'm3') }, ['scoring-bad-number', 'inputs.waterIntake']],
    [
      'an unknown unit',
      { waterIntake: amount('1', 'parsec') },
      ['scoring-unknown-unit', 'inputs.waterIntake'],
    ],
    ['no unit', { waterIntake: { value: '1' } }, ['scoring-unknown-unit', 'inputs.waterIntake']],
    [
      'another dimension',
      { waterIntake: amount('1', 't') },
      ['scoring-wrong-dimension', 'inputs.waterIntake'],
    ],
    ['below 0', { waterIntake: amount('-1', 'm3') }, ['scoring-out-of-range', 'inputs.waterIntake']],
    [
      'a grade that is none',
      { greenDesign: amount('0.9', 'fraction') },
      ['scoring-bad-grade', 'inputs.greenDesign'],
    ],
    ['neither yes nor no', { G1: { value: 'perhaps' } }, ['scoring-bad-number', 'inputs.G1']],
    [
      'a gate struck',
      { G1: { notApplicable: true, reason: 'x' } },
      ['scoring-not-applicable-refused', 'inputs.G1'],
    ],
    [
      'a baseline better than the leading value',
      {
        energyPerOutputValue: amount('1', 'kgce/10^4CNY'),
        'energyPerOutputValue.baseline': amount('0.7', 'kgce/10^4CNY'),
        'energyPerOutputValue.leading': amount('0.8', 'kgce/10^4CNY'),
      },
      ['scoring-baseline-better', 'inputs.energyPerOutputValue.baseline'],
    ],
    [
      'two values that disagree',
      { waterReuseRate: amount('70', '%'), waterIntake: amount('1', 'm3'), waterReused: amount('9', 'm3') },
      ['scoring-two-values', 'inputs.waterReuseRate'],
    ],
    [
      'a limit of a product in another kind of unit',
      {
        'energyPerProduct.a.energy': amount('1', 'tce'),
        'energyPerProduct.a.output': amount('1', 't'),
        'energyPerProduct.a.baseline': amount('2', 'tce/piece'),
        'energyPerProduct.a.leading': amount('1', 'tce/t'),
      },
      ['scoring-wrong-dimension', 'inputs.energyPerProduct.a.baseline'],
    ],
  ])('%s', (_title, inputs, expected) => {
    expect(codeOf(() => evaluate(std, 2026, inputs))).toEqual(expected);
  });
  it('a total that fits the chosen convention is no contradiction under the other one', () => {
    const both: GivenInputs = {
      comprehensiveEnergy: amount('4458', 'tce'),
      otherEnergy: amount('2000', 'tce'),
      electricity: amount('20000', 'MWh'),
      outputValue: amount('50000', '10^4CNY'),
    };
    const found = evaluate(std, 2026, both);
    const values = found.variants.map(({ indicators }) => indicators.find(({ id }) => id === '1b')?.value);
    expect(values).toEqual(['89.16', '154.24']);
    expect(codeOf(() => evaluate(std, 2026, both, { convention: 'equivalent' }))).toEqual([
      'scoring-two-values',
      'inputs.comprehensiveEnergy',
    ]);
  });
  it('two values that disagree are left open where a page must open', () => {
    const both = {
      waterReuseRate: amount('70', '%'),
      waterIntake: amount('1', 'm3'),
      waterReused: amount('9', 'm3'),
    };
    const found = resultOf(evaluate(std, 2026, both, {}, 'open').indicators, '7');
    expect(found).toMatchObject({ status: 'missing', points: '0', upperBound: '8' });
    expect(found.reason?.en).toBe('given as 70 %, while the other inputs give 90 %; keep one of the two');
  });
  it('two values that agree are one', () => {
    const both = {
      waterReuseRate: amount('90.05', '%'),
      waterIntake: amount('1', 'm3'),
      waterReused: amount('9', 'm3'),
    };
    expect(indicator('7', both).value).toBe('90');
  });
  it('a year before the scheme, and one after it ended', () => {
    expect(codeOf(() => evaluate(std, 2024, {}))).toEqual(['scoring-scheme-not-in-force', 'year']);
    expect(codeOf(() => evaluate(jiangsu, 2027, {}))).toEqual(['scoring-scheme-not-in-force', 'year']);
    expect(evaluate(jiangsu, 2026, {}).year).toBe(2026);
    expect(evaluate(std, 2025, {}).year).toBe(2025);
  });
  it('an option that is none', () => {
    expect(codeOf(() => evaluate(std, 2026, {}, { colour: 'red' }))).toEqual([
      'scoring-unknown-option',
      'options.colour',
    ]);
    expect(codeOf(() => evaluate(std, 2026, {}, { convention: 'both' }))).toEqual([
      'scoring-unknown-option',
      'options.convention',
    ]);
  });
});

describe('gates', () => {
  const verdicts = (inputs: GivenInputs) => {
    const { gates, eligibility } = evaluate(std, 2026, inputs);
    return [eligibility, gates.map(({ verdict }) => verdict).join(' ')];
  };
  const all: GivenInputs = Object.fromEntries(
    ['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => [id, { value: true }]),
  );
  it('are open without evidence, failed by one, passed by all', () => {
    expect(verdicts({})).toEqual(['open', 'open open open open open']);
    expect(verdicts(all)).toEqual(['pass', 'pass pass pass pass pass']);
    expect(verdicts({ ...all, G2: { value: false } })).toEqual(['fail', 'pass fail pass pass pass']);
    expect(verdicts({ ...all, G5: { missing: true } })).toEqual(['open', 'pass pass pass pass open']);
    expect(verdicts({ G1: { value: '0' } })[0]).toBe('fail');
  });
});

describe('baseline and leading value in one', () => {
  it.each([
    ['8', '6'],
    ['7.99', '0'],
    ['9', '6'],
  ])('%s of 8: %s points', (value, points) => {
    const inputs = {
      platformFunctions: amount(value, 'piece'),
      'platformFunctions.baseline': amount('8', 'piece'),
      'platformFunctions.leading': amount('8', 'piece'),
    };
    expect(indicator('4', inputs)).toMatchObject({ points, next: null });
  });
});
