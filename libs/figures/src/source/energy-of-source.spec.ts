import { builtInLibrary } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import { ofMeter, source } from '../../fixtures/planted-site.js';
import type { SourceDefinition } from '../domain/source.js';
import { energyOf } from './energy-of-source.js';

const library = builtInLibrary();
const tce = (of: SourceDefinition, amount: string, unit: string) =>
  energyOf(of, amount, unit, library)?.tce ?? null;
const meter = ofMeter('main', 'e');

describe('energy at calorific value', () => {
  it.each([
    // GB/T 2589-2020: 0.1229 kgce/kWh, 0.03412 kgce/MJ
    ['purchasedElectricity', '10000', 'kWh', '1.229'],
    ['purchasedHeat', '10', 'GJ', '0.3412'],
  ] as const)('of %s: %s %s is %s tce', (category, amount, unit, expected) => {
    expect(tce(source('x', category, meter), amount, unit)).toBe(expected);
  });

  it('is of a fuel by its name, with the coefficient it rests on', () => {
    const diesel = source('x', 'mobileCombustion', meter, { factor: { kind: 'fuel', fuel: 'diesel' } });
    const energy = energyOf(diesel, '2', 't', library);
    // 1.4571 kgce/kg
    expect(energy?.tce).toBe('2.9142');
    expect(energy?.coefficient.value).toBe('1.4571');
  });

  it('is none of what is delivered, of another factor, and of a unit that does not fit', () => {
    expect(tce(source('x', 'exportedHeat', meter), '10', 'GJ')).toBeNull();
    expect(
      tce(source('x', 'process', meter, { factor: { kind: 'parameter', code: 'p' } }), '10', 't'),
    ).toBeNull();
    expect(tce(source('x', 'purchasedElectricity', meter), '10', 't')).toBeNull();
    const unknown = source('x', 'stationaryCombustion', meter, {
      factor: { kind: 'fuel', fuel: 'moon-dust' },
    });
    expect(tce(unknown, '1', 't')).toBeNull();
  });
});
