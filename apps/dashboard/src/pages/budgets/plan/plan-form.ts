import { splitDifference, splitYear } from '@zerofab/budget';
import type { Budget, BudgetProposal, PutBudget } from '@zerofab/contracts';

/** A row of the editor: text, as typed. */
export interface PlanRow {
  readonly indicator: string;
  readonly siteUnit: string | null;
  readonly unit: string;
  total: string;
  months: string[];
}

const NUMBER = /^\d{1,18}(\.\d{1,18})?$/;

export const rowsOf = ({ items }: Pick<Budget, 'items'>): PlanRow[] =>
  items.map(({ months, ...item }) => ({ ...item, months: [...months] }));

export const keyOf = ({ indicator, siteUnit }: Pick<PlanRow, 'indicator' | 'siteUnit'>): string =>
  `${indicator} ${siteUnit ?? ''}`;

/** Decimals that a total of this size is split into. */
const decimalsOf = (total: string): number => (Number(total) >= 1200 ? 0 : Number(total) >= 12 ? 1 : 3);

/** The total of a row shared out to its months, by last year or by equal parts. */
export const split = (row: PlanRow, weights: readonly number[]): PlanRow =>
  NUMBER.test(row.total.trim())
    ? { ...row, months: splitYear(row.total.trim(), weights, decimalsOf(row.total)) }
    : row;

/** What the months make more or less than the total; null where they add up, or are no numbers yet. */
export const differenceOf = ({ total, months }: PlanRow): string | null => {
  const texts = [total, ...months].map((text) => text.trim());
  if (!texts.every((text) => NUMBER.test(text))) return null;
  const difference = splitDifference(
    total.trim(),
    months.map((text) => text.trim()),
  );
  return difference === '0' ? null : difference;
};

/** A row that begins from what the year before used; a month without data takes the mean of the others. */
export const rowFrom = ({ indicator, siteUnit, unit, months }: BudgetProposal): PlanRow => {
  const known = months.flatMap(({ actual }) => (actual === null ? [] : [actual]));
  const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  const total = String(Number((mean * 12).toPrecision(4)));
  return split({ indicator, siteUnit, unit, total, months: [] }, weightsOf(months));
};

/** Last year's shape: weights of the months. */
export const weightsOf = (months: BudgetProposal['months']): number[] => {
  const known = months.flatMap(({ actual }) => (actual === null ? [] : [actual]));
  const mean = known.length === 0 ? 1 : known.reduce((sum, value) => sum + value, 0) / known.length;
  return months.map(({ actual }) => Math.max(0, actual ?? mean));
};

export const bodyOf = (rows: readonly PlanRow[], version: number, note: string): PutBudget => ({
  items: rows.map(({ indicator, siteUnit, unit, total, months }) => ({
    indicator,
    siteUnit,
    unit: unit.trim(),
    total: total.trim(),
    months: months.map((text) => text.trim()),
  })),
  ...(note.trim() === '' ? {} : { note: note.trim() }),
  expectedVersion: version,
});
