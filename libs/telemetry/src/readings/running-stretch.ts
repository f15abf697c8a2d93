import type { ConsumptionSum } from '@zerofab/metering';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A stretch shorter than this is summed as it is. */
const LONG_MS = 3 * DAY_MS;

/**
 * Where to divide the last stretch between borders: whole days after its start, a day at least before its end. What lies
 * before is over and hardly ever changes, and ends on the hour; undefined where that gains nothing.
 */
export const dividedAt = (borders: readonly number[]): number | undefined => {
  const [start, end] = [borders.at(-2), borders.at(-1)];
  if (start === undefined || end === undefined || end - start < LONG_MS || start % HOUR_MS !== 0)
    return undefined;
  return start + (Math.floor((end - start) / DAY_MS) - 1) * DAY_MS;
};

const plus = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
const larger = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** Sums of a stretch and of the one behind it in one, by register; each has one at most, ordered by register and time. */
export const joined = (
  head: readonly ConsumptionSum[],
  tail: readonly ConsumptionSum[],
  startMs: number,
): readonly ConsumptionSum[] => {
  const behind = new Map(tail.map((sum) => [sum.registerId, sum]));
  const all = head.map((sum) => {
    const more = sum.startMs === startMs ? behind.get(sum.registerId) : undefined;
    if (more === undefined) return sum;
    behind.delete(sum.registerId);
    return {
      ...sum,
      value: plus(sum.value, more.value),
      estimated: sum.estimated + more.estimated,
      covered: sum.covered + more.covered,
      quality: larger(sum.quality, more.quality),
      readings: sum.readings + more.readings,
    };
  });
  const alone = [...behind.values()].map((sum) => ({ ...sum, startMs }));
  return [...all, ...alone].toSorted((a, b) => a.registerId - b.registerId || a.startMs - b.startMs);
};
