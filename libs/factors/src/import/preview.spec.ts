import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupFuel } from '../fuel.js';
import { lookupGridFactor } from '../grid-electricity.js';
import { builtInLibrary } from '../library.js';
import { cellsOf, type LibraryFactor } from '../factor-row.js';
import { previewImport, type ImportRow } from './preview.js';
import { overlaps } from './validity.js';

const library = builtInLibrary();

/** A factor as the row of a file. */
const rowOf = (f: LibraryFactor, line = 2): ImportRow => ({ line, cells: { ...cellsOf(f) } });
const cn2024: ImportRow = {
  line: 2,
  cells: {
    id: 'elec-cn-2024-average',
    name_zh: '全国电力平均二氧化碳排放因子',
    name_en: 'National average electricity CO2 factor',
    category: 'grid-average-national',
    value: '0.5110',
    unit: 'kgCO2/kWh',
    gas: 'CO2',
    region: 'CN',
    year: '2024',
    valid_from: '2026-12-20',
    source: 'a test announcement',
    confidence: 'high',
  },
};
const preview = (rows: readonly ImportRow[], table = 'electricity') =>
  previewImport(rows, { table, edition: 'import 1', library });
const change = (cells: Record<string, string>, line = 2): ImportRow => ({
  line,
  cells: { ...cn2024.cells, ...cells },
});

describe('an import of a newer national table', () => {
  it('adds the new factor, ends the one before it, and is found by the day of publication', () => {
    const { added, closed, library: after } = preview([cn2024]);
    expect(added).toMatchObject([
      { line: 2, factor: { id: 'elec-cn-2024-average' }, predecessor: { id: 'elec-cn-2023-average' } },
    ]);
    expect(closed).toEqual([
      { id: 'elec-cn-2023-average', validTo: '2026-12-19', successor: 'elec-cn-2024-average' },
    ]);
    const lookup = { region: 'CN', accountingYear: 2026, rule: 'latest-at-report-due' } as const;
    expect(lookupGridFactor({ ...lookup, asOf: '2026-12-19' }, after).id).toBe('elec-cn-2023-average');
    expect(lookupGridFactor({ ...lookup, asOf: '2027-01-05' }, after)).toMatchObject({
      value: '0.5110',
      version: 'import 1',
    });
    // The library it was made from is what it was.
    expect(lookupGridFactor({ ...lookup, asOf: '2027-01-05' }).id).toBe('elec-cn-2023-average');
  });

  it('shows a correction field by field', () => {
    const before = library.byId.get('heat-default-gbt32151-34-2024')!;
    const row = rowOf({ ...before, value: '0.10' });
    expect(preview([row], 'heat').changed).toMatchObject([{ fields: ['value'], after: { value: '0.10' } }]);
  });

  it('may bring a set of fuel parameters of its own', () => {
    const rows = ['ncv', 'co2heat'].map((kind, index) => {
      const old = library.byId.get(`fuel-diesel-${kind}-ipcc2006`)!;
      return rowOf({ ...old, id: `diesel-${kind}-2027`, set: 'cnd2027', source: 'NCSC 2027' }, index + 2);
    });
    const after = preview(rows, 'fuels').library;
    expect(lookupFuel({ fuel: 'diesel', set: 'cnd2027' }, after).factors).toHaveLength(2);
    // What no source asks for stays as it was.
    expect(lookupFuel({ fuel: 'diesel' }, after).set).toBe('gbt32151-34-2024');
  });

  it.each([
    ['value', { value: '' }],
    ['value', { value: '0,5' }],
    ['value', { value: '-0.1' }],
    ['unit', { unit: '' }],
    ['unit', { unit: 'tCO2/t' }],
    ['source', { source: ' ' }],
    ['year', { year: '' }],
    ['year', { year: '24' }],
    ['valid_from', { valid_from: '' }],
    ['valid_from', { valid_from: '2026-02-30' }],
    ['valid_to', { valid_to: '2026-01-01' }],
    ['region', { region: 'CN-XX' }],
    ['category', { category: 'grid-avarage-national' }],
    ['confidence', { confidence: 'sure' }],
    ['id', { id: 'heat-default-gbt32151-34-2024' }],
    ['colour', { colour: 'green' }],
    // A day within the validity that the announcement of 2022 is printed with.
    ['valid_from', { valid_from: '2025-06-01' }],
  ])('refuses a row with a bad %s', (column, cells) => {
    const { rejected, added, changed } = preview([change(cells)]);
    expect(rejected).toMatchObject([{ line: 2, column }]);
    expect(rejected[0]?.reason.zh).not.toBe('');
    expect([...added, ...changed]).toEqual([]);
  });

  it('refuses both rows that use one id, and both whose validity begins on one day', () => {
    expect(preview([cn2024, change({}, 3)]).rejected.map(({ line }) => line)).toEqual([2, 3]);
    expect(preview([cn2024, change({ id: 'elec-cn-2024-b' }, 3)]).rejected.map(({ line }) => line)).toEqual([
      2, 3,
    ]);
  });

  it('refuses an oxidation factor above 100 %', () => {
    const of = library.byId.get('fuel-diesel-of-gbt32151-34-2024')!;
    expect(preview([rowOf({ ...of, value: '101' })], 'fuels').rejected).toMatchObject([{ column: 'value' }]);
  });
});

describe('properties of an import', () => {
  it('of the library itself changes nothing, in any order', () => {
    for (const table of ['electricity', 'fuels', 'heat', 'gwp', 'process']) {
      const own = library.factors.filter((factor) => factor.table === table);
      const { unchanged, added, changed, rejected, closed } = preview(
        own.map((f, index) => rowOf(f, own.length - index)).toReversed(),
        table,
      );
      expect({ unchanged, rest: [...added, ...changed, ...rejected, ...closed] }).toEqual({
        unchanged: own.length,
        rest: [],
      });
    }
  });

  it('puts every row into exactly one of four places, and never leaves an overlap', () => {
    const cell = fc.constantFrom('0.5', '-1', 'x', '');
    const day = fc.constantFrom('2025-06-01', '2026-12-20', '2027-03-01', '2099-13-01', '');
    const rows = fc.array(
      fc.record({ value: cell, valid_from: day, id: fc.constantFrom('a1', 'b2', 'c3') }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(rows, (cells) => {
        const result = preview(cells.map((own, index) => change(own, index + 2)));
        const { added, changed, unchanged, rejected } = result;
        expect(added.length + changed.length + unchanged + rejected.length).toBe(cells.length);
        expect(overlaps(result.library.factors)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the library', () => {
  it('holds no two factors of one figure that claim the same day', () => {
    expect(overlaps(library.factors)).toEqual([]);
  });
});
