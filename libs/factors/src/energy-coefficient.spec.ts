import { describe, expect, it } from 'vitest';
import {
  energyCoefficientFromNcv,
  lookupEnergyCoefficient,
  lookupEquivalentElectricity,
} from './energy-coefficient.js';
import { siteFactor } from './site-factor.js';

const ncv = (value: string, unit: string) => siteFactor({ value, unit, source: 'lab', purpose: 'other' });

describe('coefficient from a calorific value', () => {
  it.each([
    // NCV ÷ 29.3076 GJ/tce
    ['29.3076', 'GJ/t', '1', 'kgce/kg'],
    ['20908', 'kJ/kg', '0.7133985724', 'kgce/kg'],
    // 389.31 GJ/10^4Nm3 ÷ 29.3076 = 13.28358514… tce/10^4Nm3
    ['389.31', 'GJ/10^4Nm3', '1.3283585145', 'kgce/Nm3'],
  ])('%s %s is %s %s', (value, unit, coefficient, per) => {
    const made = energyCoefficientFromNcv(ncv(value, unit));
    expect(made).toMatchObject({ value: coefficient, unit: per, role: 'energyCoefficient' });
    expect(made.choice).toMatchObject({ how: 'site', rule: 'measured-calorific-value-over-standard-coal' });
    expect(made.note).toContain(`${value} ${unit} ÷ 29.3076 GJ/tce`);
  });

  it('of a set is a default, and says so', () => {
    expect(lookupEnergyCoefficient('naturalGas').choice.how).toBe('default');
  });
});

describe('electricity at equivalent value', () => {
  it('is what the region publishes, elsewhere an example that says it is one', () => {
    expect(lookupEquivalentElectricity('CN-SH')).toMatchObject({
      value: '0.28078',
      choice: { rule: 'equivalent-value-regional' },
    });
    for (const region of ['CN-JS', null]) {
      const example = lookupEquivalentElectricity(region);
      expect(example).toMatchObject({ value: '0.2856', confidence: 'low' });
      expect(example.choice.why.en).toContain('this is an example');
    }
  });
});
