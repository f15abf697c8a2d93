import type { CsvRecord } from './csv-records.js';
import { isDated, isNumber } from './dialect.js';
import { isMissing } from './written-number.js';

/** Where the rows of data begin, and what the lines above call the columns. */
export interface Layout {
  /** Records before the first row of data. */
  readonly skip: number;
  readonly columns: readonly { readonly name: string; readonly aliases: readonly string[] }[];
}

const PREAMBLE = 200;
const HEADER_LINES = 8;

type Test = (cell: string) => boolean;

const datedAt = ({ cells }: CsvRecord, isTime: Test): number => cells.findIndex(isTime);

/** The first record with a time whose next one has its time in the same column. */
const firstData = (records: readonly CsvRecord[], isTime: Test): number => {
  const limit = Math.min(records.length, PREAMBLE);
  for (let at = 0; at < limit; at += 1) {
    const record = records[at];
    const place = record === undefined ? -1 : datedAt(record, isTime);
    if (record === undefined || place === -1) continue;
    const beside = record.cells.some((cell, other) => other !== place && (isNumber(cell) || isMissing(cell)));
    // A row that cannot be read may follow; one of the next few has its time where this one has.
    const next = records.slice(at + 1, at + 4);
    if (beside && (next.length === 0 || next.some(({ cells }) => isTime(cells[place] ?? '')))) return at;
  }
  return -1;
};

const UNIT_ALONE = /^[[(（]?\s*(?:[kMG]?Wh|[kM]?W|m3|m³|kvarh|GJ|MJ)\s*[\])）]?$/i;

/** A line names the columns when each column of values has a word of its own there. */
const namesColumns = (cells: readonly string[], values: readonly number[]): boolean => {
  const words = values.map((place) => cells[place] ?? '');
  return (
    words.length > 0 &&
    words.every((word) => word !== '' && !isNumber(word) && !UNIT_ALONE.test(word)) &&
    (words.length === 1 || new Set(words).size > 1)
  );
};

/** @param isTime what is a time: a date, or in files without one a number that may be one */
export const layoutOf = (records: readonly CsvRecord[], isTime: Test = isDated): Layout | undefined => {
  const found = firstData(records, isTime);
  const first = records[found];
  if (first === undefined) return undefined;
  const width = Math.max(...records.slice(found, found + 50).map(({ cells }) => cells.length));
  const values = first.cells.flatMap((cell, place) =>
    !isTime(cell) && cell !== '' && (isNumber(cell) || isMissing(cell)) ? [place] : [],
  );
  const begins = first.cells.findIndex(isTime);
  // A header of numbers (hours 1 … 24) has a word where rows have their time.
  const isData = ({ cells }: CsvRecord): boolean =>
    isTime(cells[begins] ?? '') ||
    (/\d/.test(cells[begins] ?? '') &&
      values.length > 0 &&
      values.every((place) => isNumber(cells[place] ?? '')));
  let skip = found;
  // Rows that cannot be read are rows: they are told, not taken for a preamble.
  for (let before = records[skip - 1]; before !== undefined && isData(before); before = records[skip - 1])
    skip -= 1;
  const above = records
    .slice(Math.max(0, skip - HEADER_LINES), skip)
    .map(({ cells }) => cells)
    .toReversed();
  const header = above.find((cells) => namesColumns(cells, values)) ?? above[0] ?? [];
  const columns = Array.from({ length: width }, (_, place) => ({
    name: (header[place] ?? '') === '' ? `#${String(place + 1)}` : (header[place] ?? ''),
    aliases: above.map((cells) => cells[place] ?? '').filter((word) => word !== ''),
  }));
  return { skip, columns };
};
