/** What a counter rose by from one reading to the next, in raw units. */
export interface Rise {
  readonly raw: number;
  readonly wrapped: boolean;
}

/**
 * Raw rise from one reading to the next. A fall is one wrap where the counter rolls over and both values lie within
 * its range; otherwise the counter was reset or the range is wrong, and what was used in between is not known:
 * undefined. Never negative.
 */
export const riseBetween = (before: number, after: number, rollover: number | null): Rise | undefined => {
  if (after >= before) return { raw: after - before, wrapped: false };
  const inRange = rollover !== null && before <= rollover && after >= 0;
  return inRange ? { raw: rollover - before + after, wrapped: true } : undefined;
};
