import { MAX_FACTOR_ROWS } from '@zerofab/contracts';
import { csvText, safeText } from '@zerofab/csv';
import { cellsOf, FACTOR_COLUMNS, type ImportRow, type LibraryFactor } from '@zerofab/factors';
import { parse } from 'csv-parse/sync';
import { refusedField, type Bilingual, type RefusedError } from '@zerofab/vocabulary';

const NEEDED = ['id', 'name_zh', 'name_en', 'category', 'value', 'unit', 'source', 'confidence'] as const;

/** Takes the apostrophe away again that `csvText` leads a formula with. */
const asWritten = (text: string): string =>
  text.startsWith("'") && safeText(text) !== text ? text.slice(1) : text;

/** A table of the library as CSV, with every column; what is exported can be edited and imported again. */
export const writeFactorCsv = (factors: readonly LibraryFactor[]): string =>
  csvText(
    [
      FACTOR_COLUMNS,
      ...factors.map((factor) => {
        const cells = cellsOf(factor);
        return FACTOR_COLUMNS.map((name) => cells[name]);
      }),
    ],
    { mark: false },
  );

const refused = (text: Bilingual): RefusedError => refusedField('validation', 'csv', text);

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const checkHeader = (columns: readonly string[]): void => {
  const unknown = columns.filter((name) => !FACTOR_COLUMNS.some((known) => known === name));
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (unknown.length === 0 && missing.length === 0) return;
  const parts: Bilingual[] = [
    ...(missing.length === 0
      ? []
      : [{ zh: `表头缺少 ${missing.join('、')}`, en: `the header lacks ${missing.join(', ')}` }]),
    ...(unknown.length === 0
      ? []
      : [{ zh: `未知的列：${unknown.join('、')}`, en: `unknown columns: ${unknown.join(', ')}` }]),
  ];
  throw refused({
    zh: `${parts.map(({ zh }) => zh).join('；')}。可用的列：${FACTOR_COLUMNS.join('、')}`,
    en: `${parts.map(({ en }) => en).join('; ')}. Columns: ${FACTOR_COLUMNS.join(', ')}`,
  });
};

/** The separator of the header decides: notes hold commas and semicolons. */
const separatorOf = (csv: string): string => {
  const [header = ''] = csv.split(/[\r\n]/, 1);
  return /[\t;]/.exec(header)?.[0] ?? ',';
};

/**
 * Rows of a factor table; the separator may be comma, semicolon or tab, as spreadsheets write it.
 * @throws RefusedError invalid when it is no such table, saying what is wrong and where
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
    if (rows.length === 0)
      throw refused({
        zh: '文件只有表头，没有数据行；请补充数据',
        en: 'the file has a header and no rows; add some',
      });
    if (rows.length > MAX_FACTOR_ROWS)
      throw refused({
        zh: `文件超过 ${String(MAX_FACTOR_ROWS)} 行；请拆分`,
        en: `the file has more than ${String(MAX_FACTOR_ROWS)} rows; split it`,
      });
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw refused({ zh: `文件不是有效的 CSV，请更正：${error.message}`, en: error.message });
    throw error;
  }
};
