import type { WideSlot } from './file-format.js';
import { clockOf, rangeOf } from './written-time.js';

/** Columns that are parts of the day, and whether they count the time gone by rather than the clock's. */
export interface WideFound {
  readonly slots: readonly WideSlot[];
  readonly label: 'start' | 'end';
}

const LEAST = 20;
const MOST = 1500;

const minuteOf = (text: string): number | undefined => {
  if (!/^\d{1,2}[:：.时h]\d{0,2}|^\d{4}$/.test(text.trim())) return undefined;
  const clock = clockOf(text);
  return clock === undefined ? undefined : Number(clock.slice(1, 3)) * 60 + Number(clock.slice(4, 6));
};

/** Columns named by times of day or spans of them. */
const byClock = (names: readonly string[]): WideFound | undefined => {
  const found = names.flatMap((name, column) => {
    const range = /^(.+?)\s*[-–~～至]\s*(.+)$/.exec(name) ?? undefined;
    const [from, to] =
      rangeOf(name) ?? (range === undefined ? [name, undefined] : [range[1] ?? '', range[2]]);
    const minute = minuteOf(to ?? from);
    return minute === undefined ? [] : [{ column, minute, range: to !== undefined }];
  });
  if (found.length < LEAST) return undefined;
  const [first, second] = found;
  const step = found.length > 1 ? (second?.minute ?? 0) - (first?.minute ?? 0) : 60;
  const starts = first?.range === false && first.minute === 0;
  const slots = found.map(({ column, minute }, index) => {
    const end = starts ? minute + step : minute;
    return { column, endMinute: end === 0 && index > 0 ? 1440 : end };
  });
  return { slots, label: starts ? 'start' : 'end' };
};

/** Columns numbered from 1, or 0, in one run: `1` … `96`, `H01` … `H24`, `Q1` …, `Value1` …. */
const byNumber = (names: readonly string[]): WideFound | undefined => {
  const runs = new Map<string, { column: number; n: number }[]>();
  for (const [column, name] of names.entries()) {
    const match = /^(\D{0,12}?)\s*0*(\d{1,3})\s*(?:时|点|h)?$/i.exec(name);
    const [, word, n] = match ?? [];
    if (word === undefined || n === undefined || word === '#') continue;
    const run = runs.get(word) ?? [];
    if (run.length === 0 || Number(n) === (run.at(-1)?.n ?? 0) + 1) run.push({ column, n: Number(n) });
    runs.set(word, run);
  }
  const run = [...runs.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  const count = [24, 48, 96, 144, 288, 1440].find(
    (parts) => run.length >= parts && run.length < parts * 1.06,
  );
  if (count === undefined) return undefined;
  const minutes = 1440 / count;
  return {
    slots: run.slice(0, count).map(({ column }, index) => ({ column, endMinute: (index + 1) * minutes })),
    label: 'end',
  };
};

export const findWide = (names: readonly string[]): WideFound | undefined =>
  names.length > MOST ? undefined : (byClock(names) ?? byNumber(names));
