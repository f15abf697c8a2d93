import { builtInLibrary, lookupEquivalentElectricity } from '@zerofab/factors';
import type { SourceCategory } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { ofMeter, source } from '../../fixtures/planted-site.js';
import { energyOf } from '../source/energy-of-source.js';
import { comprehensiveEnergyOf, type EnergyLine } from './comprehensive-energy.js';

const library = builtInLibrary();
const equivalent = lookupEquivalentElectricity('CN-SH', library);
const used = (amount: string, unit: string) => ({
  from: '2026-01-01T00:00:00+08:00',
  to: '2026-02-01T00:00:00+08:00',
  activity: { value: amount, unit },
  factors: [],
});
const line = (
  code: string,
  category: SourceCategory,
  amount: string,
  unit: string,
  more: Partial<EnergyLine> = {},
): EnergyLine => ({
  code,
  category,
  status: 'ok',
  exact: '1',
  weight: 1,
  activity: { coverage: 1 },
  reason: null,
  energyGap: null,
  energy: energyOf(source(code, category, ofMeter('m', 'e')), [used(amount, unit)], library).energy,
  ...more,
});
const grid = line('grid', 'purchasedElectricity', '10000', 'kWh');
const sold = line('sold', 'exportedElectricity', '1000', 'kWh');
const heat = line('heat', 'purchasedHeat', '10', 'GJ');
const gap = { zh: '无热值', en: 'no calorific value' };
const kiln = line('kiln', 'stationaryCombustion', '1', 't', { energy: null, energyGap: gap });

describe('comprehensive energy', () => {
  it('is what the sources use less what they deliver, under both conventions of electricity', () => {
    const energy = comprehensiveEnergyOf([grid, sold, heat], equivalent);
    // 1.229 − 0.1229 + 0.3412, and (10 − 1) × 0.28078 + 0.3412
    expect(energy.calorificTce).toBe('1.4473');
    expect(energy.equivalentTce).toBe('2.86822');
    expect(energy).toMatchObject({ lowerBound: false, uncounted: [], equivalent: { value: '0.28078' } });
  });

  it('is a lower bound where a source cannot be counted, and names it', () => {
    const energy = comprehensiveEnergyOf([grid, kiln], equivalent);
    expect(energy).toMatchObject({
      calorificTce: '1.229',
      lowerBound: true,
      uncounted: [{ code: 'kiln', reason: gap }],
    });
  });

  it.each([
    [0.95, false],
    [0.9499, true],
  ])('at %s of its time is a lower bound: %s', (coverage, bound) => {
    const short = { ...grid, activity: { coverage } };
    expect(comprehensiveEnergyOf([short], equivalent).lowerBound).toBe(bound);
  });

  it('is no bound where a delivery is missing: the sum is then too large', () => {
    const missing = { ...sold, status: 'missing', energy: null, reason: gap } as const;
    expect(comprehensiveEnergyOf([grid, missing], equivalent)).toMatchObject({
      lowerBound: false,
      uncounted: [{ code: 'sold', reason: gap }],
    });
  });

  it('is unknown where deliveries alone are known', () => {
    expect(comprehensiveEnergyOf([sold], equivalent).calorificTce).toBeNull();
  });

  it('counts no process, and is null, never 0, where nothing can be counted', () => {
    const process = line('clinker', 'process', '1', 't');
    expect(comprehensiveEnergyOf([process, kiln], equivalent)).toMatchObject({
      calorificTce: null,
      equivalentTce: null,
      lowerBound: false,
      uncounted: [{ code: 'kiln' }],
    });
  });
});
