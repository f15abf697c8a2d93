import type { ActivityRecord } from '@zerofab/contracts';
import { convert, UnitError } from '@zerofab/units';
import { addMonths } from '@zerofab/calendar';
import { sumDecimals } from '../../trace/decimal';
import { rowKey, type EntryRow } from './entry-rows';

/** A month of a row. */
export interface EntryCell {
  readonly key: string;
  readonly row: string;
  /** `2026-05`. */
  readonly month: string;
  /** The record of exactly this month that is in force. */
  readonly record: ActivityRecord | null;
  /** Records in force of another span that reach into the month. */
  readonly over: readonly ActivityRecord[];
  /** The month is over and within the boundary of the source: a value is expected. */
  readonly due: boolean;
  /** It is due, and no record in force covers all of it. */
  readonly missing: boolean;
}

export interface GridRow {
  readonly row: EntryRow;
  readonly cells: readonly EntryCell[];
}

/** A record in force that is no month of a row: a quarter, an invoice period, a stream that no longer exists. */
export interface OtherRecord {
  readonly record: ActivityRecord;
  readonly row: EntryRow | null;
}

export interface EntryGrid {
  readonly rows: readonly GridRow[];
  readonly others: readonly OtherRecord[];
}

const MIDNIGHT = 'T00:00:00';

export const cellKey = (row: string, month: string): string => `${row}@${month}`;
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${String(year)}-${String(index + 1).padStart(2, '0')}`);
export const nextMonth = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);

/** Local begin of a month as the server writes it, without the offset. */
const beginOf = (month: string): string => `${month}-01${MIDNIGHT}`;
/** Wall time of the site; the texts of one site compare in the order of time. */
const wall = (instant: string): string => instant.slice(0, 19);

/** The month a record is of; a count of a stock counts for the month at whose beginning it was taken. */
const monthOf = ({ from, to }: ActivityRecord, counted: boolean): string | null => {
  const month = from.slice(0, 7);
  if (wall(from) !== beginOf(month)) return null;
  const end = beginOf(nextMonth(month));
  return wall(to) === end || (counted && wall(to) < end) ? month : null;
};

const reaches = ({ from, to }: ActivityRecord, begin: string, end: string): boolean =>
  wall(from) < end && wall(to) > begin;

/** Do records together cover [begin, end) without a gap? */
const covers = (records: readonly ActivityRecord[], begin: string, end: string): boolean => {
  let until = begin;
  for (const { from, to } of records.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    if (wall(from) <= until && wall(to) > until) until = wall(to);
  return until >= end;
};

/** Sales out of a stock are rare; the balance takes a month without a record for one without a sale. */
const isDue = ({ included, stock, validFrom, validTo }: EntryRow, month: string, today: string): boolean =>
  included &&
  stock !== 'sold' &&
  today >= `${nextMonth(month)}-01` &&
  (validTo === null || validTo > `${month}-01`) &&
  (validFrom === null || validFrom < `${nextMonth(month)}-01`);

/**
 * Records of a site as a grid of a year: what is in force by month, and beside it every record in force that reaches
 * into the year and is no month of a row. `today` is the site's local date.
 */
export const entryGrid = (
  rows: readonly EntryRow[],
  records: readonly ActivityRecord[],
  year: number,
  today: string,
): EntryGrid => {
  const months = monthsOf(year);
  const [begin, end] = [beginOf(`${String(year)}-01`), beginOf(`${String(year + 1)}-01`)];
  const byRow = new Map<string, ActivityRecord[]>();
  for (const record of records) {
    if (record.replacedBy !== null || record.withdrawal || !reaches(record, begin, end)) continue;
    const key = rowKey(record.source, record.stream);
    byRow.set(key, [...(byRow.get(key) ?? []), record]);
  }
  const others: OtherRecord[] = [];
  const grid = rows.map((row): GridRow => {
    const counted = row.stock === 'stock';
    const monthly = new Map<string, ActivityRecord>();
    const spanning: ActivityRecord[] = [];
    for (const record of byRow.get(row.key) ?? []) {
      const month = monthOf(record, counted);
      if (month === null || monthly.has(month)) spanning.push(record);
      else monthly.set(month, record);
    }
    byRow.delete(row.key);
    others.push(...spanning.map((record) => ({ record, row })));
    const cells = months.map((month): EntryCell => {
      const [first, next] = [beginOf(month), beginOf(nextMonth(month))];
      const record = monthly.get(month) ?? null;
      const over = spanning.filter((candidate) => reaches(candidate, first, next));
      const due = isDue(row, month, today);
      const missing = due && record === null && !covers(over, first, next);
      return { key: cellKey(row.key, month), row: row.key, month, record, over, due, missing };
    });
    return { row, cells };
  });
  for (const left of byRow.values()) others.push(...left.map((record) => ({ record, row: null })));
  return { rows: grid, others };
};

/** All versions of a record, oldest first; the last one is the record itself. */
export const versionsOf = (
  record: ActivityRecord,
  records: readonly ActivityRecord[],
): readonly ActivityRecord[] => {
  const versions = [record];
  for (;;) {
    const [newer] = versions;
    const older = records.find(({ replacedBy }) => replacedBy !== null && replacedBy === newer?.id);
    if (older === undefined || versions.includes(older)) return versions;
    versions.unshift(older);
  }
};

/** Quantity of a record in a unit, as exact decimal text; null where the units do not fit. */
export const quantityIn = ({ quantity, unit }: ActivityRecord, wanted: string): string | null => {
  if (unit === wanted) return quantity;
  try {
    return convert(quantity, unit, wanted).toFixed();
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
};

export interface YearTotal {
  /** Exact decimal text in the unit of the row; null where nothing can be added. */
  readonly value: string | null;
  /** Months that are due and not covered whole, and where nothing is typed. */
  readonly missing: number;
  /** Records that reach over the end of the year and are left out. */
  readonly cut: number;
}

/**
 * Sum of a row over the year: its months (a typed value before the record), and records of another span that lie
 * within the year. Counts of a stock do not add up.
 */
export const yearTotal = (
  { row, cells }: GridRow,
  others: readonly OtherRecord[],
  typed: ReadonlyMap<string, string>,
): YearTotal => {
  const year = cells[0]?.month.slice(0, 4) ?? '';
  const own = others.filter((other) => other.row?.key === row.key).map(({ record }) => record);
  const whole = own.filter(
    ({ from, to }) =>
      wall(from) >= beginOf(`${year}-01`) && wall(to) <= beginOf(`${String(Number(year) + 1)}-01`),
  );
  const missing = cells.filter((cell) => cell.missing && !typed.has(cell.key)).length;
  const cut = own.length - whole.length;
  if (!row.adds) return { value: null, missing, cut };
  const parts = [
    ...cells.flatMap(({ key, record }) => {
      const value = typed.get(key) ?? (record === null ? undefined : quantityIn(record, row.unit));
      return value === undefined ? [] : [value];
    }),
    ...whole.map((record) => typed.get(recordKey(record.id)) ?? quantityIn(record, row.unit)),
  ];
  const known = parts.filter((part) => part !== null);
  return {
    value: known.length === 0 || known.length < parts.length ? null : sumDecimals(known),
    missing,
    cut,
  };
};

/** Key of what is typed for a record that is no cell. */
export const recordKey = (id: string): string => `#${id}`;
