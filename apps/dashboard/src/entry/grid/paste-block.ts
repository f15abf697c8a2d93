import { monthLabel } from './month-label';
import { parseQuantity, plainText, showsDecimalComma, type QuantityRefusal } from './quantity-text';

/** Why a pasted cell goes nowhere, or is held back in its place. Words: `entry.refused.<code>`. */
export type PasteRefusal =
  QuantityRefusal | 'unknownRow' | 'severalRows' | 'otherYear' | 'otherUnit' | 'outside' | 'twice';

/** A row as the paste sees it: how it may be named in a first column, and its unit. */
export interface PasteRow {
  readonly key: string;
  readonly labels: readonly string[];
  /** Does a unit named in the block mean the row's unit? */
  readonly fits: (unit: string) => boolean;
}

export interface PasteTarget {
  readonly rows: readonly PasteRow[];
  readonly year: number;
  /** Cell that has the focus. */
  readonly anchor: { readonly row: string; readonly month: number };
}

interface PastedCell {
  readonly row: string;
  readonly month: number;
  readonly raw: string;
  /** Set where the block as a whole says that the text cannot be taken. */
  readonly reason?: PasteRefusal;
}

/** A pasted cell that has no place in the grid. */
export interface Stray {
  readonly where: string;
  readonly raw: string;
  readonly reason: PasteRefusal;
}

export interface Pasted {
  readonly cells: readonly PastedCell[];
  readonly strays: readonly Stray[];
}

const UNIT = /^(?:unit|units|单位|计量单位)$/;
const TOTAL = /^(?:合计|总计|小计|全年|年合计|total|sum|year total)$/;

const wordOf = (text: string): string => plainText(text).toLowerCase();
const isNumber = (text: string): boolean => parseQuantity(text).kind === 'value';

interface Heading {
  readonly months: ReadonlyMap<number, { readonly month: number; readonly year: number | null }>;
  readonly unitColumn: number;
  readonly labelColumns: readonly number[];
}

/** Headings 1, 2, 3 … count as months where they begin at 1 and stand beside a heading that is no number. */
const countedMonths = (row: readonly string[]): Map<number, { month: number; year: null }> => {
  const found = new Map<number, { month: number; year: null }>();
  for (const [column, text] of row.entries()) {
    if (plainText(text) === String(found.size + 1)) found.set(column, { month: found.size + 1, year: null });
  }
  return found.size >= 3 && found.size <= 12 && !isNumber(row[0] ?? '') ? found : new Map();
};

/** The heading of a block, when its first row names months and holds no quantity. */
const headingOf = (row: readonly string[]): Heading | null => {
  const named = new Map(
    row.flatMap((text, column) => {
      const label = monthLabel(text);
      return label === null ? [] : [[column, label] as const];
    }),
  );
  const months = named.size > 0 ? named : countedMonths(row);
  const stray = row.some((text, column) => !months.has(column) && isNumber(text));
  if (months.size === 0 || stray) return null;
  const first = Math.min(...months.keys());
  const unitColumn = row.findIndex((text) => UNIT.test(wordOf(text)));
  const before = Array.from({ length: first }, (_, column) => column);
  return { months, unitColumn, labelColumns: before.filter((column) => column !== unitColumn) };
};

/** Rows that a text of the first columns may mean: code, name, or both parts together. */
const rowsNamed = (rows: readonly PasteRow[], texts: readonly string[]): readonly PasteRow[] => {
  const words = texts.map(wordOf).filter((word) => word !== '');
  for (const wanted of [words.join(' '), ...words]) {
    const found = rows.filter(({ labels }) => labels.some((label) => wordOf(label) === wanted));
    if (found.length > 0) return found;
  }
  return [];
};

/** Without a heading, the first column holds names when none of its cells is a quantity and one names a row. */
const hasLabelColumn = (table: readonly (readonly string[])[], rows: readonly PasteRow[]): boolean =>
  table.some((row) => row.length > 1 && rowsNamed(rows, [row[0] ?? '']).length > 0) &&
  table.every((row) => !isNumber(row[0] ?? ''));

interface Line {
  readonly row: PasteRow | undefined;
  readonly reason: PasteRefusal | undefined;
  readonly name: string;
}

/** Collects cells, each place once. */
class Sheet {
  readonly cells: PastedCell[] = [];
  readonly strays: Stray[] = [];
  private readonly taken = new Set<string>();

  constructor(private readonly commaBlock: boolean) {}

  put({ row, reason, name }: Line, month: number, where: string, raw: string, held?: PasteRefusal): void {
    if (plainText(raw) === '') return;
    const place = name === '' ? where : `${name} · ${where}`;
    if (row === undefined || month < 1 || month > 12) {
      this.strays.push({ where: place, raw, reason: reason ?? 'outside' });
      return;
    }
    if (held === 'otherYear' || this.taken.has(`${row.key}@${String(month)}`)) {
      this.strays.push({ where: place, raw, reason: held === 'otherYear' ? held : 'twice' });
      return;
    }
    this.taken.add(`${row.key}@${String(month)}`);
    const parsed = parseQuantity(raw, this.commaBlock);
    const why = reason ?? held ?? (parsed.kind === 'refused' ? parsed.reason : undefined);
    this.cells.push({ row: row.key, month, raw, ...(why === undefined ? {} : { reason: why }) });
  }
}

const namedLine = (rows: readonly PasteRow[], texts: readonly string[], unit: string): Line => {
  const name = texts.map(plainText).filter(Boolean).join(' ');
  const found = rowsNamed(rows, texts);
  if (found.length > 1) return { row: undefined, reason: 'severalRows', name };
  const [row] = found;
  if (row === undefined) return { row: undefined, reason: 'unknownRow', name };
  const other = plainText(unit) !== '' && !row.fits(unit);
  return { row, reason: other ? 'otherUnit' : undefined, name };
};

/**
 * Puts a pasted table into the grid. With a heading of months and a first column of codes or names, cells go where
 * these say, in any order; otherwise from the focused cell to the right and down. Nothing is dropped silently: what
 * finds no place is a stray with its reason. Columns of totals and units carry no activity data; a unit that differs
 * from the row's holds its row back.
 */
export const placeBlock = (table: readonly (readonly string[])[], target: PasteTarget): Pasted => {
  const { rows, year, anchor } = target;
  const heading = headingOf(table[0] ?? []);
  const body = heading === null ? table : table.slice(1);
  const sheet = new Sheet(body.some((row) => row.some(showsDecimalComma)));
  const named = heading === null ? hasLabelColumn(table, rows) : heading.labelColumns.length > 0;
  const start = rows.findIndex(({ key }) => key === anchor.row);
  const labelColumns = heading?.labelColumns ?? (named ? [0] : []);
  for (const [index, cells] of body.entries()) {
    const unit = heading === null ? '' : (cells[heading.unitColumn] ?? '');
    const texts = labelColumns.map((column) => cells[column] ?? '');
    const line: Line = named
      ? namedLine(rows, texts, unit)
      : { row: rows[start + index], reason: undefined, name: '' };
    for (const [column, raw] of cells.entries()) {
      if (labelColumns.includes(column) || column === heading?.unitColumn) continue;
      if (heading === null) {
        const month = anchor.month + column - labelColumns.length;
        sheet.put(line, month, `R${String(index + 1)}C${String(column + 1)}`, raw);
        continue;
      }
      const title = table[0]?.[column] ?? '';
      if (TOTAL.test(wordOf(title))) continue;
      const label = heading.months.get(column);
      const held =
        label !== undefined && label.year !== null && label.year !== year ? 'otherYear' : undefined;
      sheet.put(line, label?.month ?? 0, plainText(title) || `C${String(column + 1)}`, raw, held);
    }
  }
  return { cells: sheet.cells, strays: sheet.strays };
};
