import { addMonths, daysBetween, type LocalDate } from '@zerofab/calendar';
import type { PlanDevice } from '../domain/plan.js';

/** Where the calibration of a device stands. */
export interface Calibration {
  readonly state: 'none' | 'never' | 'valid' | 'overdue';
  readonly dueOn: LocalDate | null;
  readonly daysOverdue: number | null;
}

const NONE: Calibration = { state: 'none', dueOn: null, daysOverdue: null };

/**
 * Where the calibration of a device stands on a day. It is due the calibration period after the last one, at the end
 * of the month where the day does not exist, and past due from that day on.
 * @param today YYYY-MM-DD in the time zone of the site
 */
export const calibrationOf = (device: PlanDevice | null | undefined, today: string): Calibration => {
  const months = device?.calibrationMonths ?? null;
  if (months === null) return NONE;
  const last = device?.lastCalibratedOn ?? null;
  if (last === null) return { state: 'never', dueOn: null, daysOverdue: null };
  const due = addMonths(last, months);
  const late = daysBetween(due, today);
  return {
    state: late >= 0 ? 'overdue' : 'valid',
    dueOn: due,
    daysOverdue: late >= 0 ? late : null,
  };
};
