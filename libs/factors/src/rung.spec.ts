import { compareRungs, RUNGS } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { lookupFuel } from './fuel.js';
import { lookupGridFactor } from './grid-electricity.js';
import { lookupGwp } from './gwp.js';
import { lookupHeatFactor } from './purchased-heat.js';
import { PUBLISHED_RUNGS, weakestRung, WEAKEST_RUNG } from './rung.js';
import { siteFactor } from './site-factor.js';

describe('rung of the ladder', () => {
  const grid = lookupGridFactor({
    region: 'CN',
    accountingYear: 2025,
    asOf: '2026-11-01',
    rule: 'latest-at-report-due',
  });
  const ofSite = siteFactor({ purpose: 'purchasedHeat', value: '0.1', unit: 'tCO2/GJ', source: 'supplier' });
  it('says where a factor stands', () => {
    expect(grid.rung).toBe('national-database');
    expect(lookupHeatFactor().rung).toBe('sector-part');
    expect(lookupFuel({ fuel: 'natural-gas' }).factors.map(({ rung }) => rung)).toEqual(
      Array(3).fill('sector-part'),
    );
    expect(lookupFuel({ fuel: 'natural-gas', set: 'ipcc2006' }).factors[0]?.rung).toBe('ipcc');
    expect(ofSite.rung).toBe('supplier');
    expect(lookupGwp({ gas: 'SF6', set: 'AR5' }).rung).toBeNull();
  });
  it('takes the weakest of several, in any order, and leaves out what has none', () => {
    const gwp = lookupGwp({ gas: 'SF6', set: 'AR5' });
    expect(weakestRung([grid, lookupHeatFactor()])).toBe('national-database');
    expect(weakestRung([lookupHeatFactor(), grid, gwp])).toBe('national-database');
    expect(weakestRung([{ rung: 'ipcc' }, { rung: 'measured' }, {}])).toBe('ipcc');
    expect(weakestRung([gwp])).toBeNull();
    expect(weakestRung([])).toBeNull();
  });
  it('orders the ladder of GB/T 32150-2025 7.4, measured first', () => {
    const ladder = ['measured', 'supplier', 'sector-part', 'national-database', 'regional', 'ipcc'] as const;
    expect([...ladder].toReversed().toSorted(compareRungs)).toEqual(ladder);
    expect(compareRungs('regional', 'regional')).toBe(0);
    expect([PUBLISHED_RUNGS.at(-1), RUNGS.at(-1)]).toEqual([WEAKEST_RUNG, WEAKEST_RUNG]);
  });
});

describe('GWP', () => {
  it.each([
    ['CH4', 'AR5', '28'],
    ['SF6', 'AR6', '25200'],
    ['SF6', 'SAR', '23900'],
    ['R134a', 'AR4', '1430'],
    ['HFC 134a', 'AR5', '1300'],
    ['R-410A', 'AR5', '1923.5'],
    ['CF4', 'AR5', '6630'],
    ['C2F6', 'SAR', '9200'],
    ['N2O', 'SAR', '310'],
    ['CH4-fossil', 'AR6', '29.8'],
    ['HFO-1234yf', 'AR6', '0.501'],
    ['R-1234yf', 'AR6', '0.501'],
    ['HFO-1234ze(E)', 'AR6', '1.37'],
    ['HFO-1234ze(E)', 'AR5', '1'],
    ['R-1233zd(E)', 'AR6', '3.88'],
    ['R-717', 'AR5', '0'],
    ['R-290', 'AR6', '0.02'],
  ] as const)('%s of %s is %s', (gas, set, value) => {
    expect(lookupGwp({ gas, set }).value).toBe(value);
  });
  it('says what to check for a gas nobody knows', () => {
    expect(() => lookupGwp({ gas: 'HFC-999', set: 'AR5' })).toThrow(/HFC-134a/);
    expect(() => lookupGwp({ gas: 'R-744', set: 'AR5' })).toThrow('write CO2');
    expect(() => lookupGwp({ gas: 'R-600a', set: 'AR6' })).toThrow('no gas of GB/T 32150');
  });
});
