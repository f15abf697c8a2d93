import { gapShare } from '@zerofab/metering';
import { QUALITY_CODE } from '@zerofab/vocabulary';
import type { JudgedGap } from '../rollup/gap.store.js';
import type { ConsumptionSum } from '@zerofab/metering';

/** The stretch that holds the instant: index of the last border at or before it, ascending borders. */
const indexAt = (borders: readonly number[], ms: number): number => {
  let [low, high] = [0, borders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

const nothingKnown = (registerId: number, startMs: number): ConsumptionSum => ({
  registerId,
  startMs,
  value: null,
  estimated: 0,
  covered: 0,
  quality: null,
  readings: 0,
});

const withShare = (sum: ConsumptionSum, share: number): ConsumptionSum => ({
  ...sum,
  value: (sum.value ?? 0) + share,
  estimated: sum.estimated + share,
  quality: Math.max(sum.quality ?? 0, QUALITY_CODE.estimated),
});

/**
 * Adds the use of long gaps to sums of the stretches between `borders`, spread by time and as estimated; a doubtful
 * gap and one with a reset add nothing, so that their stretches stay missing.
 *
 * @param sums by register and start, as the store gives them: without the long gaps
 * @returns sums in the same order, with those stretches added of which only a gap knows
 */
export const addGaps = (
  sums: readonly ConsumptionSum[],
  gaps: readonly JudgedGap[],
  borders: readonly number[],
): readonly ConsumptionSum[] => {
  const spread = gaps.filter((gap) => !gap.doubtful && gap.value !== null);
  const endMs = borders.at(-1);
  if (spread.length === 0 || endMs === undefined) return sums;
  const keyOf = (registerId: number, startMs: number): string => `${String(registerId)}:${String(startMs)}`;
  const byKey = new Map(sums.map((sum) => [keyOf(sum.registerId, sum.startMs), sum]));
  for (const gap of spread) {
    for (let index = Math.max(0, indexAt(borders, gap.fromMs)); index + 1 < borders.length; index += 1) {
      const [startMs = endMs, stopMs = endMs] = [borders[index], borders[index + 1]];
      if (startMs >= gap.toMs) break;
      const key = keyOf(gap.registerId, startMs);
      const before = byKey.get(key) ?? nothingKnown(gap.registerId, startMs);
      byKey.set(key, withShare(before, gapShare(gap, startMs, stopMs)));
    }
  }
  return [...byKey.values()].toSorted((a, b) => a.registerId - b.registerId || a.startMs - b.startMs);
};
