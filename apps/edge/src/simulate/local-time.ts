import { DateTime } from 'luxon';

export const SLOT_MS = 900_000;
export const SLOTS_A_DAY = 96;

/** Local day of the plant: what decides shifts, sun and season. */
export interface LocalDay {
  /** Days since 1970-01-01, local. */
  readonly index: number;
  readonly dayOfYear: number;
  readonly kind: 'work' | 'saturday' | 'sunday' | 'holiday';
}

/** First and last day of the public holidays of China, which close the plant (State Council notices; 2027 expected). */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
  ['2027-01-01', '2027-01-03'],
  ['2027-02-05', '2027-02-11'],
  ['2027-04-03', '2027-04-05'],
  ['2027-05-01', '2027-05-05'],
  ['2027-06-09', '2027-06-09'],
  ['2027-09-15', '2027-09-15'],
  ['2027-10-01', '2027-10-07'],
];

const kindOf = (date: DateTime): LocalDay['kind'] => {
  const iso = date.toISODate() ?? '';
  if (HOLIDAYS.some(([first, last]) => iso >= first && iso <= last)) return 'holiday';
  if (date.weekday === 7) return 'sunday';
  return date.weekday === 6 ? 'saturday' : 'work';
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
      offset = DateTime.fromMillis(key * SLOT_MS, { zone: this.zone }).offset * 60_000;
      this.offsets.set(hourKey, offset);
    }
    const localMs = ms + offset;
    const index = Math.floor(localMs / 86_400_000);
    let day = this.days.get(index);
    if (day === undefined) {
      const date = DateTime.fromMillis(index * 86_400_000, { zone: 'UTC' });
      day = { index, dayOfYear: date.ordinal, kind: kindOf(date) };
      this.days.set(index, day);
    }
    return { day, hour: (localMs - index * 86_400_000) / 3_600_000 };
  }

  /** Start of the local day that holds the instant. */
  startOfDay(ms: number): number {
    return DateTime.fromMillis(ms, { zone: this.zone }).startOf('day').toMillis();
  }
}
