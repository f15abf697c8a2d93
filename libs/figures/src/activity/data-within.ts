import type { ActivityPeriod } from './activity.js';
import type { SourceActivityData, BoundActivity } from './binding.js';

type Keep = (period: ActivityPeriod) => boolean;

/** The data of the periods that are kept, period by period. */
export const dataWithin = (data: SourceActivityData, keep: Keep): SourceActivityData => {
  const only = <T extends BoundActivity>(bound: T): T => ({
    ...bound,
    activity: { ...bound.activity, periods: bound.activity.periods.filter(keep) },
  });
  return { ...only(data), inputs: new Map([...data.inputs].map(([stream, bound]) => [stream, only(bound)])) };
};
