import type { ActivityRecord, PostActivityData, Problem } from '@zerofab/contracts';
import { sameDecimal } from '../../trace/decimal';
import type { EntryRow } from '../grid/entry-rows';
import type { PasteRefusal } from '../grid/paste-block';
import { parseQuantity } from '../grid/quantity-text';
import { nextMonth, quantityIn, recordKey, type EntryCell, type EntryGrid } from '../grid/record-grid';

/** What somebody typed or pasted and has not saved. */
export interface Draft {
  readonly raw: string;
  /** Set where the pasted block says that the text cannot be taken. */
  readonly reason?: PasteRefusal;
}

/** Words: `entry.refused.<code>`. `server`: the answer stands beside it. */
type ChangeRefusal = PasteRefusal | 'covered' | 'server';
/** Worth a second look, but saved. Words: `entry.warning.<code>`. */
type ChangeWarning = 'meanwhile' | 'notOver' | 'outsideBoundary' | 'unlikely';

/** What the server said of a text that was sent. */
export interface ServerRefusal {
  readonly raw: string;
  /** Record that was in force then, as this page knew it; a newer one makes it a new question. */
  readonly old: string | null;
  readonly problem: Problem;
}

/** One typed value against what is recorded. */
export interface Change {
  readonly key: string;
  readonly row: EntryRow;
  /** `2026-05` of a cell; null for a record of another span. */
  readonly month: string | null;
  readonly from: string;
  readonly to: string;
  readonly old: ActivityRecord | null;
  readonly raw: string;
  readonly status: 'new' | 'changed' | 'unchanged' | 'refused';
  /** Canonical decimal text in the unit of the row, where it is one. */
  readonly value: string | null;
  readonly reason: ChangeRefusal | null;
  readonly problem: Problem | null;
  readonly warnings: readonly ChangeWarning[];
}

type Place = Pick<Change, 'key' | 'row' | 'month' | 'from' | 'to' | 'old'>;

/** More than ten times, or less than a tenth of, the middle of the row: mostly a unit or a point gone wrong. */
const isUnlikely = (value: string, others: readonly number[]): boolean => {
  const middle = others.toSorted((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0;
  const size = Number(value);
  return others.length >= 3 && middle > 0 && size > 0 && (size >= 10 * middle || size <= middle / 10);
};

const warningsOf = (
  { row, month, old }: Place,
  value: string,
  cells: readonly EntryCell[],
  today: string,
): ChangeWarning[] => {
  if (month === null) return [];
  const others = cells.flatMap(({ record }) =>
    record === null || record.id === old?.id ? [] : [Number(quantityIn(record, row.unit) ?? 0)],
  );
  const counted = row.stock === 'stock';
  const begun = today >= `${month}-01`;
  const over = today >= `${nextMonth(month)}-01`;
  const outside =
    (row.validFrom !== null && row.validFrom >= `${nextMonth(month)}-01`) ||
    (row.validTo !== null && row.validTo <= `${month}-01`);
  return [
    ...((counted ? begun : over) ? [] : (['notOver'] as const)),
    ...(outside ? (['outsideBoundary'] as const) : []),
    ...(isUnlikely(value, others) ? (['unlikely'] as const) : []),
  ];
};

const changeAt = (
  place: Place,
  draft: Draft,
  refused: ServerRefusal | undefined,
  judge: { readonly covered: boolean; readonly warn: (value: string) => ChangeWarning[] },
): Change | null => {
  const parsed = parseQuantity(draft.raw);
  if (parsed.kind === 'empty') return null;
  const base = { ...place, raw: draft.raw, value: null, problem: null, warnings: [] };
  if (draft.reason !== undefined) return { ...base, status: 'refused', reason: draft.reason };
  if (parsed.kind === 'refused') return { ...base, status: 'refused', reason: parsed.reason };
  const { value } = parsed;
  const before = place.old === null ? null : quantityIn(place.old, place.row.unit);
  if (before !== null && sameDecimal(before, value))
    return { ...base, value, status: 'unchanged', reason: null };
  if (judge.covered) return { ...base, value, status: 'refused', reason: 'covered' };
  const again = refused?.raw === draft.raw;
  if (again && refused.old === (place.old?.id ?? null))
    return { ...base, value, status: 'refused', reason: 'server', problem: refused.problem };
  const warnings = [...(again ? (['meanwhile'] as const) : []), ...judge.warn(value)];
  return { ...base, value, status: place.old === null ? 'new' : 'changed', reason: null, warnings };
};

/**
 * What saving would do: each typed value against the record in force, in the order of the grid. Empty texts change
 * nothing and are left out.
 */
export const changesOf = (
  grid: EntryGrid,
  drafts: Readonly<Record<string, Draft>>,
  refused: ReadonlyMap<string, ServerRefusal>,
  today: string,
): Change[] => {
  const found: (Change | null)[] = [];
  for (const { row, cells } of grid.rows) {
    for (const { key, month, record, over } of cells) {
      const draft = drafts[key];
      if (draft === undefined) continue;
      const span = record ?? { from: month, to: nextMonth(month) };
      const place: Place = { key, row, month, from: span.from, to: span.to, old: record };
      const warn = (value: string): ChangeWarning[] => warningsOf(place, value, cells, today);
      const covered = record === null && over.length > 0;
      found.push(changeAt(place, draft, refused.get(key), { covered, warn }));
    }
  }
  for (const { row, record } of grid.others) {
    const key = recordKey(record.id);
    const draft = drafts[key];
    if (draft === undefined || row === null) continue;
    const place: Place = { key, row, month: null, from: record.from, to: record.to, old: record };
    found.push(changeAt(place, draft, refused.get(key), { covered: false, warn: () => [] }));
  }
  return found.filter((change) => change !== null);
};

/** How many values stand in each state. */
export const countsOf = (changes: readonly Change[]): Record<Change['status'], number> => {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { status } of changes) counts[status] += 1;
  return counts;
};

/** The request that saves a change. The reason goes with corrections alone. */
export const requestOf = (
  { row, from, to, old, value }: Change & { readonly value: string },
  { evidence, note }: { readonly evidence: string; readonly note: string },
): PostActivityData => ({
  source: row.source,
  ...(row.stream === '' ? {} : { stream: row.stream }),
  from,
  to,
  quantity: value,
  unit: row.unit,
  ...(evidence === '' ? {} : { evidence }),
  ...(old === null ? {} : { replaces: old.id, ...(note === '' ? {} : { note }) }),
});
