import { createReadStream } from 'node:fs';
import { HistoryRows, type BadRow, type FileReading, type RowRules } from '@zerofab/meter-history';

/**
 * Streams the readings of a CSV file in its order; a row that cannot be used comes as a `BadRow`.
 * @throws Error when the file cannot be read or lacks a column
 */
export async function* readRows(file: string, rules: RowRules): AsyncGenerator<FileReading | BadRow> {
  const rows = new HistoryRows(file, rules);
  for await (const piece of createReadStream(file, 'utf8') as AsyncIterable<string>) yield* rows.push(piece);
  yield* rows.end();
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
