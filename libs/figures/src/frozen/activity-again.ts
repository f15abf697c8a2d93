import { manualActivity, meterActivity, type Activity } from '../activity/activity.js';
import type { BoundActivity } from '../activity/binding.js';

/**
 * Activity data worked out again from what an amount itself names: sums of its registers, or its records (of a stock, the
 * use between its counts), between the borders of its periods. What has a problem, and so no periods, stays as it is.
 */
export const activityAgain = (
  { binding, activity, bound, sums, spread }: BoundActivity,
  nowMs: number,
): Activity => {
  const [first] = activity.periods;
  if (first === undefined || activity.problem !== null) return activity;
  const borders = [first.span.fromMs, ...activity.periods.map(({ span }) => span.toMs)];
  if (binding.kind !== 'meters') return manualActivity(binding, spread, borders, nowMs);
  const registers = bound.map(({ register: { id, unit }, sign, share }) => ({ id, unit, sign, share }));
  return meterActivity(registers, sums, borders, nowMs);
};
