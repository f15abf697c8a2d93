import { describe, expect, it } from 'vitest';
import { RefusedError } from '@zerofab/vocabulary';
import { amount, greenFactory, resultOf, zeroCarbonFactory } from '../fixtures/factories.js';
import { evaluate } from './evaluate.js';
import { schemeById } from './schemes.js';
import { amountOf, simulate, type SimulationRequest } from './simulation.js';

const zero = schemeById('zero_carbon_national_2026');
const green = schemeById('std_c1_example');
const NONE = { purchasedElectricityCo2: null, ownUseMwh: null };
const ask = (request: Partial<SimulationRequest>): SimulationRequest => ({
  pvSharePercent: null,
  changes: [],
  ...request,
});
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.code;
    throw error;
  }
  return 'none';
};

describe('changes of inputs', () => {
  it.each([
    [{ name: 'otherEnergy', kind: 'value', amount: '400', unit: 'tce', of: null }, '400', 'tce'],
    [{ name: 'otherEnergy', kind: 'percent', amount: '-20', unit: null, of: null }, '400', 'tce'],
    [
      { name: 'nonFossilOwnUse', kind: 'shareOf', amount: '30', unit: null, of: 'electricity' },
      '3000',
      'MWh',
    ],
  ] as const)('%o', (change, value, unit) => {
    const { inputs, applied } = simulate(zero, zeroCarbonFactory, ask({ changes: [change] }), NONE);
    expect(amountOf(inputs[change.name])).toEqual({ value, unit });
    expect(inputs[change.name]).toMatchObject({ source: 'simulation', ref: null });
    expect(applied).toHaveLength(1);
    expect(applied[0]?.before).toEqual(amountOf(zeroCarbonFactory[change.name]));
  });
  it('leave what is known as it is', () => {
    const before = JSON.stringify(zeroCarbonFactory);
    const change = { name: 'otherEnergy', kind: 'value', amount: '1', unit: 'tce', of: null } as const;
    simulate(zero, zeroCarbonFactory, ask({ changes: [change] }), NONE);
    expect(JSON.stringify(zeroCarbonFactory)).toBe(before);
  });
  it.each([
    [
      'percent of what is not known',
      { name: 'valueAdded', kind: 'percent', amount: '5', unit: null, of: null },
    ],
    [
      'a share of what is not known',
      { name: 'offsets', kind: 'shareOf', amount: '5', unit: null, of: 'capturedCo2' },
    ],
  ] as const)('%s is refused', (_, change) => {
    expect(codeOf(() => simulate(zero, zeroCarbonFactory, ask({ changes: [change] }), NONE))).toBe(
      'simulation-no-basis',
    );
  });
  it('an input that the scheme does not have is refused', () => {
    const change = { name: 'moon', kind: 'value', amount: '5', unit: 't', of: null } as const;
    expect(codeOf(() => simulate(zero, zeroCarbonFactory, ask({ changes: [change] }), NONE))).toBe(
      'scoring-unknown-input',
    );
  });
});

describe('a share of photovoltaics', () => {
  // 10 000 MWh, of them 1 500 own: 8 500 MWh are purchased with 3 400 t. At 30 %, 1 500 MWh more are own: 600 t less.
  const basis = { purchasedElectricityCo2: '3400', ownUseMwh: null };
  const run = (percent: string) => simulate(zero, zeroCarbonFactory, ask({ pvSharePercent: percent }), basis);
  it('is own use, and takes the CO2 of electricity no longer purchased with it', () => {
    const { inputs, applied, notes } = run('30');
    expect(amountOf(inputs['nonFossilOwnUse'])).toEqual({ value: '3000', unit: 'MWh' });
    expect(amountOf(inputs['indirectCo2'])).toEqual({ value: '3114.2', unit: 'tCO2' });
    expect(applied.map(({ assumption }) => assumption?.en)).toEqual([
      'by the share of photovoltaics',
      'electricity no longer purchased takes the mean CO2 of purchased electricity with it',
    ]);
    expect(notes).toEqual([]);
    const [actual, simulated] = [evaluate(zero, 2026, zeroCarbonFactory), evaluate(zero, 2026, inputs)];
    expect(Number(resultOf(simulated.indicators, '1.3').value)).toBe(30);
    expect(Number(resultOf(simulated.indicators, '1.1').value)).toBeCloseTo((1000 + 3114.2) / 3356, 9);
    expect(Number(simulated.score)).toBeGreaterThan(Number(actual.score));
  });
  it('smaller than what there is gives the CO2 back', () => {
    expect(amountOf(run('0').inputs['indirectCo2'])).toEqual({ value: '4314.2', unit: 'tCO2' });
  });
  it('of all electricity takes no more CO2 than was purchased', () => {
    expect(amountOf(run('100').inputs['indirectCo2'])).toEqual({ value: '314.2', unit: 'tCO2' });
  });
  it('raises renewable electricity and lowers CO2 of a green factory', () => {
    const { inputs } = simulate(green, greenFactory, ask({ pvSharePercent: '15' }), {
      purchasedElectricityCo2: '9500',
      ownUseMwh: '1000',
    });
    // 3 000 MWh, 2 000 more; of 19 000 purchased 9 500 t: 1 000 t less
    expect(amountOf(inputs['renewableElectricity'])).toEqual({ value: '4000', unit: 'MWh' });
    expect(amountOf(inputs['co2'])).toEqual({ value: '14000', unit: 'tCO2' });
    expect(inputs['nonFossilOwnUse']).toBeUndefined();
  });
  it('without known CO2 leaves emissions, and says so', () => {
    const { inputs, notes } = simulate(zero, zeroCarbonFactory, ask({ pvSharePercent: '30' }), NONE);
    expect(inputs['indirectCo2']).toEqual(zeroCarbonFactory['indirectCo2']);
    expect(notes.map(({ en }) => en)).toEqual([
      'CO2 of purchased electricity, or own use, is not known: emissions stay as they are',
    ]);
  });
  it('without known electricity is refused', () => {
    const { electricity: _, ...rest } = zeroCarbonFactory;
    expect(codeOf(() => simulate(zero, rest, ask({ pvSharePercent: '30' }), basis))).toBe(
      'simulation-no-basis',
    );
  });
  it('a change named beside it comes after it', () => {
    const change = { name: 'indirectCo2', kind: 'percent', amount: '-10', unit: null, of: null } as const;
    const { inputs, applied } = simulate(
      zero,
      zeroCarbonFactory,
      ask({ pvSharePercent: '30', changes: [change] }),
      basis,
    );
    expect(amountOf(inputs['indirectCo2'])).toEqual({ value: amount('3342.78', '').value, unit: 'tCO2' });
    expect(applied.find(({ name }) => name === 'indirectCo2')?.assumption).toBeNull();
  });
});
