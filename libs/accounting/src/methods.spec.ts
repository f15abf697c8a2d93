import { describe, expect, it } from 'vitest';
import { editionInForce, methodById, methodPeriodWarning, withGwpSet } from './methods.js';

describe('the edition of the national rules that a report takes', () => {
  it.each([
    ['2026-06-30', 'GB/T 32150-2015'],
    ['2026-07-01', 'GB/T 32150-2025'],
    ['2026-12-31', 'GB/T 32150-2025'],
    ['2018-12-31', 'GB/T 32150-2015'],
    ['2010-12-31', 'GB/T 32150-2015'],
  ])('of a period that ends on %s is %s', (lastDay, id) => {
    expect(editionInForce(lastDay).id).toBe(id);
  });
});

describe('a method that was not in force for all of a period', () => {
  const said = (id: string, from: string, to: string) => methodPeriodWarning(methodById(id), from, to);

  it('says from when it is, naming the last day of the period', () => {
    expect(said('GB/T 32150-2025', '2026-07-01', '2027-01-01')).toBeNull();
    const partly = said('GB/T 32150-2025', '2026-06-30', '2027-01-01');
    expect(partly?.en).toContain('the period 2026-06-30 to 2026-12-31 lies partly before it');
    expect(partly?.zh).toContain('核算期 2026-06-30 至 2026-12-31 部分在此之前');
    expect(said('GB/T 32150-2025', '2026-01-01', '2026-07-01')?.en).toContain('wholly before');
    expect(said('GB/T 32150-2025', '2026-01-01', '2026-07-02')?.en).toContain('partly before');
  });

  it('says from when it is replaced', () => {
    expect(said('GB/T 32150-2015', '2026-01-01', '2026-07-01')).toBeNull();
    expect(said('GB/T 32150-2015', '2026-06-30', '2026-07-02')?.en).toContain(
      'replaced from 2026-07-01; the period 2026-06-30 to 2026-07-01 lies partly after',
    );
    expect(said('GB/T 32150-2015', '2026-07-01', '2026-08-01')?.zh).toContain('全部在此之后');
  });

  it('has nothing to say of a method without an end, or without a beginning', () => {
    expect(said('GHG Protocol (location-based)', '2026-01-01', '2027-01-01')).toBeNull();
    expect(said('CO2-only zero-carbon boundary', '1990-01-01', '2027-01-01')).toBeNull();
  });
});

describe('the GWP set of a method', () => {
  it('may be another one where the method leaves it open', () => {
    const iso = withGwpSet(methodById('ISO 14064-1:2018'), 'AR4');
    expect([iso.id, iso.gwpSet]).toEqual(['ISO 14064-1:2018', 'AR4']);
    // What the method picks within its own set is nothing in another.
    const protocol = methodById('GHG Protocol (location-based)');
    expect(protocol.gwpFactors).toEqual({ SF6: 'gwp-sf6-ar6-ghgp' });
    expect(withGwpSet(protocol, 'AR5').gwpFactors).toEqual({});
    expect(withGwpSet(protocol, 'AR6')).toBe(protocol);
  });

  it('is set by the national rules and the ETS', () => {
    const national = methodById('GB/T 32150-2025');
    expect(withGwpSet(national, national.gwpSet)).toBe(national);
    expect(() => withGwpSet(national, 'AR6')).toThrow(/AR6 cannot stand in its place/);
    expect(() => withGwpSet(methodById('ETS sector rule'), 'AR6')).toThrow(/sets the GWP of/);
  });
});
