import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { rowValues, type ColumnMapping } from './mapping.js';
import { rowTime, type TimeRule } from './row-time.js';

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

/** Streams the readings of a CSV file in its order; a row that cannot be used comes as a `BadRow`. */
export async function* readRows(file: string, rules: RowRules): AsyncGenerator<FileReading | BadRow> {
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      columns: true,
      delimiter: rules.delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }),
  );
  for await (const entry of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>) {
    const { record, info } = entry;
    const timeColumn = rules.timeColumn ?? Object.keys(record)[0] ?? '';
    const text = record[timeColumn];
    const ts = text === undefined ? `there is no column "${timeColumn}"` : rowTime(text, rules.time);
    const values = rowValues(record, rules.mappings);
    if (typeof ts === 'string') yield { line: info.lines, reason: ts };
    else if (typeof values === 'string') yield { line: info.lines, reason: values };
    else yield { ts, values };
  }
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
