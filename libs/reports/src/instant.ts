import { dayLabel, timeLabel } from '@zerofab/calendar';

/** An instant as the site's wall clock shows it, `2026-01-01 00:00`; text that is no instant stays as it is. */
export const localInstant = (iso: string, timezone: string): string => {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : `${dayLabel(ms, timezone)} ${timeLabel(ms, timezone).slice(0, 5)}`;
};

/** A half-open span `[from, to)` on the site's wall clock; whole days without their midnight. */
export const localSpan = (from: string, to: string, timezone: string): string => {
  const [start, end] = [localInstant(from, timezone), localInstant(to, timezone)];
  const midnight = ' 00:00';
  return start.endsWith(midnight) && end.endsWith(midnight)
    ? `[${start.slice(0, 10)}, ${end.slice(0, 10)})`
    : `[${start}, ${end})`;
};
