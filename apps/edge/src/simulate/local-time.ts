import {
  dayKindOf,
  dayLabel,
  dayOfYear,
  offsetMinutes,
  startOf,
  weekdayOf,
  type LocalDate,
} from '@zerofab/calendar';

export const SLOT_MS = 900_000;
export const SLOTS_A_DAY = 96;

/** Local day of the plant: what decides shifts, sun and season. */
export interface LocalDay {
  /** Days since 1970-01-01, local. */
  readonly index: number;
  readonly dayOfYear: number;
  readonly kind: 'work' | 'saturday' | 'sunday' | 'holiday';
}

/** The plant rests on public holidays and weekends, also on those that others work for a holiday. */
const kindOf = (day: LocalDate): LocalDay['kind'] => {
  if (dayKindOf(day) === 'holiday') return 'holiday';
  const weekday = weekdayOf(day);
  if (weekday === 7) return 'sunday';
  return weekday === 6 ? 'saturday' : 'work';
};

/** The local day of an instant and the hour in it (0..24). Remembers days: asked for every slot of a year. */
export class LocalClock {
  private readonly days = new Map<number, LocalDay>();
  private readonly offsets = new Map<number, number>();

  constructor(readonly zone: string) {}

  at(ms: number): { readonly day: LocalDay; readonly hour: number } {
    const key = Math.floor(ms / SLOT_MS);
    const hourKey = Math.floor(ms / 3_600_000);
    let offset = this.offsets.get(hourKey);
    if (offset === undefined) {
      offset = offsetMinutes(key * SLOT_MS, this.zone) * 60_000;
      this.offsets.set(hourKey, offset);
    }
    const localMs = ms + offset;
    const index = Math.floor(localMs / 86_400_000);
    let day = this.days.get(index);
    if (day === undefined) {
      const date = dayLabel(index * 86_400_000, 'UTC');
      day = { index, dayOfYear: dayOfYear(date), kind: kindOf(date) };
      this.days.set(index, day);
    }
    return { day, hour: (localMs - index * 86_400_000) / 3_600_000 };
  }

  /** Start of the local day that holds the instant. */
  startOfDay(ms: number): number {
    return startOf(ms, 'day', this.zone);
  }
}
