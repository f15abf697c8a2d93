import { describe, expect, it } from 'vitest';
import { ofMeter, source } from '../../fixtures/planted-site.js';
import { defaultFactor } from './source.js';

const binding = ofMeter('main', 'e');

describe('the factor of a source that names none', () => {
  it('is that of its class', () => {
    expect(source('x', 'purchasedElectricity', binding).factor).toEqual({
      kind: 'grid',
      rule: 'latest-at-report-due',
    });
    for (const category of ['purchasedHeat', 'exportedHeat'] as const)
      expect(source('x', category, binding).factor).toEqual({
        kind: 'library',
        id: 'heat-default-gbt32151-34-2024',
      });
    expect(defaultFactor('stationaryCombustion')).toBeUndefined();
    expect(source('x', 'stationaryCombustion', binding).factor).toBeNull();
    // What is delivered elsewhere may be of any origin: no default.
    expect(source('x', 'exportedElectricity', binding).factor).toBeNull();
  });

  it('is none where formulas name their own inputs, and never overrides a choice', () => {
    const calculation = { formulas: [], inputs: {} };
    expect(source('x', 'purchasedHeat', binding, { calculation }).factor).toBeNull();
    const factor = { kind: 'parameter', code: 'ef' } as const;
    expect(source('x', 'purchasedHeat', binding, { factor }).factor).toEqual(factor);
  });
});
