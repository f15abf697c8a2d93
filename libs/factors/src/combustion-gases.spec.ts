import { describe, expect, it } from 'vitest';
import { builtInLibrary, makeLibrary } from './library.js';
import { lookupCombustionGases, type BurntIn } from './combustion-gases.js';

const values = (fuel: string, burntIn: BurntIn) =>
  lookupCombustionGases(fuel, burntIn).map(({ role, value }) => [role, value]);

describe('CH4 and N2O of combustion', () => {
  it('IPCC 2006 Table 2.3: natural gas 1 and 0.1 kg/TJ, diesel 3 and 0.6', () => {
    expect(values('natural-gas', 'stationary')).toEqual([
      ['ch4Factor', '1'],
      ['n2oFactor', '0.1'],
    ]);
    expect(values('diesel', 'stationary')[0]).toEqual(['ch4Factor', '3']);
  });
  it('Table 3.2.2 for what drives: diesel 3.9 and 3.9', () => {
    expect(values('diesel', 'road')).toEqual([
      ['ch4Factor', '3.9'],
      ['n2oFactor', '3.9'],
    ]);
  });
  it.each([
    ['gasoline', ['33', '3.2']],
    ['natural-gas', ['92', '3']],
    ['cng', ['92', '3']],
    ['lpg', ['62', '0.2']],
    ['LPG', ['62', '0.2']],
  ])('Table 3.2.2 for %s on the road: CH4 and N2O %s kg/TJ', (fuel, expected) => {
    expect(lookupCombustionGases(fuel, 'road').map(({ value }) => value)).toEqual(expected);
  });
  it.each([
    ['stationary', 'ipcc-manufacturing', '制造业固定源'],
    ['road', 'ipcc-road', '道路车辆'],
    ['off-road', 'ipcc-off-road', '非道路机械'],
  ] as const)('says by which rule: %s, %s', (burntIn, rule, zh) => {
    for (const { choice, rung, unit } of lookupCombustionGases('diesel', burntIn)) {
      expect(choice).toMatchObject({ how: 'default', rule });
      expect(choice.why.zh).toContain(zh);
      expect(rung).toBe('ipcc');
      expect(unit).toMatch(/^kg(CH4|N2O)\/TJ$/);
    }
  });
  it('takes no other set, whatever it holds', () => {
    const library = makeLibrary(
      'test',
      builtInLibrary().factors.map((row) => (row.set === 'ipcc2006' ? { ...row, set: 'other' } : row)),
    );
    expect(lookupCombustionGases('diesel', 'stationary', library)).toEqual([]);
  });
  it('Table 3.3.1 for forklifts: diesel 4.15 and 28.6; road values never stand in', () => {
    expect(values('diesel', 'off-road')).toEqual([
      ['ch4Factor', '4.15'],
      ['n2oFactor', '28.6'],
    ]);
    expect(values('gasoline', 'off-road')).toEqual([]);
  });
  it('has nothing to say about a fuel it does not know', () => {
    expect(values('moonshine', 'stationary')).toEqual([]);
    expect(values('anthracite', 'road')).toEqual([]);
  });
});
