import type { Calculation } from '../domain/source.js';
import { describe, expect, it } from 'vitest';
import type { SourceDefinition } from '../domain/source.js';
import { dataOf } from './plan-data.js';

const inputsOf = (calculation?: Calculation) =>
  dataOf({ code: 's', calculation, factor: null }).map(({ input }) => input);
const manual = { kind: 'manual', unit: 't' } as const;
const value = { kind: 'value', value: '1', unit: 'fraction', source: 'x' } as const;

describe('data that a plan must cover', () => {
  it('is the activity data of a source with a factor', () => {
    expect(dataOf({ code: 'furnace', calculation: undefined, factor: null })).toEqual([
      { source: 'furnace', input: 'activity' },
    ]);
  });

  it('is what the site measures of its fuel, and a factor of its own', () => {
    const of = (factor: SourceDefinition['factor']) =>
      dataOf({ code: 's', calculation: undefined, factor }).map(({ input }) => input);
    expect(of({ kind: 'fuel', fuel: 'diesel', measured: { netCalorificValue: 'ncv' } })).toEqual([
      'activity',
      'netCalorificValue',
    ]);
    const steps = [
      { kind: 'parameter', code: 'ef' },
      { kind: 'library', id: 'heat-default-gbt32151-34-2024' },
    ] as const;
    expect(of({ kind: 'ladder', steps: [...steps] })).toEqual(['activity', 'emissionFactor']);
  });

  it('is each amount and site parameter of its formulas, not library factors and fixed values', () => {
    const formulas = [{ id: 'carbon-balance' }];
    expect(
      inputsOf({
        formulas,
        inputs: {
          'inflow.coal.amount': manual,
          'inflow.coal.carbonContent': { kind: 'parameter', code: 'coal-c' },
          'outflow.slag.amount': { kind: 'stock', unit: 't' },
          'outflow.slag.carbonContent': value,
        },
      }),
    ).toEqual(['inflow.coal.amount', 'inflow.coal.carbonContent', 'outflow.slag.amount']);
  });

  it('goes into nested formulas, and finds the activity where a formula takes it', () => {
    const nested = {
      kind: 'formula',
      id: 'weighted-mean-ncv-mass',
      inputs: {
        'batch.jan.amount': manual,
        'batch.jan.netCalorificValue': { kind: 'parameter', code: 'ncv' },
      },
    } as const;
    const formulas = [{ id: 'fuel-combustion-mass' }];
    const inputs = { netCalorificValue: nested, carbonContent: value, oxidationFactor: value };
    expect(inputsOf({ formulas, inputs })).toEqual([
      'activity',
      'netCalorificValue/batch.jan.amount',
      'netCalorificValue/batch.jan.netCalorificValue',
    ]);
    expect(inputsOf({ formulas, inputs: { ...inputs, activity: manual } })[0]).toBe(
      'netCalorificValue/batch.jan.amount',
    );
    expect(inputsOf({ formulas, inputs: { ...inputs, activity: { kind: 'activity' } } })).toContain(
      'activity',
    );
  });
});
