import { QUARTER_MS } from '@zerofab/calendar';
import { isLongGap } from '@zerofab/metering';
import type { DirtySpan, Neighbours, RegisterSpan } from './consumption.store.js';

const DAY_MS = 86_400_000;
/** Longest stretch of one register that is worked on at once. */
const MAX_STRETCH_MS = 31 * DAY_MS;

/**
 * Picks the spans of one step: those of one register that overlap or lie at most a day apart are joined, up to about
 * `maxBuckets` 15-minute buckets in all (one span at least). The rest stays marked dirty for the next step.
 */
export const takeSpans = (dirty: readonly DirtySpan[], maxBuckets: number): RegisterSpan[] => {
  const spans: { registerId: number; firstMs: number; lastMs: number }[] = [];
  let buckets = 0;
  for (const span of dirty.toSorted((a, b) => a.registerId - b.registerId || a.firstMs - b.firstMs)) {
    const last = spans.at(-1);
    const joins =
      last !== undefined &&
      last.registerId === span.registerId &&
      span.firstMs - last.lastMs <= DAY_MS &&
      span.lastMs - last.firstMs <= MAX_STRETCH_MS;
    const added = joins
      ? Math.max(0, span.lastMs - last.lastMs)
      : span.lastMs - span.firstMs + 2 * QUARTER_MS;
    if (spans.length > 0 && buckets + added / QUARTER_MS > maxBuckets) break;
    buckets += added / QUARTER_MS;
    if (joins) last.lastMs = Math.max(last.lastMs, span.lastMs);
    else spans.push({ registerId: span.registerId, firstMs: span.firstMs, lastMs: span.lastMs });
  }
  return spans;
};

/** All spans but those of the registers in `limited` beyond the first `most` of them, in the order given. */
export const limitRegisters = <T extends RegisterSpan>(
  spans: readonly T[],
  limited: ReadonlySet<number>,
  most: number,
): T[] => {
  const taken = new Set<number>();
  return spans.filter(({ registerId }) => {
    if (!limited.has(registerId) || taken.has(registerId)) return true;
    if (taken.size >= most) return false;
    taken.add(registerId);
    return true;
  });
};

/** Quarter hours between two neighbouring readings: none inside a long gap, which is one record. */
const bucketsBetween = (fromMs: number, toMs: number): number =>
  isLongGap(fromMs, toMs) ? 1 : Math.ceil((toMs - fromMs) / QUARTER_MS);

/**
 * How many of the spans one transaction takes: each reaches to its neighbours, and a late reading after a month of
 * silence reaches far. Up to about `maxBuckets` in all, one span at least.
 */
export const countWithin = (
  spans: readonly RegisterSpan[],
  neighbours: readonly (Neighbours | undefined)[],
  maxBuckets: number,
): number => {
  let buckets = 0;
  for (const [index, { firstMs, lastMs }] of spans.entries()) {
    const near = neighbours[index];
    buckets +=
      bucketsBetween(near?.previousMs ?? firstMs, firstMs) +
      Math.ceil((lastMs - firstMs) / QUARTER_MS) +
      bucketsBetween(lastMs, near?.nextMs ?? lastMs);
    if (index > 0 && buckets > maxBuckets) return index;
  }
  return spans.length;
};

/**
 * Joins half-open stretches [firstMs, lastMs) of one register that share time. Two spans with a gap between them both
 * reach across it, to each other's nearest reading: its buckets are computed once.
 * @returns new stretches, by register and start
 */
export const mergeOverlaps = <T extends RegisterSpan>(spans: readonly T[]): T[] => {
  const merged: T[] = [];
  for (const span of spans.toSorted((a, b) => a.registerId - b.registerId || a.firstMs - b.firstMs)) {
    const last = merged.at(-1);
    if (last?.registerId === span.registerId && span.firstMs < last.lastMs)
      merged[merged.length - 1] = { ...last, lastMs: Math.max(last.lastMs, span.lastMs) };
    else merged.push(span);
  }
  return merged;
};

/** Cuts half-open stretches into pieces of at most `maxMs`. */
export const slices = (
  stretches: readonly { readonly fromMs: number; readonly toMs: number }[],
  maxMs: number,
): { fromMs: number; toMs: number }[] =>
  stretches.flatMap(({ fromMs, toMs }) =>
    Array.from({ length: Math.ceil((toMs - fromMs) / maxMs) }, (_, index) => ({
      fromMs: fromMs + index * maxMs,
      toMs: Math.min(toMs, fromMs + (index + 1) * maxMs),
    })),
  );
