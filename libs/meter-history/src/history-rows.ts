import { RowClock, type TimeRule } from '@zerofab/calendar';
import type { Bilingual } from '@zerofab/vocabulary';
import { rowValues, type ColumnMapping } from './column-map.js';
import { CsvRecords, type CsvRecord } from './csv-records.js';

/** Values of one moment, by register code. */
export interface FileReading {
  /** Epoch milliseconds. */
  readonly ts: number;
  readonly values: Record<string, number>;
}

/** A row that cannot be used. */
export interface BadRow {
  readonly line: number;
  readonly reason: Bilingual;
}

/** How the rows of a file are read. */
export interface RowRules {
  readonly delimiter: string;
  /** Undefined: the first column. */
  readonly timeColumn: string | undefined;
  readonly time: TimeRule;
  readonly mappings: readonly ColumnMapping[];
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
 * Rows of a meter-history CSV in their order: the first line names the columns, each further one is a reading or a
 * `BadRow`. Text comes in pieces of any size.
 */
export class HistoryRows {
  private readonly records: CsvRecords;
  private readonly clock: RowClock;
  private header: readonly string[] | undefined;

  /**
   * @param file its name, for what is wrong with it
   * @throws Error for a time rule that cannot be
   */
  constructor(
    private readonly file: string,
    private readonly rules: RowRules,
  ) {
    this.records = new CsvRecords(rules.delimiter);
    this.clock = new RowClock(rules.time);
  }

  /** @throws Error when the file lacks a column */
  push(text: string): (FileReading | BadRow)[] {
    return this.records.push(text).flatMap((record) => this.read(record));
  }

  /** @throws Error when the file is empty */
  end(): (FileReading | BadRow)[] {
    const rest = this.records.end().flatMap((record) => this.read(record));
    if (this.header === undefined)
      throw new Error(`${this.file} is empty: its first line must name the columns`);
    return rest;
  }

  private read({ line, cells, broken }: CsvRecord): (FileReading | BadRow)[] {
    if (broken !== undefined)
      return [{ line, reason: { zh: `引号不成对，无法读取此行（${broken}）`, en: broken } }];
    if (this.header === undefined) {
      checkHeader(this.file, cells, this.rules);
      this.header = cells;
      return [];
    }
    const { header, rules } = this;
    if (cells.length < header.length) {
      const [has, wants] = [String(cells.length), String(header.length)];
      const reason = {
        zh: `该行只有 ${has} 列，表头有 ${wants} 列`,
        en: `Invalid Record Length: the row has ${has} columns, the header ${wants}`,
      };
      return [{ line, reason }];
    }
    const cell = (column: string): string => cells[header.indexOf(column)] ?? '';
    const ts = this.clock.read(cell(rules.timeColumn ?? header[0] ?? ''));
    if (typeof ts !== 'number') return [{ line, reason: ts }];
    const values = rowValues(cell, rules.mappings);
    return isReason(values) ? [{ line, reason: values }] : [{ ts, values }];
  }
}

const isReason = (values: Record<string, number> | Bilingual): values is Bilingual =>
  typeof values['zh'] === 'string';
