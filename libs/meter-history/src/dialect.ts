import { CsvRecords, type CsvRecord } from './csv-records.js';
import { isNem12 } from './nem12.js';
import { isMissing, numberOf } from './written-number.js';
import { isoOf, rangeOf, type TimeStyle } from './written-time.js';

const DELIMITERS = [',', ';', '\t', '|'];
const PEEK_CHARS = 20_000;

export const recordsOf = (text: string, delimiter: string): CsvRecord[] => {
  const records = new CsvRecords(delimiter);
  return [...records.push(text), ...records.end()];
};

const DATED: readonly TimeStyle[] = ['ymd', 'dmy', 'mdy'];

/** A text with a day, month and year and nothing else but a time of day; or two of them. */
export const isDated = (text: string): boolean => {
  if (text.length < 6 || text.length > 80 || !/\d/.test(text)) return false;
  const [from] = rangeOf(text) ?? [text];
  return DATED.some((style) => isoOf(from, style) !== undefined);
};

export const isNumber = (text: string): boolean =>
  numberOf(text, '.') !== undefined || numberOf(text, ',') !== undefined;

/** Cells of records that have a date and a value beside it. */
const score = (records: readonly CsvRecord[]): number => {
  let sum = 0;
  for (const { cells } of records) {
    const dated = cells.findIndex(isDated);
    const beside = cells.some((cell, place) => place !== dated && (isNumber(cell) || isMissing(cell)));
    if (dated !== -1 && beside) sum += cells.length;
  }
  return sum;
};

/**
 * The separator under which most cells stand in rows of a date and values; a line `sep=;` of spreadsheet programs says
 * it. Where no row has a date, the one that the first lines have most of.
 */
export const delimiterOf = (text: string): string => {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  if (said?.[1] !== undefined) return said[1];
  const begin = text.slice(0, PEEK_CHARS);
  const tried = DELIMITERS.map((delimiter) => {
    const records = new CsvRecords(delimiter).push(begin);
    return {
      delimiter,
      score: score(records),
      cells: records.reduce((sum, { cells }) => sum + cells.length, 0),
    };
  });
  if (isNem12(new CsvRecords(',').push(begin))) return ',';
  const best = tried.toSorted((one, other) => other.score - one.score || other.cells - one.cells)[0];
  return best?.delimiter ?? ',';
};
