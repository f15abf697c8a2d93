import { describe, expect, it } from 'vitest';
import { lookupCombustionGases } from './combustion-gases.js';

const values = (fuel: string, mobile: boolean) =>
  lookupCombustionGases(fuel, mobile).map(({ role, value }) => [role, value]);

describe('CH4 and N2O of combustion', () => {
  it('IPCC 2006 Table 2.3: natural gas 1 and 0.1 kg/TJ, diesel 3 and 0.6', () => {
    expect(values('natural-gas', false)).toEqual([
      ['ch4Factor', '1'],
      ['n2oFactor', '0.1'],
    ]);
    expect(values('diesel', false)[0]).toEqual(['ch4Factor', '3']);
  });
  it('Table 3.2.2 for what drives: diesel 3.9 and 3.9', () => {
    expect(values('diesel', true)).toEqual([
      ['ch4Factor', '3.9'],
      ['n2oFactor', '3.9'],
    ]);
  });
  it('has nothing to say about a fuel it does not know', () => {
    expect(values('moonshine', false)).toEqual([]);
    expect(values('anthracite', true)).toEqual([]);
  });
});
