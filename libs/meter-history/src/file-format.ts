import type { Bilingual } from '@zerofab/vocabulary';
import type { DecimalSign } from './written-number.js';

/** A column that becomes a register's value, times a scale. */
export interface ColumnMapping {
  /** Name in the header (any of its lines), or `#2` for the second column. */
  readonly column: string;
  readonly register: string;
  readonly scale: number;
}

/** Values of one moment, by register code. */
export interface FileReading {
  /** Epoch milliseconds; of an interval its end. */
  readonly ts: number;
  readonly values: Record<string, number>;
}

/** A row that cannot be used. */
export interface BadRow {
  readonly line: number;
  readonly reason: Bilingual;
}

/** A column of a wide row: its part of the day, in minutes from midnight. */
export interface WideSlot {
  readonly column: number;
  readonly endMinute: number;
}

/** How the time of a row is written. Columns are places, from 0. */
export interface FileTime {
  /** One column, or date and time that are joined. */
  readonly columns: readonly number[];
  /** `2025-10-19 00:00 to 2025-10-19 01:00` in one cell: the second counts. */
  readonly range: boolean;
  /** A style of `TIME_STYLES`, luxon tokens, `iso` or `epoch-ms`. */
  readonly format: string;
  /** IANA zone of local times; undefined: the text must carry its offset. */
  readonly zone: string | undefined;
  readonly midnightClosesDay: boolean;
  readonly descending: boolean;
  /** Added to every time: the length of the interval where times are its start, else 0. */
  readonly shiftMs: number;
  /** An end written as the last second or minute before it (00:14:59, 00:14) counts as the next minute. */
  readonly inclusiveEnd: boolean;
}

/** Only rows that hold this value in this column: one meter of several, one kind of value. */
export interface RowFilter {
  readonly column: number;
  readonly value: string;
}

/** How the rows of a file are read. Detection proposes it, a person confirms it. */
export interface FileFormat {
  readonly kind: 'table' | 'nem12';
  readonly delimiter: string;
  /** Records before the first row of data, the header among them. */
  readonly skip: number;
  readonly decimal: DecimalSign;
  readonly time: FileTime;
  /** Empty: one row a moment. */
  readonly wide: readonly WideSlot[];
  readonly where: readonly RowFilter[];
  readonly mappings: readonly PlacedMapping[];
}

export interface PlacedMapping {
  /** Place of the column; of wide rows and NEM12 it does not matter. */
  readonly place: number;
  /** Name of the column, for what is wrong with a value. */
  readonly column: string;
  readonly register: string;
  readonly scale: number;
}
