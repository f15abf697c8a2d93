import { DateTime } from 'luxon';
import type { LocalDate } from './day.js';
import { offsetMinutes } from './zone-offset.js';

/** Local time as ISO 8601 without an offset. */
const localIso = (ms: number, zone: string): string =>
  new Date(ms + offsetMinutes(ms, zone) * 60_000).toISOString();

/**
 * ISO 8601 with the zone's offset at that time. Before clocks kept zones an offset had seconds, which ISO 8601 has no
 * place for: it is told to the nearest minute, and the local time with it, so that the instant stays the same.
 */
export const isoIn = (ms: number, zone: string): string => {
  const minutes = Math.round(offsetMinutes(ms, zone));
  const local = new Date(ms + minutes * 60_000).toISOString();
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23)}${offset}`;
};

/** Local calendar year. */
export const yearOf = (ms: number, zone: string): number => Number(localIso(ms, zone).slice(0, 4));

/** Local month, e.g. 2026-05. */
export const monthLabel = (ms: number, zone: string): string => localIso(ms, zone).slice(0, 7);

/** Local date, e.g. 2026-05-19. */
export const dayLabel = (ms: number, zone: string): LocalDate => localIso(ms, zone).slice(0, 10);

/** Local wall time, `14:35:10`. */
export const timeLabel = (ms: number, zone: string): string => localIso(ms, zone).slice(11, 19);

/** Local hour of the day with its fraction, 0 … 24. */
export const hourOf = (ms: number, zone: string): number => {
  const iso = localIso(ms, zone);
  return Number(iso.slice(11, 13)) + Number(iso.slice(14, 16)) / 60 + Number(iso.slice(17, 23)) / 3600;
};

/** Start of the local day, month or year that holds the instant, moved by whole local units. */
export const startOf = (ms: number, unit: 'day' | 'month' | 'year', zone: string, shift = 0): number =>
  DateTime.fromMillis(ms, { zone })
    .startOf(unit)
    .plus({ [unit]: shift })
    .toMillis();

/** Start of a day of the calendar in a zone. */
export const startOfDay = (day: LocalDate, zone: string): number =>
  DateTime.fromISO(day, { zone }).toMillis();

/** The same local time some days, months or years away. */
export const shifted = (
  ms: number,
  by: { readonly days?: number; readonly months?: number; readonly years?: number },
  zone: string,
): number => DateTime.fromMillis(ms, { zone }).plus(by).toMillis();

/**
 * An instant as people of a site read it: the day where it is a day's start, else the day and the minute.
 * @example momentText(ms, 'Asia/Shanghai') // 2026-01-01, or 2026-01-01 08:30
 */
export const momentText = (ms: number, zone: string): string => {
  const time = timeLabel(ms, zone);
  return time === '00:00:00' ? dayLabel(ms, zone) : `${dayLabel(ms, zone)} ${time.slice(0, 5)}`;
};
