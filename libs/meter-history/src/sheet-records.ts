import type { CsvRecord } from './csv-records.js';

interface Formula {
  readonly result?: unknown;
}
interface Rich {
  readonly richText?: readonly { readonly text: string }[];
  readonly text?: unknown;
}

/** A date of a spreadsheet has no zone; the cell's time stands in the UTC fields. */
const dateText = (date: Date): string =>
  new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ');

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value);
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const { result } = value as Formula;
  if (result !== undefined) return cellText(result);
  const { richText, text } = value as Rich;
  return richText === undefined
    ? cellText(text)
    : richText
        .map((part) => part.text)
        .join('')
        .trim();
};

/** Rows of a sheet as records of text, as those of a CSV: values of formulas, dates as `2026-01-05 08:15:00`. */
export const sheetRecords = (
  rows: Iterable<readonly [line: number, cells: readonly unknown[]]>,
): CsvRecord[] => {
  const records: CsvRecord[] = [];
  for (const [line, values] of rows) {
    const cells = Array.from(values, cellText);
    if (cells.some((cell) => cell !== '')) records.push({ line, cells });
  }
  return records;
};
