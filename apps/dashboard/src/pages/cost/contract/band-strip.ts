import type { Band } from '@zerofab/vocabulary';
import { monthsOf, monthWords } from './month-words';

/** A row of the calendar of bands as it is typed. */
export interface BandRow {
  readonly band: Band;
  readonly from: string;
  readonly to: string;
  /** As typed, see `monthsOf`; empty: all. */
  readonly months: string;
  /** Kinds of day joined by commas; empty: all. */
  readonly days: string;
}

/** Minutes of a day that belong to a band, to none (`free`) or to several (`twice`). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly band: Band | 'free' | 'twice';
}

/** Months whose working days look the same. */
export interface MonthGroup {
  readonly months: string;
  readonly stretches: readonly Stretch[];
}

const DAY = 1440;

/** Minutes since midnight; undefined: no time. */
const minuteOf = (text: string): number | undefined => {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute > DAY ? undefined : minute;
};

const holds = (row: BandRow, month: number): boolean =>
  (monthsOf(row.months)?.includes(month) ?? true) && (row.days === '' || row.days.includes('workday'));

const stretchesIn = (rows: readonly BandRow[], month: number): Stretch[] => {
  const minutes: Stretch['band'][] = Array.from({ length: DAY }, () => 'free');
  for (const row of rows.filter((one) => holds(one, month))) {
    const [from, to] = [minuteOf(row.from), minuteOf(row.to)];
    if (from === undefined || to === undefined) continue;
    // Later than its end: both ends of the same day.
    const length = from < to ? to - from : to - from + DAY;
    for (let step = 0; step < length; step += 1) {
      const at = (from + step) % DAY;
      minutes[at] = minutes[at] === 'free' ? row.band : 'twice';
    }
  }
  const stretches: Stretch[] = [];
  minutes.forEach((band, at) => {
    const last = stretches.at(-1);
    if (last?.band === band) stretches[stretches.length - 1] = { ...last, to: at + 1 };
    else stretches.push({ from: at, to: at + 1, band });
  });
  return stretches;
};

/** The 24 hours of a working day for each group of months that have the same. */
export const monthGroups = (rows: readonly BandRow[]): MonthGroup[] => {
  const groups = new Map<string, { months: number[]; stretches: Stretch[] }>();
  for (let month = 1; month <= 12; month += 1) {
    const stretches = stretchesIn(rows, month);
    const key = JSON.stringify(stretches);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { months: [month], stretches });
    else group.months.push(month);
  }
  return [...groups.values()].map(({ months, stretches }) => ({ months: monthWords(months), stretches }));
};

/** `HH:MM` of a minute of the day. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
