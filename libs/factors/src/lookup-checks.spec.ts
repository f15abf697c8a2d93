import { describe, expect, it } from 'vitest';
import { isDay } from '@zerofab/calendar';
import { BadLookupError } from './errors.js';
import { requireDay, requireYear } from './lookup-checks.js';

describe('a day', () => {
  it.each([
    '2024-02-29', // leap year
    '2000-02-29', // a century divisible by 400
    '2026-01-01',
    '2026-01-31',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
    '2026-12-31',
  ])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
    expect(requireDay('asOf', text)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '1900-02-29', // a century that is not divisible by 400
    '2024-02-30',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-01-00',
    '2026-00-10',
    '2026-13-01',
    '2026-1-1',
    '12026-01-01',
    '2026-01-011',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '',
  ])('"%s" is none', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => requireDay('asOf', text)).toThrow(BadLookupError);
    expect(() => requireDay('asOf', text)).toThrow(`asOf "${text}" is not valid. Give a day as YYYY-MM-DD.`);
  });
});

describe('a year', () => {
  it('lies between 1990 and 2100, both included', () => {
    expect([1990, 2026, 2100].map((year) => requireYear('accountingYear', year))).toEqual([1990, 2026, 2100]);
    for (const year of [1989, 2101, 2026.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => requireYear('accountingYear', year)).toThrow(BadLookupError);
      expect(() => requireYear('accountingYear', year)).toThrow(`accountingYear "${String(year)}"`);
    }
  });
});
