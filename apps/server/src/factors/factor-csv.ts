import { MAX_FACTOR_ROWS } from '@zerofab/contracts';
import { cellsOf, FACTOR_COLUMNS, type ImportRow, type LibraryFactor } from '@zerofab/factors';
import { parse } from 'csv-parse/sync';
import { refuse } from '../inventory/refuse.js';

const NEEDED = ['id', 'name_zh', 'name_en', 'category', 'value', 'unit', 'source', 'confidence'] as const;

/** What a spreadsheet would take for a formula; a quote before it is one that was put there to prevent that. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i;

/** As text for a spreadsheet: it shows the sign before it and runs nothing. `asWritten` takes it away again. */
const asText = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const asWritten = (text: string): string => (/^'/.test(text) && FORMULA.test(text) ? text.slice(1) : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table of the library as CSV, with every column; what is exported can be edited and imported again. */
export const writeFactorCsv = (factors: readonly LibraryFactor[]): string =>
  [
    FACTOR_COLUMNS.join(','),
    ...factors.map((factor) => {
      const cells = cellsOf(factor);
      return FACTOR_COLUMNS.map((name) => quoted(asText(cells[name]))).join(',');
    }),
  ].join('\r\n') + '\r\n';

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const checkHeader = (columns: readonly string[]): void => {
  const unknown = columns.filter((name) => !FACTOR_COLUMNS.some((known) => known === name));
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (unknown.length === 0 && missing.length === 0) return;
  const parts = [
    ...(missing.length === 0 ? [] : [`the header lacks ${missing.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`unknown columns: ${unknown.join(', ')}`]),
  ];
  refuse('csv', `${parts.join('; ')}. Columns: ${FACTOR_COLUMNS.join(', ')}`);
};

/** The separator of the header decides: notes hold commas and semicolons. */
const separatorOf = (csv: string): string => {
  const [header = ''] = csv.split(/[\r\n]/, 1);
  return /[\t;]/.exec(header)?.[0] ?? ',';
};

/**
 * Rows of a factor table; the separator may be comma, semicolon or tab, as spreadsheets write it.
 * @throws ProblemError 422 when it is no such table, saying what is wrong and where
 */
export const readFactorCsv = (csv: string): readonly ImportRow[] => {
  try {
    const rows = parse(csv, {
      bom: true,
      columns: (header: string[]) => {
        const names = header.map((name) => name.trim().toLowerCase());
        checkHeader(names);
        return names;
      },
      delimiter: separatorOf(csv),
      skip_empty_lines: true,
      info: true,
      to: MAX_FACTOR_ROWS + 1,
      cast: (value, { header }) => (header ? value : asWritten(value)),
    }) as unknown as readonly Parsed[];
    if (rows.length === 0) return refuse('csv', 'the file has a header and no rows');
    if (rows.length > MAX_FACTOR_ROWS)
      return refuse('csv', `the file has more than ${String(MAX_FACTOR_ROWS)} rows; split it`);
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      return refuse('csv', error.message);
    throw error;
  }
};
