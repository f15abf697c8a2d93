import { dayKindOf, weekdayOf, type LocalDate } from '@zerofab/calendar';

/** Days that use energy alike: worked days (also worked weekends, 调休上班), Saturdays, Sundays, public holidays. */
export type DayGroup = 'workday' | 'saturday' | 'sunday' | 'holiday';

interface Grouped {
  readonly group: DayGroup;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
}

/** A back-test asks for the same days again and again. */
const kept = new Map<string, Grouped>();
const MOST_KEPT = 20_000;

const find = (day: LocalDate, chinese: boolean): Grouped => {
  const weekday = weekdayOf(day);
  return { group: groupOf(day, weekday, chinese), weekday };
};

const groupOf = (day: LocalDate, weekday: number, chinese: boolean): DayGroup => {
  if (chinese) {
    const kind = dayKindOf(day);
    if (kind === 'holiday') return 'holiday';
    if (kind === 'shifted') return 'workday';
  }
  return weekday === 6 ? 'saturday' : weekday === 7 ? 'sunday' : 'workday';
};

/** A day's group and weekday. @param chinese whether the public holidays of mainland China hold at the site */
export const groupedDay = (day: LocalDate, chinese: boolean): Grouped => {
  const key = chinese ? day : `${day} `;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = find(day, chinese);
  if (kept.size < MOST_KEPT) kept.set(key, found);
  return found;
};

/** As above, the group alone. */
export const dayGroup = (day: LocalDate, chinese: boolean): DayGroup => groupedDay(day, chinese).group;

/** A day of the past: its amount where all of it is known. */
export interface PastDay {
  readonly day: LocalDate;
  /** null: not whole; it counts by the forecast, and as at least what is known. */
  readonly value: number | null;
  /** What is known of a day that is not whole. */
  readonly atLeast?: number;
}
