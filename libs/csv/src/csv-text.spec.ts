import papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText, safeText } from './csv-text.js';

describe('CSV for spreadsheet programs', () => {
  it('quotes what would break a row, ends each line and marks UTF-8', () => {
    expect(
      csvText([
        ['名称', 'b, c', 'say "x"'],
        ['two\nlines', ' led by a blank', ''],
      ]),
    ).toBe('\uFEFF名称,"b, c","say ""x"""\r\n"two\nlines"," led by a blank",\r\n');
  });

  it('leaves the mark out of what is appended to a file', () => {
    expect(csvText([[12, 'no such register']], { mark: false })).toBe('12,no such register\r\n');
    expect(csvText([], { mark: false })).toBe('');
    expect(csvText([])).toBe('\uFEFF');
  });

  it('writes nothing for what is missing, and 0 for a nought', () => {
    expect(csvText([['a', null, undefined, 0, '0']], { mark: false })).toBe('a,,,0,0\r\n');
  });

  it.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    "'=1",
    "''@x",
    '-',
    '+',
    '-.',
    '-1e',
    '-1 kg',
  ])('lets %j run in no spreadsheet', (text) => {
    const [[cell]] = papa.parse<string[]>(csvText([[text]], { mark: false })).data as [[string]];
    expect(cell).toBe(`'${text}`);
    expect(safeText(text)).toBe(`'${text}`);
  });

  it.each(['-5', '+5', '-0.25', '-.5', '-5.', '-1e-7', '+1.5E3', '12', "it's", "'s-Hertogenbosch", 'a=b'])(
    'leaves %j as it is',
    (text) => {
      expect(csvText([[text]], { mark: false })).toBe(`${text}\r\n`);
      expect(safeText(text)).toBe(text);
    },
  );

  it('keeps a name that looks like a figure a name', () => {
    const row = ['-1', '+1.5', '-1 kg', '=1', 'b-1', '12'].map((text) => ({ text }));
    expect(csvText([row], { mark: false })).toBe(`'-1,'+1.5,"'-1 kg","'=1",b-1,12\r\n`);
  });

  it('leaves figures as they are', () => {
    expect(csvText([[-5, -1e-7]], { mark: false })).toBe('-5,-1e-7\r\n');
  });
});
