import type { PrintedLine } from '@zerofab/contracts';
import { parseQuantity } from '../../../entry/grid/quantity-text';
import { parseTsv } from '../../../entry/grid/tsv';

/** A line as it was pasted: ready to be checked, or why it cannot be read. */
export interface PastedLine {
  /** Number of the row, the first is 1. */
  readonly row: number;
  readonly label: string;
  readonly line: PrintedLine | null;
  readonly problem: 'columns' | 'number' | null;
}

type Amount = PrintedLine['activity'];

/** `12 000 MWh`: the number up to the first letter or bracket, the rest is the unit. */
const SPLIT = /^([\d\s.,\u2009\u202f]+)(.*)$/s;

const amountOf = (number: string, unit: string): Amount | undefined => {
  const parsed = parseQuantity(number);
  return parsed.kind === 'value' && unit.trim() !== ''
    ? { value: parsed.value, unit: unit.trim() }
    : undefined;
};

const inOneCell = (cell: string): Amount | undefined => {
  const [, number = '', unit = ''] = SPLIT.exec(cell.trim()) ?? [];
  return amountOf(number, unit);
};

/** Three amounts, each in one cell or in two; before them a name, if there is one. */
const amountsOf = (
  cells: readonly string[],
): { label: string; amounts: (Amount | undefined)[] } | undefined => {
  const extra = cells.length % 3;
  if (cells.length < 3 || cells.length > 7 || extra === 2 || cells.length === 5) return undefined;
  const label = extra === 1 ? (cells[0]?.trim() ?? '') : '';
  const rest = cells.slice(extra);
  const amounts =
    rest.length === 3
      ? rest.map(inOneCell)
      : [0, 2, 4].map((at) => amountOf(rest[at] ?? '', rest[at + 1] ?? ''));
  return { label, amounts };
};

/** Cells of a row that was typed, not pasted: parted by `;` or `|`. */
const typed = (cells: readonly string[]): readonly string[] =>
  cells.length === 1 ? (cells[0] ?? '').split(/\s*[;|]\s*/) : cells;

/**
 * Lines of a report as they come out of a spreadsheet or are typed: activity, factor and result, each with its unit in the
 * same cell or in the next, with or without a name before them. A head without any number is passed over.
 */
export const parseLines = (text: string): PastedLine[] =>
  parseTsv(text).flatMap((row, index): PastedLine[] => {
    const cells = typed(row).map((cell) => cell.trim());
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0 || !/\d/.test(cells.join(''))) return [];
    const found = amountsOf(cells);
    if (found === undefined)
      return [{ row: index + 1, label: cells[0] ?? '', line: null, problem: 'columns' }];
    const [activity, factor, line] = found.amounts;
    const whole = activity !== undefined && factor !== undefined && line !== undefined;
    return [
      {
        row: index + 1,
        label: found.label,
        line: whole ? { activity, factor, line } : null,
        problem: whole ? null : 'number',
      },
    ];
  });
