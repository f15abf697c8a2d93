import { addDays, type LocalDate } from '@zerofab/calendar';
import type { PastDay } from './day-group.js';

/** Elapsed share of [fromMs, toMs), 0..1. */
const elapsed = (fromMs: number, toMs: number, nowMs: number): number =>
  Math.min(1, Math.max(0, (nowMs - fromMs) / (toMs - fromMs)));

/**
 * Share of a year's budget that its months allow until a moment: months that are over in full, the running one by its
 * elapsed share.
 * @param months amounts, January first
 * @param borders starts of the twelve months and the end of the last, epoch ms
 * @returns the linear share where the budget is 0
 */
export const budgetPace = (months: readonly number[], borders: readonly number[], nowMs: number): number => {
  const total = months.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return linearPace(borders, nowMs);
  const allowed = months.reduce(
    (sum, amount, n) => sum + amount * elapsed(borders[n] ?? 0, borders[n + 1] ?? 0, nowMs),
    0,
  );
  return allowed / total;
};

/** Elapsed share of the year. */
export const linearPace = (borders: readonly number[], nowMs: number): number =>
  elapsed(borders[0] ?? 0, borders.at(-1) ?? 0, nowMs);

/** Of a year whose shape is to be trusted so many days must be whole. Ours. */
const WHOLE_SHARE = 0.95;

/**
 * Share of last year that was used until the same day of the year.
 * @param days of last year, all of them in order
 * @param today day of this year; what lies before it counts
 * @returns null where less than 95 % of last year's days are whole, or nothing was used
 */
export const seasonalPace = (days: readonly PastDay[], today: LocalDate): number | null => {
  const whole = days.filter(({ value }) => value !== null).length;
  const total = days.reduce((sum, { value }) => sum + (value ?? 0), 0);
  if (days.length === 0 || whole < WHOLE_SHARE * days.length || total <= 0) return null;
  // 29 February has no counterpart in most years: it is the day before 1 March.
  const until = today.slice(5) === '02-29' ? addDays(today, 1).slice(5) : today.slice(5);
  const before = days
    .filter(({ day }) => day.slice(5) < until)
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
  return before / total;
};
