import type { Leaf } from '@zerofab/accounting';
import { describe, expect, it } from 'vitest';
import { builtInLibrary } from '@zerofab/factors';
import { halfWidthsOf } from './inventory-uncertainty.js';

const leaf = (origin: Leaf['input']['origin'], name: string, ref: string | null): Leaf => ({
  key: `${origin} ${name} ${ref ?? ''}`,
  input: { name, symbol: name, value: '1', unit: '1', origin, ref, trace: null },
});

describe('half-widths of the leaves of a site', () => {
  const widthOf = halfWidthsOf([], 0, builtInLibrary());
  const percentOf = (of: Leaf): number | null => widthOf(of)?.percent ?? null;

  it('are exact for what the method sets and what is a convention', () => {
    expect(percentOf(leaf('given', 'enthalpyBaseline', 'gbt32150-2025'))).toBe(0);
    expect(percentOf(leaf('factor', 'gwp', 'gwp-ch4-fossil-ar6'))).toBe(0);
  });

  it('are known for proven electricity and for the tonnage behind a laboratory mean', () => {
    expect(percentOf(leaf('activity', 'provenMwh', 'grid#proofs'))).toBe(2);
    expect(percentOf(leaf('activity', 'batch.b7.amount', 'coal-ncv#7'))).toBe(2);
  });

  it('follow the table and category of a library factor', () => {
    expect(percentOf(leaf('factor', 'ch4Factor', 'fuel-anthracite-ch4-ipcc2006'))).toBe(100);
    expect(percentOf(leaf('factor', 'netCalorificValue', 'fuel-coke-oven-gas-ncv-gbt32151-34-2024'))).toBe(
      20,
    );
    expect(percentOf(leaf('factor', 'emissionFactor', 'site-factor'))).toBe(2);
  });

  it('are unknown for the amount of a source that is not there', () => {
    expect(widthOf(leaf('activity', 'activity', 'nowhere'))).toBeNull();
  });
});
