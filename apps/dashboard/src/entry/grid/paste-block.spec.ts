import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthLabel } from './month-label';
import { placeBlock, type PasteRow, type PasteTarget } from './paste-block';
import { parseTsv } from './tsv';

const row = (key: string, ...labels: string[]): PasteRow => ({
  key,
  labels: [key, ...labels],
  fits: (unit) => unit.trim().toLowerCase() === 't',
});
const ROWS = [row('diesel', '柴油', 'Diesel'), row('coal', '煤', 'Coal'), row('lime', '石灰石', 'Limestone')];
const target = (anchor = { row: 'diesel', month: 1 }): PasteTarget => ({ rows: ROWS, year: 2026, anchor });
const paste = (text: string, at?: PasteTarget['anchor']) => {
  const { cells, strays } = placeBlock(parseTsv(text), target(at));
  return {
    cells: cells.map((cell) => [
      cell.row,
      cell.month,
      cell.raw,
      ...(cell.reason === undefined ? [] : [cell.reason]),
    ]),
    strays: strays.map(({ where, raw, reason }) => [where, raw, reason]),
  };
};

describe('headings of months', () => {
  it.each([
    ['5月', 5, null],
    ['05月份', 5, null],
    ['十二月', 12, null],
    ['2026年5月', 5, 2026],
    ['2026-05', 5, 2026],
    ['2026/5/1', 5, 2026],
    ['05/2026', 5, 2026],
    ['May', 5, null],
    ['Sept.', 9, null],
    ['may-26', 5, 2026],
    ['December 2025', 12, 2025],
    ['５月', 5, null],
  ])('%s', (text, month, year) => {
    expect(monthLabel(text)).toEqual({ month, year });
  });
  it.each(['', '13月', '2026', '5', 'total', 'mayor', '2026-13', 'Q1'])('%j is no month', (text) => {
    expect(monthLabel(text)).toBeNull();
  });
});

describe('a block without headings', () => {
  it('goes right and down from the focused cell; empty cells change nothing', () => {
    expect(paste('1\t\t3\r\n4\t5\t6\r\n', { row: 'coal', month: 2 })).toEqual({
      cells: [
        ['coal', 2, '1'],
        ['coal', 4, '3'],
        ['lime', 2, '4'],
        ['lime', 3, '5'],
        ['lime', 4, '6'],
      ],
      strays: [],
    });
  });

  it('says what runs over the edges', () => {
    expect(paste('1\t2\n3\t4', { row: 'lime', month: 12 })).toEqual({
      cells: [['lime', 12, '1']],
      strays: [
        ['R1C2', '2', 'outside'],
        ['R2C1', '3', 'outside'],
        ['R2C2', '4', 'outside'],
      ],
    });
  });

  it('takes a first column of names, in any order', () => {
    expect(paste('煤\t7\nDIESEL\t8\nwood\t9', { row: 'lime', month: 3 })).toEqual({
      cells: [
        ['coal', 3, '7'],
        ['diesel', 3, '8'],
      ],
      strays: [['wood · R3C2', '9', 'unknownRow']],
    });
  });

  it('holds back what may mean two numbers beside a decimal comma', () => {
    expect(paste('12,5\t1,234\t7').cells).toEqual([
      ['diesel', 1, '12,5', 'decimalComma'],
      ['diesel', 2, '1,234', 'ambiguous'],
      ['diesel', 3, '7'],
    ]);
  });
});

describe('a block with headings', () => {
  it('goes where months and codes say, leaving totals out', () => {
    expect(paste('排放源\t单位\t3月\t1月\t合计\ncoal\tt\t30\t10\t40\n柴油\tT\tn/a\t1\t1')).toEqual({
      cells: [
        ['coal', 3, '30'],
        ['coal', 1, '10'],
        ['diesel', 3, 'n/a', 'noValue'],
        ['diesel', 1, '1'],
      ],
      strays: [],
    });
  });

  it('holds a row back whose unit differs, and refuses months of another year', () => {
    expect(paste('\tunit\t2025-12\t2026-01\ncoal\tkg\t1\t2')).toEqual({
      cells: [['coal', 1, '2', 'otherUnit']],
      strays: [['coal · 2025-12', '1', 'otherYear']],
    });
  });

  it('with months alone begins at the focused row', () => {
    expect(paste('Feb\tMar\n5\t6', { row: 'coal', month: 9 }).cells).toEqual([
      ['coal', 2, '5'],
      ['coal', 3, '6'],
    ]);
  });

  it('counts 1, 2, 3 … as months beside a heading that is no number, and as values otherwise', () => {
    expect(paste('source\t1\t2\t3\ncoal\t7\t8\t9').cells).toEqual([
      ['coal', 1, '7'],
      ['coal', 2, '8'],
      ['coal', 3, '9'],
    ]);
    expect(paste('1\t2\t3').cells).toHaveLength(3);
  });

  it('takes a place once, and asks which of two rows a name means', () => {
    const twice = [...ROWS, row('coal-2', 'coal')];
    expect(placeBlock(parseTsv('\t1月\nlime\t1\nlime\t2'), target()).strays).toEqual([
      { where: 'lime · 1月', raw: '2', reason: 'twice' },
    ]);
    expect(placeBlock(parseTsv('\t1月\ncoal\t1'), { ...target(), rows: twice })).toEqual({
      cells: [],
      strays: [{ where: 'coal · 1月', raw: '1', reason: 'severalRows' }],
    });
  });
});

it('loses no cell: each that is not empty is placed once or named as a stray', () => {
  const cell = fc.constantFrom('', '1', '2.5', '1,234', 'x', '-', '１');
  const table = fc
    .integer({ min: 1, max: 14 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    );
  fc.assert(
    fc.property(
      table,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('diesel', 'coal', 'lime'),
      (rows, month, key) => {
        const { cells, strays } = placeBlock(rows, target({ row: key, month }));
        expect(cells.length + strays.length).toBe(rows.flat().filter((text) => text !== '').length);
        expect(new Set(cells.map((one) => `${one.row}@${String(one.month)}`)).size).toBe(cells.length);
      },
    ),
  );
});
