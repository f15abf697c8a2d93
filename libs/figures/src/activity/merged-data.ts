import { type ActivityPeriod, type Activity, totalActivity } from './activity.js';
import type { SourceActivityData, BoundActivity } from './binding.js';

type Keep = (period: ActivityPeriod) => boolean;

const merged = (activity: Activity, keep: Keep, nowMs: number): Activity => {
  const kept = activity.periods.filter(keep);
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return { ...activity, periods: [] };
  const span = { fromMs: first.span.fromMs, toMs: last.span.toMs };
  return { ...activity, periods: [{ span, ...totalActivity(kept, nowMs) }] };
};

/** The periods that are kept as one: hours of a year worked out in one calculation instead of 8 760. */
export const mergedData = (data: SourceActivityData, keep: Keep, nowMs: number): SourceActivityData => {
  const one = <T extends BoundActivity>(bound: T): T => ({
    ...bound,
    activity: merged(bound.activity, keep, nowMs),
  });
  return {
    ...one(data),
    inputs: new Map([...data.inputs].map(([stream, bound]) => [stream, one(bound)])),
  };
};

/** The data of the periods that are kept, period by period. */
export const dataWithin = (data: SourceActivityData, keep: Keep): SourceActivityData => {
  const only = <T extends BoundActivity>(bound: T): T => ({
    ...bound,
    activity: { ...bound.activity, periods: bound.activity.periods.filter(keep) },
  });
  return { ...only(data), inputs: new Map([...data.inputs].map(([stream, bound]) => [stream, only(bound)])) };
};
