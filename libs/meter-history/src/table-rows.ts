import type { Bilingual } from '@zerofab/vocabulary';
import type { CsvRecord } from './csv-records.js';
import type { BadRow, FileFormat, FileReading } from './file-format.js';
import { RowTime } from './row-time.js';
import { numberOf, isMissing } from './written-number.js';

/** Reads records one after the other; a record gives none, one or (wide rows) many readings. */
export interface RecordReader {
  /** @throws Error for a record that says the file cannot be read at all */
  read(record: CsvRecord): (FileReading | BadRow)[];
}

const isReason = (value: number | Bilingual): value is Bilingual => typeof value !== 'number';

/** Rows of a table by a format: one row a moment, or a row a day with a column for each part of it. */
export class TableRows implements RecordReader {
  private readonly time: RowTime;
  private passed = 0;

  /** @throws Error for a format that cannot be followed */
  constructor(private readonly format: FileFormat) {
    this.time = new RowTime(format.time);
  }

  read(record: CsvRecord): (FileReading | BadRow)[] {
    this.passed += 1;
    if (this.passed <= this.format.skip) return [];
    const { line, cells, broken } = record;
    if (broken !== undefined)
      return [{ line, reason: { zh: `引号不成对，无法读取此行（${broken}）`, en: broken } }];
    if (this.format.where.some(({ column, value }) => (cells[column] ?? '') !== value)) return [];
    return this.format.wide.length > 0 ? this.readWide(line, cells) : [this.readOne(line, cells)];
  }

  private readOne(line: number, cells: readonly string[]): FileReading | BadRow {
    const ts = this.time.read(cells);
    if (isReason(ts)) return { line, reason: ts };
    const values: Record<string, number> = {};
    for (const { place, column, register, scale } of this.format.mappings) {
      const value = this.value(cells[place], column);
      if (isReason(value)) return { line, reason: value };
      values[register] = scaled(value, scale);
    }
    return { ts, values };
  }

  private readWide(line: number, cells: readonly string[]): (FileReading | BadRow)[] {
    const [mapping] = this.format.mappings;
    if (mapping === undefined) return [];
    const { register, scale } = mapping;
    return this.format.wide.flatMap(({ column, endMinute }): (FileReading | BadRow)[] => {
      const ts = this.time.readSlot(cells, endMinute);
      const value = this.value(cells[column], `#${String(column + 1)}`);
      if (isReason(ts)) {
        // The hour that the clocks leave out has no value either.
        return isReason(value) ? [] : [{ line, reason: ts }];
      }
      return isReason(value)
        ? [{ line, reason: value }]
        : [{ ts, values: { [register]: scaled(value, scale) } }];
    });
  }

  private value(text: string | undefined, column: string): number | Bilingual {
    if (text === undefined)
      return { zh: `该行没有“${column}”列`, en: `Invalid Record Length: the row has no column "${column}"` };
    const value = numberOf(text, this.format.decimal);
    if (value !== undefined) return value;
    return isMissing(text)
      ? {
          zh: `“${column}”列的“${text}”不是数字：没有读数`,
          en: `column "${column}" holds "${text}", not a number: no value`,
        }
      : { zh: `“${column}”列的“${text}”不是数字`, en: `column "${column}" holds "${text}", not a number` };
  }
}

const scaled = (value: number, scale: number): number =>
  scale === 1 ? value : Number((value * scale).toPrecision(15));
