import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRecords } from './csv-records.js';

const read = (pieces: readonly string[], delimiter = ',') => {
  const records = new CsvRecords(delimiter);
  return [...pieces.flatMap((piece) => records.push(piece)), ...records.end()];
};
const cells = (text: string, delimiter?: string) => read([text], delimiter).map((record) => record.cells);

describe('CsvRecords', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa, b \n', [['a', 'b']]],
    ['"a,b","c""d"\n', [['a,b', 'c"d']]],
    ['"a\nb",c\n', [['a\nb', 'c']]],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['\n\n a \n\n', [['a']]],
    ['', []],
  ])('reads %j', (text, wanted) => {
    expect(cells(text)).toEqual(wanted);
  });

  it('reads another separator', () => {
    expect(cells('a;b,c\td\n', ';')).toEqual([['a', 'b,c\td']]);
  });

  it('tells the line of a record with broken quotes, and goes on behind it', () => {
    const [head, opening, good, closing, open] = read(['h,i\nx"y,1\n"a\nb",2\n"a"b,3\n"never\n']);
    expect([head?.line, head?.cells]).toEqual([1, ['h', 'i']]);
    expect([opening?.line, opening?.broken]).toEqual([2, expect.stringMatching(/Opening Quote.*"x"/)]);
    expect([good?.line, good?.cells]).toEqual([4, ['a\nb', '2']]);
    expect([closing?.line, closing?.broken]).toEqual([5, expect.stringMatching(/Closing Quote/)]);
    expect(open?.broken).toMatch(/Quote Not Closed/);
  });

  it('gives the same records however the text is cut', () => {
    const sign = fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '\uFEFF', '表');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: sign, maxLength: 12 }), { maxLength: 8 }), (pieces) => {
        expect(read(pieces)).toEqual(read([pieces.join('')]));
      }),
    );
  });

  it('reads back what is written by the rules', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '表'), minLength: 1, maxLength: 6 })
      .map((text) => `x${text}x`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect(cells(text)).toEqual(rows);
      }),
    );
  });
});
