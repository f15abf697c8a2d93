import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { rowValues, type ColumnMapping } from './mapping.js';
import { RowClock, type TimeRule } from '@zerofab/calendar';

export interface FileReading {
  readonly ts: number;
  readonly values: Record<string, number>;
}
export interface BadRow {
  readonly line: number;
  readonly reason: string;
}
export interface RowRules {
  readonly delimiter: string;
  readonly timeColumn: string | undefined;
  readonly time: TimeRule;
  readonly mappings: readonly ColumnMapping[];
}

interface CsvEntry {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/** @throws Error that names the missing or doubtful column: no row of such a file could be used */
const checkHeader = (file: string, names: readonly string[], rules: RowRules): void => {
  const wanted = [
    ...(rules.timeColumn === undefined ? [] : [rules.timeColumn]),
    ...rules.mappings.map(({ column }) => column),
  ];
  const missing = wanted.find((column) => !names.includes(column));
  if (missing !== undefined)
    throw new Error(`${file} has no column "${missing}"; it has: ${names.join(', ')}`);
  const double = wanted.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (double !== undefined)
    throw new Error(`${file} has two columns "${double}"; rename one, so that it is clear which is meant`);
};

/**
 * Streams the readings of a CSV file in its order; a row that cannot be used comes as a `BadRow`.
 * @throws Error when the file cannot be read or lacks a column
 */
export async function* readRows(file: string, rules: RowRules): AsyncGenerator<FileReading | BadRow> {
  const clock = new RowClock(rules.time);
  const broken: BadRow[] = [];
  let timeColumn: string | undefined;
  const parser = parse({
    bom: true,
    columns: (names: string[]) => {
      checkHeader(file, names, rules);
      timeColumn = rules.timeColumn ?? names[0] ?? '';
      return names;
    },
    delimiter: rules.delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count_more: true,
    skip_records_with_error: true,
    info: true,
    on_skip: (error) => {
      if (error !== undefined) broken.push({ line: Number(error['lines']), reason: error.message });
    },
  });
  const source = createReadStream(file);
  source.once('error', (error) => parser.destroy(error));
  for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvEntry>) {
    yield* broken.splice(0);
    const ts = clock.read(record[timeColumn ?? ''] ?? '');
    const values = rowValues(record, rules.mappings);
    if (typeof ts === 'string') yield { line: info.lines, reason: ts };
    else if (typeof values === 'string') yield { line: info.lines, reason: values };
    else yield { ts, values };
  }
  yield* broken;
  if (timeColumn === undefined) throw new Error(`${file} is empty: its first line must name the columns`);
}

/** In an order drawn from the seed: the same seed gives the same order. */
export const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const result = [...items];
  let state = seed >>> 0;
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
  }
  return result;
};
