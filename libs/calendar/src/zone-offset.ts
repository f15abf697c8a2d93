import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
/** Days kept of one zone: 50 years and more, so that a hostile span does not fill the memory. */
const MAX_DAYS = 20_000;

/** Offsets by UTC day of each zone; null for a day on which the clocks change. */
const known = new Map<string, Map<number, number | null>>();

const ask = (ms: number, zone: string): number => {
  const iana = IANAZone.create(zone);
  return iana.isValid ? iana.offset(ms) : DateTime.fromMillis(ms, { zone }).offset;
};

const ofDay = (day: number, zone: string): number | null => {
  const first = ask(day * DAY_MS, zone);
  // No zone changes its clocks twice within one day.
  return first === ask((day + 1) * DAY_MS - 1, zone) ? first : null;
};

/**
 * Minutes east of UTC of a zone at an instant. Asked for every bucket of an answer, and the zone database behind it
 * formats a date each time; so the offset is kept by day, but for the few days on which it changes.
 */
export const offsetMinutes = (ms: number, zone: string): number => {
  const day = Math.floor(ms / DAY_MS);
  const days = known.get(zone) ?? new Map<number, number | null>();
  known.set(zone, days);
  const kept = days.get(day);
  if (kept !== undefined) return kept ?? ask(ms, zone);
  const offset = ofDay(day, zone);
  if (days.size >= MAX_DAYS) days.clear();
  days.set(day, offset);
  return offset ?? ask(ms, zone);
};
