import { CsvRecords, type CsvRecord } from './csv-records.js';
import type { BadRow, FileFormat, FileReading } from './file-format.js';
import { Nem12Rows } from './nem12.js';
import { TableRows, type RecordReader } from './table-rows.js';

/** Readings and unusable rows of a file in their order, by a format. Text comes in pieces of any size. */
export class FileRows {
  private readonly records: CsvRecords;
  private readonly reader: RecordReader & { end?: () => (FileReading | BadRow)[] };

  /** @throws Error for a format that cannot be followed */
  constructor(format: FileFormat) {
    this.records = new CsvRecords(format.delimiter);
    this.reader = format.kind === 'nem12' ? new Nem12Rows(format) : new TableRows(format);
  }

  push(text: string): (FileReading | BadRow)[] {
    return this.pushRecords(this.records.push(text));
  }

  /** Cells that are no text of a CSV: those of a spreadsheet. */
  pushRecords(records: readonly CsvRecord[]): (FileReading | BadRow)[] {
    return records.flatMap((record) => this.reader.read(record));
  }

  end(): (FileReading | BadRow)[] {
    return [...this.pushRecords(this.records.end()), ...(this.reader.end?.() ?? [])];
  }
}

export const isBad = (row: FileReading | BadRow): row is BadRow => 'reason' in row;
