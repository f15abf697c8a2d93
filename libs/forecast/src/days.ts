import {
  addDays,
  dayKindOf,
  dayLabel,
  isoIn,
  keepsChineseHolidays,
  startOfDay,
  weekdayOf,
  type LocalDate,
} from '@zerofab/calendar';

/** Slots of a day: quarter hours of local time. */
export const SLOTS = 96;
const SLOT_MS = 900_000;

/** A local day with the mean of each quarter hour; undefined where it is not known. */
export interface Day {
  readonly day: LocalDate;
  /** Days of one type are alike: kind of day and weekday. */
  readonly type: string;
  /** Whether people work as on a weekday. */
  readonly worked: boolean;
  readonly values: readonly (number | undefined)[];
}

const slotOf = (ms: number, zone: string): number => {
  const iso = isoIn(ms, zone);
  return Number(iso.slice(11, 13)) * 4 + Math.floor(Number(iso.slice(14, 16)) / 15);
};

const typeOf = (day: LocalDate, zone: string): Pick<Day, 'type' | 'worked'> => {
  const weekday = weekdayOf(day);
  const kind = keepsChineseHolidays(zone) ? dayKindOf(day) : weekday < 6 ? 'workday' : 'weekend';
  if (kind === 'holiday') return { type: 'holiday', worked: false };
  if (kind === 'shifted') return { type: 'shifted', worked: true };
  return { type: `${kind} ${String(weekday)}`, worked: kind === 'workday' };
};

/** A day of the calendar before anything of it is known. */
export const emptyDay = (day: LocalDate, zone: string): Day => ({
  day,
  ...typeOf(day, zone),
  values: Array.from({ length: SLOTS }),
});

/**
 * Quarter hours as local days, without a day left out. On a day of 25 hours the hour that comes twice is averaged; on one of
 * 23 hours the hour that does not come is unknown.
 */
export const daysOf = (startMs: number, values: readonly (number | null)[], zone: string): Day[] => {
  const sums = new Map<LocalDate, { sum: number; count: number }[]>();
  values.forEach((value, index) => {
    if (value === null) return;
    const ms = startMs + index * SLOT_MS;
    const day = dayLabel(ms, zone);
    const slots = sums.get(day) ?? Array.from({ length: SLOTS }, () => ({ sum: 0, count: 0 }));
    sums.set(day, slots);
    const slot = slots[slotOf(ms, zone)];
    if (slot === undefined) return;
    slot.sum += value;
    slot.count += 1;
  });
  const last = dayLabel(startMs + (values.length - 1) * SLOT_MS, zone);
  const days: Day[] = [];
  for (let day = dayLabel(startMs, zone); day <= last; day = addDays(day, 1)) {
    const slots = sums.get(day);
    days.push({
      ...emptyDay(day, zone),
      values: Array.from({ length: SLOTS }, (_, slot) => meanOf(slots?.[slot])),
    });
  }
  return days;
};

const meanOf = (slot: { sum: number; count: number } | undefined): number | undefined =>
  slot === undefined || slot.count === 0 ? undefined : slot.sum / slot.count;

/** When a slot of a day begins. */
export const slotStart = (day: LocalDate, slot: number, zone: string): string =>
  isoIn(startOfDay(day, zone) + slot * SLOT_MS, zone);
