import type ExcelJS from 'exceljs';

export const DASH = '—';
const LONGEST_TEXT = 32_000;

/** A cell: text, a number with its format, or a live formula with its cached result. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly indent?: number }
  | { readonly kind: 'number'; readonly value: number; readonly format: string }
  | { readonly kind: 'formula'; readonly formula: string; readonly result: number; readonly format: string };

export const FORMATS = {
  amount: '#,##0.00####',
  tonnes: '#,##0.000',
  share: '0.0%',
  count: '#,##0',
  plain: 'General',
  ratio: '0.0000##',
} as const;

/** A number format that shows the unit behind the number; the cell stays a number. */
export const withUnit = (unit: string): string => `General" ${unit.replaceAll('"', '')}"`;

/** Plain text; missing text is a dash. Typed as string, so that a leading =, +, - or @ is never evaluated. */
export const text = (value: string | null | undefined, indent = 0): Cell => ({
  kind: 'text',
  text: (value ?? '') === '' ? DASH : (value ?? '').slice(0, LONGEST_TEXT),
  indent,
});

/** A cell that has nothing to say, as against one whose figure is missing. */
export const BLANK: Cell = { kind: 'text', text: '' };

/** A number from decimal text; missing is a dash, never 0. */
export const number = (value: string | number | null | undefined, format: string = FORMATS.amount): Cell =>
  value === null || value === undefined ? text(null) : { kind: 'number', value: Number(value), format };

export const formula = (expression: string, result: number, format: string): Cell => ({
  kind: 'formula',
  formula: expression,
  result,
  format,
});

const THIN = { style: 'thin', color: { argb: 'FFBFC5CC' } } as const;
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN } as const;
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const FONT = { name: 'Arial', size: 9 } as const;

/** One page wide, as many high as it takes; 9 is the format's number for A4. */
const A4_LANDSCAPE = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
};

const putValue = (target: ExcelJS.Cell, cell: Cell): void => {
  if (cell.kind === 'text') {
    target.value = cell.text;
    target.alignment =
      cell.text === DASH
        ? { vertical: 'top', horizontal: 'center' }
        : { vertical: 'top', horizontal: 'left', wrapText: true, indent: cell.indent ?? 0 };
    return;
  }
  target.value = cell.kind === 'number' ? cell.value : { formula: cell.formula, result: cell.result };
  target.numFmt = cell.format;
  target.alignment = { vertical: 'top', horizontal: 'right', indent: 1 };
};

/** Writes one sheet from top to bottom; every method returns the number of the row it wrote. */
export class SheetWriter {
  private next = 1;

  constructor(
    private readonly sheet: ExcelJS.Worksheet,
    widths: readonly number[],
  ) {
    widths.forEach((width, i) => {
      sheet.getColumn(i + 1).width = width;
    });
    this.width = widths.length;
    Object.assign(sheet.pageSetup, A4_LANDSCAPE);
    sheet.headerFooter.oddFooter = '&L&A&R&P / &N';
  }
  private readonly width: number;

  get name(): string {
    return this.sheet.name;
  }

  /** Number of the row that will be written next, for formulas over their own row. */
  get nextRow(): number {
    return this.next;
  }

  title(main: string, sub?: string): number {
    this.sheet.getRow(this.next).height = 22;
    const cell = this.sheet.getCell(this.next, 1);
    cell.value = main;
    cell.font = { ...FONT, size: 14, bold: true };
    this.next += 1;
    if (sub !== undefined) this.note(sub);
    return this.next;
  }

  /** A line of prose over the whole width. */
  note(line: string): number {
    const row = this.next;
    const cell = this.sheet.getCell(row, 1);
    cell.value = line.slice(0, LONGEST_TEXT);
    cell.font = { ...FONT, color: { argb: 'FF5A6470' } };
    cell.alignment = { wrapText: true, vertical: 'top' };
    if (this.width > 1) this.sheet.mergeCells(row, 1, row, this.width);
    const total = Array.from({ length: this.width }, (_, i) => this.sheet.getColumn(i + 1).width ?? 10);
    const room = total.reduce((a, b) => a + b, 0);
    this.sheet.getRow(row).height = 13 * Math.max(1, Math.ceil(displayWidth(line) / (room * 1.05)));
    this.next += 1;
    return row;
  }

  /** A label and what it says, over the first columns. */
  fact(label: string, value: string): number {
    const row = this.next;
    const [left, right] = [this.sheet.getCell(row, 1), this.sheet.getCell(row, 2)];
    left.value = label;
    left.font = { ...FONT, color: { argb: 'FF5A6470' } };
    right.value = value === '' ? DASH : value;
    right.font = FONT;
    this.next += 1;
    return row;
  }

  heading(line: string): number {
    this.next += 1;
    const cell = this.sheet.getCell(this.next, 1);
    cell.value = line;
    cell.font = { ...FONT, size: 11, bold: true };
    this.next += 1;
    return this.next - 1;
  }

  header(labels: readonly string[], freeze = false): number {
    const row = this.row(
      labels.map((label) => (label === '' ? BLANK : text(label))),
      'header',
    );
    if (freeze) {
      this.sheet.views = [{ state: 'frozen', ySplit: row, xSplit: 1, showGridLines: false }];
      this.sheet.pageSetup.printTitlesRow = `${row}:${row}`;
    } else if (this.sheet.views.length === 0) {
      this.sheet.views = [{ state: 'normal', showGridLines: false }];
    }
    return row;
  }

  row(cells: readonly Cell[], style: 'plain' | 'header' | 'total' = 'plain'): number {
    const row = this.next;
    cells.forEach((cell, i) => {
      const target = this.sheet.getCell(row, i + 1);
      putValue(target, cell);
      target.font = { ...FONT, bold: style !== 'plain' };
      target.border = BORDER;
      if (style === 'header') target.fill = fill('FFE6EDF3');
      if (style === 'total') target.fill = fill('FFF3F6F8');
    });
    // Excel does not fit heights of rows it did not edit, so the height is given by the longest wrapped text.
    const lines = cells.map((cell, i) =>
      cell.kind === 'text' ? linesOf(cell.text, this.sheet.getColumn(i + 1).width ?? 10) : 1,
    );
    this.sheet.getRow(row).height = 13 * Math.min(8, Math.max(1, ...lines));
    this.next += 1;
    return row;
  }

  /** Reference to a cell of this sheet from another one. */
  ref(column: string, row: number): string {
    return `'${this.name}'!$${column}$${row}`;
  }
}

/** Lines that wrapped text takes in a column of this width. */
const linesOf = (content: string, width: number): number =>
  content
    .split('\n')
    .map((line) => Math.max(1, Math.ceil(displayWidth(line) / Math.max(4, width))))
    .reduce((a, b) => a + b, 0);

/** Width in columns of a terminal: Chinese characters take two. */
const displayWidth = (line: string): number =>
  Array.from(line).reduce(
    (width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1.08),
    0,
  );
