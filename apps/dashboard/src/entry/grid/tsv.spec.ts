import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTsv } from './tsv';

/** As Excel writes a block: quotes only where a cell holds a tab, line break or quote. */
const excel = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .map((line) => `${line}\r\n`)
    .join('');

it('reads rows and cells, whatever the line ends, and drops empty rows at the end', () => {
  expect(parseTsv('1\t2\r\n\t4\r\n')).toEqual([
    ['1', '2'],
    ['', '4'],
  ]);
  expect(parseTsv('1\r2')).toEqual([['1'], ['2']]);
  expect(parseTsv('5\n\t\n\n')).toEqual([['5']]);
  expect(parseTsv('')).toEqual([]);
});

it('reads quoted cells, and leaves a stray quote as it is', () => {
  expect(parseTsv('"two\nlines"\t"a ""b"""\r\n')).toEqual([['two\nlines', 'a "b"']]);
  expect(parseTsv('"open\t1')).toEqual([['"open', '1']]);
  expect(parseTsv('"a"b\t1')).toEqual([['"a"b', '1']]);
});

it('gives back any block that Excel copied', () => {
  const cell = fc
    .oneof(fc.string(), fc.constantFrom('a\tb', 'x\ny', '"', '12.5'))
    .map((text) => text.replaceAll('\r', ''));
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 5 })
        .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })),
      (rows) => {
        const full = [...rows, ['end', ...(rows[0] ?? []).slice(1)]];
        expect(parseTsv(excel(full))).toEqual(full);
      },
    ),
  );
});
