/** A record of a CSV file: its cells, trimmed, or why it cannot be read. */
export interface CsvRecord {
  /** Line on which it ends; the first line is 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken?: string;
}

type State = 'start' | 'plain' | 'quoted' | 'closed' | 'skip';

/**
 * Cells of a CSV (RFC 4180): quotes, doubled quotes, line ends of any kind within and between records, a byte order
 * mark. Empty lines are passed over. A record with broken quotes is told and the next line is read. Text comes in pieces
 * of any size; the same text in other pieces gives the same records.
 */
export class CsvRecords {
  private state: State = 'start';
  private cell = '';
  private cells: string[] = [];
  private line = 1;
  private broken: string | undefined;
  private first = true;
  private lastWasReturn = false;

  constructor(private readonly delimiter: string) {}

  /** Takes a piece of text. @returns the records that end in it */
  push(text: string): CsvRecord[] {
    const done: CsvRecord[] = [];
    for (const sign of text) this.take(sign, done);
    return done;
  }

  /** @returns the record that no line end closed */
  end(): CsvRecord[] {
    const done: CsvRecord[] = [];
    if (this.state === 'quoted') this.broken = 'Quote Not Closed: the file ends within quotes';
    this.closeRecord(done);
    return done;
  }

  private take(sign: string, done: CsvRecord[]): void {
    if (this.first) {
      this.first = false;
      if (sign === '\uFEFF') return;
    }
    const afterReturn = this.lastWasReturn;
    this.lastWasReturn = sign === '\r';
    if (sign === '\n' || sign === '\r') {
      if (!(sign === '\n' && afterReturn)) this.lineEnd(sign, done);
      else if (this.state === 'quoted') this.cell += sign;
      return;
    }
    if (this.state !== 'skip') this.takeSign(sign);
  }

  private lineEnd(sign: string, done: CsvRecord[]): void {
    if (this.state === 'quoted') this.cell += sign;
    else this.closeRecord(done);
    this.line += 1;
  }

  private takeSign(sign: string): void {
    if (sign === this.delimiter && this.state !== 'quoted') {
      this.closeCell();
      return;
    }
    switch (this.state) {
      case 'quoted':
        if (sign === '"') this.state = 'closed';
        else this.cell += sign;
        return;
      case 'closed':
        this.afterQuote(sign);
        return;
      default:
        this.takePlain(sign);
    }
  }

  private takePlain(sign: string): void {
    if (sign === '"' && this.cell.trim() === '') {
      this.cell = '';
      this.state = 'quoted';
    } else if (sign === '"') {
      this.skip(`Invalid Opening Quote: a quote within the value "${this.cell.trim().slice(0, 20)}"`);
    } else {
      this.cell += sign;
      this.state = 'plain';
    }
  }

  private afterQuote(sign: string): void {
    if (sign === '"') {
      this.cell += '"';
      this.state = 'quoted';
    } else if (sign.trim() !== '') {
      this.skip(`Invalid Closing Quote: "${sign}" behind a quoted value`);
    }
  }

  private skip(why: string): void {
    this.broken = why;
    this.state = 'skip';
  }

  private closeCell(): void {
    this.cells.push(this.cell.trim());
    this.cell = '';
    this.state = 'start';
  }

  private closeRecord(done: CsvRecord[]): void {
    const { broken, line } = this;
    if (broken === undefined) {
      this.closeCell();
      const cells = this.cells;
      if (cells.length > 1 || cells[0] !== '') done.push({ line, cells });
    } else done.push({ line, cells: [], broken });
    this.cells = [];
    this.cell = '';
    this.broken = undefined;
    this.state = 'start';
  }
}
