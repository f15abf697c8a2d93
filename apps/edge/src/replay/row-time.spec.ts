import { describe, expect, it } from 'vitest';
import { parseMapping, rowValues } from './mapping.js';
import { rowTime, type TimeRule } from './row-time.js';

const rule = (more: Partial<TimeRule>): TimeRule => ({
  format: 'dd/MM/yyyy HH:mm',
  zone: 'Asia/Seoul',
  midnightClosesDay: false,
  ...more,
});

describe('rowTime', () => {
  it('reads local times of the zone', () => {
    expect(rowTime('01/01/2018 00:15', rule({}))).toBe(Date.parse('2018-01-01T00:15:00+09:00'));
  });
  it('lets the row dated 00:00 close its day when asked', () => {
    expect(rowTime('31/12/2018 00:00', rule({ midnightClosesDay: true }))).toBe(
      Date.parse('2019-01-01T00:00:00+09:00'),
    );
    expect(rowTime('31/12/2018 00:00', rule({}))).toBe(Date.parse('2018-12-31T00:00:00+09:00'));
  });
  it('refuses a local time that does not exist and takes the first of two', () => {
    const berlin = rule({ zone: 'Europe/Berlin' });
    expect(rowTime('29/03/2026 02:30', berlin)).toMatch(/does not exist in Europe\/Berlin/);
    expect(rowTime('25/10/2026 02:30', berlin)).toBe(Date.parse('2026-10-25T02:30:00+02:00'));
  });
  it('reads ISO 8601 with offset, and epoch milliseconds', () => {
    expect(rowTime('2026-01-01T00:15:00+08:00', rule({ format: 'iso', zone: undefined }))).toBe(
      Date.parse('2025-12-31T16:15:00Z'),
    );
    expect(rowTime('2026-01-01T00:15:00', rule({ format: 'iso', zone: undefined }))).toMatch(/give --zone/);
    expect(rowTime('1767197700000', rule({ format: 'epoch-ms' }))).toBe(1_767_197_700_000);
    expect(rowTime('', rule({ format: 'epoch-ms' }))).toMatch(/not epoch/);
  });
  it('says what does not match', () => {
    expect(rowTime('2018-01-01', rule({}))).toBe(
      '"2018-01-01" does not match the time format dd/MM/yyyy HH:mm',
    );
  });
});

describe('mapping', () => {
  it('reads column, register and scale', () => {
    expect(parseMapping('Usage_kWh=energy')).toEqual({ column: 'Usage_kWh', register: 'energy', scale: 1 });
    expect(parseMapping('CO2(t)=co2*1000')).toEqual({ column: 'CO2(t)', register: 'co2', scale: 1000 });
    expect(() => parseMapping('energy')).toThrow(/give Column=register/);
  });
  it('names the column that is missing or no number', () => {
    const mapping = [parseMapping('a=x'), parseMapping('b=y*2')];
    expect(rowValues({ a: '1.5', b: '3' }, mapping)).toEqual({ x: 1.5, y: 6 });
    expect(rowValues({ a: '1', b: 'NaN' }, mapping)).toMatch(/column "b" holds "NaN"/);
    expect(rowValues({ a: '', b: '1' }, mapping)).toMatch(/column "a" holds ""/);
    expect(rowValues({ b: '1' }, mapping)).toMatch(/there is no column "a"; the file has: b/);
  });
});
