import { dayLabel, startOfDay } from '@zerofab/calendar';
import type { DailyReset } from '../reading.js';
import type { Point } from './limits.js';

const HOUR_MS = 3_600_000;

/** The day of the register that holds the instant. */
const dayOf = ({ hour, zone }: DailyReset, ms: number): string => dayLabel(ms - hour * HOUR_MS, zone);

/** The last time at or before an instant at which the register began anew. */
export const lastReset = (reset: DailyReset, ms: number): number =>
  startOfDay(dayOf(reset, ms), reset.zone) + reset.hour * HOUR_MS;

/**
 * Whether the register began anew between two readings. A reading at that very hour may show either: the fall tells.
 */
export const passesReset = (reset: DailyReset, before: Point, after: Point): boolean =>
  after.value < before.value
    ? dayOf(reset, before.atMs - 1) !== dayOf(reset, after.atMs)
    : dayOf(reset, before.atMs) !== dayOf(reset, after.atMs - 1);
