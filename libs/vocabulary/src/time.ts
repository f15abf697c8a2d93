/** Years the product speaks of: a year outside is a slip of the pen, and a span to it would never end. */
export const MIN_YEAR = 1990;
export const MAX_YEAR = 2100;

/** Sizes of the buckets in which figures over time are asked for. */
export const BUCKETS = ['15m', 'hour', 'day', 'month'] as const;
export type BucketSize = (typeof BUCKETS)[number];
