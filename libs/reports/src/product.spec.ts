import { sourceEmissions } from '@zerofab/accounting';
import { lookupFuel, siteFactor } from '@zerofab/factors';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleInventory } from '../examples/inventory-example.js';
import { productOf, stepsExpression, stepsValue } from './product.js';

const fuel = (unit: string, name: string, set?: string) =>
  sourceEmissions({
    category: 'stationaryCombustion',
    sourceCode: 's',
    activity: { value: '1234.5', unit },
    factors: lookupFuel({ fuel: name, set }).factors,
  }).trace;

describe('a trace as a product', () => {
  it('of conversions, factors and constants', () => {
    const product = productOf(fuel('m3@20C', 'natural-gas'));
    expect(product?.activity).toMatchObject({ value: '1234.5', unit: 'm3@20C' });
    expect(stepsExpression(product?.activitySteps ?? [])).toBe('273.15/293.15/10000');
    expect(stepsExpression(product?.constants ?? [])).toBe('44/12');
    expect([...(product?.factors.keys() ?? [])]).toEqual([
      'netCalorificValue',
      'carbonContent',
      'oxidationFactor',
    ]);
    expect(stepsValue([])).toBe(1);
  });

  it('for every unit and set of parameters', () => {
    const cases = [
      ['Nm3', 'natural-gas', undefined],
      ['10^4Nm3', 'natural-gas', 'ndrc-guides'],
      ['m3@20C', 'natural-gas', undefined],
      ['GJ', 'natural-gas', 'ncsc'],
      ['MWh', 'diesel', 'ipcc2006'],
      ['kg', 'diesel', 'ipcc2006'],
      ['t', 'diesel', undefined],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...cases), ([unit, name, set]) => {
        expect(productOf(fuel(unit, name, set))).not.toBeNull();
      }),
    );
    const factor = siteFactor({
      purpose: 'stationaryCombustion',
      value: '2.6',
      unit: 'kgCO2/L',
      source: 'lab',
    });
    const activity = { value: '7', unit: 'L' };
    const { trace } = sourceEmissions({
      category: 'mobileCombustion',
      sourceCode: 's',
      activity,
      factors: [factor],
    });
    expect(productOf(trace)).not.toBeNull();
  });

  it('is refused for a sum, and for a trace whose result is another', () => {
    const [source] = exampleInventory().sources;
    expect(productOf(source!.trace!)).toBeNull();
    const trace = fuel('GJ', 'natural-gas');
    expect(productOf({ ...trace, result: { ...trace.result, value: '1' } })).toBeNull();
  });

  it('of nothing is nothing', () => {
    const zero = sourceEmissions({
      category: 'stationaryCombustion',
      sourceCode: 's',
      activity: { value: '0', unit: 'GJ' },
      factors: lookupFuel({ fuel: 'natural-gas' }).factors,
    });
    expect(productOf(zero.trace)).not.toBeNull();
  });
});
