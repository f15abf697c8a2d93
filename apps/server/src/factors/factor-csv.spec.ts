import { FACTOR_COLUMNS } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import { readFactorCsv } from './factor-csv.js';

const HEADER = FACTOR_COLUMNS.join(',');
const row = (name: string): string =>
  FACTOR_COLUMNS.map((column) => (column === 'name_en' ? name : 'x')).join(',');

describe('a factor table read from CSV', () => {
  it.each([
    ["'=cmd|calc", '=cmd|calc'],
    ["''=cmd", "'=cmd"],
    ["'quoted'", "'quoted'"],
    ['-1.5', '-1.5'],
  ])('takes %s for %s', (cell, meant) => {
    expect(readFactorCsv(`${HEADER}\n${row(cell)}\n`)[0]?.cells['name_en']).toBe(meant);
  });

  it('refuses a stray quote by its line', () => {
    expect(() => readFactorCsv(`${HEADER}\n${row('a"b')}\n`)).toThrow(/quote/i);
  });
});
