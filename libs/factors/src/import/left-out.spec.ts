import { describe, expect, it } from 'vitest';
import { cellsOf } from '../factor-row.js';
import { builtInLibrary } from '../library.js';
import { previewImport, type ImportRow } from './preview.js';

const library = builtInLibrary();
const COLUMNS = new Set(['rung', 'fuel', 'parameter', 'set']);

/** A row as a file of the landed version has it: without the columns. */
const old = (id: string, change: Record<string, string> = {}): ImportRow => {
  const cells = Object.entries(cellsOf(library.byId.get(id)!)).filter(([name]) => !COLUMNS.has(name));
  return { line: 2, cells: { ...Object.fromEntries(cells), ...change } };
};
const preview = (row: ImportRow, table: string) =>
  previewImport([row], { table, edition: 'import 1', library });

describe('a file that leaves out rung, fuel, parameter and set', () => {
  it('says nothing new when it repeats the library', () => {
    for (const id of ['fuel-diesel-ncv-ipcc2006', 'gwp-ch4-ar5', 'heat-default-gbt32151-34-2024'])
      expect(preview(old(id), library.byId.get(id)!.table)).toMatchObject({ unchanged: 1, rejected: [] });
  });

  it('takes them from the row it corrects', () => {
    const { changed } = preview(old('fuel-diesel-ncv-ipcc2006', { value: '43.1' }), 'fuels');
    expect(changed).toMatchObject([
      {
        fields: ['value'],
        after: { rung: 'ipcc', fuel: 'diesel', parameter: 'netCalorificValue', set: 'ipcc2006' },
      },
    ]);
  });

  it('takes them from the publication it supersedes', () => {
    const newer = { id: 'elec-cn-2024-average', value: '0.5110', year: '2024', valid_from: '2026-12-20' };
    const { added } = preview(old('elec-cn-2023-average', { ...newer, valid_to: '' }), 'electricity');
    expect(added).toMatchObject([{ factor: { rung: 'national-database', fuel: null, set: null } }]);
  });

  it('stands on the weakest rung where nothing says better, whatever its source is called', () => {
    const row = old('process-carbonate-caco3-gbt', {
      id: 'lime-new',
      source: 'GB/T 32151.99-2027 Table A.1',
    });
    expect(preview(row, 'process').added).toMatchObject([{ factor: { rung: 'ipcc', parameter: null } }]);
    expect(preview({ ...row, cells: { ...row.cells, rung: 'sector-part' } }, 'process').added).toMatchObject([
      { factor: { rung: 'sector-part' } },
    ]);
  });

  it('takes the parameter its category agrees on, and no rung where the table has none', () => {
    const row = old('gwp-ch4-ar5', { id: 'gwp-new', gas: 'NEW-1', set: 'ar5' });
    expect(preview(row, 'gwp').added).toMatchObject([
      { factor: { rung: null, parameter: 'gwp', set: 'ar5' } },
    ]);
    const ncv = old('fuel-diesel-ncv-ipcc2006', { id: 'ncv-new', fuel: 'diesel', set: 'new' });
    expect(preview(ncv, 'fuels').added).toMatchObject([
      { factor: { rung: 'ipcc', parameter: 'netCalorificValue' } },
    ]);
  });

  it.each([
    ['fuel', { set: 'new' }],
    ['set', { fuel: 'diesel' }],
  ])('is refused without %s where nobody would find the row', (column, cells) => {
    const { rejected, added } = preview(
      old('fuel-diesel-ncv-ipcc2006', { id: 'ncv-new', ...cells }),
      'fuels',
    );
    expect(added).toEqual([]);
    expect(rejected).toMatchObject([{ column }]);
    expect(rejected[0]?.reason.en).toContain(`fill column ${column}`);
    expect(rejected[0]?.reason.zh).toContain(`列 ${column}`);
  });

  it.each([
    ['rung', { rung: 'measured' }],
    ['rung', { rung: 'best' }],
    ['parameter', { parameter: 'ncv' }],
    ['fuel', { fuel: 'Diesel Oil' }],
    ['set', { set: '-x' }],
  ])('is refused with a bad %s', (column, cells) => {
    const { rejected } = preview(old('fuel-diesel-ncv-ipcc2006', cells), 'fuels');
    expect(rejected).toMatchObject([{ line: 2, column }]);
  });
});
