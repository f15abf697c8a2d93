import { describe, expect, it } from 'vitest';
import { editionInForce, methodById, methodPeriodWarning } from './methods.js';

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
