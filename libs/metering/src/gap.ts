import { counterSteps } from './belief/steps.js';
import { BUCKET_MS, inTimeOrder, type RawReading, type RegisterSpec } from './reading.js';
import { termsBetween } from './terms.js';

/** Without a declared interval, readings further apart than this leave a gap: an hourly meter has none. */
const UNDECLARED_GAP_MS = 61 * 60_000;
const GAP_FACTOR = 1.5;

/** Distance of two readings above which the time between them counts as a gap, and its use as estimated. */
export const gapLimitMs = ({ intervalMs }: Pick<RegisterSpec, 'intervalMs'>): number =>
  intervalMs === null ? UNDECLARED_GAP_MS : intervalMs * GAP_FACTOR;

/** An amount of [fromMs, toMs), multiplier applied. */
interface Amount {
  readonly fromMs: number;
  readonly toMs: number;
  readonly amount: number;
}

/** A rise over the time between two readings, parted where terms change; none for a time out of use. */
export const amountsBetween = (spec: RegisterSpec, fromMs: number, toMs: number, rise: number): Amount[] =>
  termsBetween(spec, fromMs, toMs)
    .filter(({ terms }) => terms.inUse)
    .map((part) => {
      const share = (part.toMs - part.fromMs) / (toMs - fromMs);
      return { fromMs: part.fromMs, toMs: part.toMs, amount: rise * share * part.terms.multiplier };
    });

const DAY_MS = 86_400_000;
/** The use of a gap up to here stands in quarter hours; a longer one is one record, whatever its length. */
export const LONG_GAP_MS = 35 * DAY_MS;
/** Longer than a year and a month: no estimate by time is worth its name, a person has to decide. */
export const DOUBTFUL_GAP_MS = 400 * DAY_MS;
/** At the begin of a history: what comes so long before the rest is rather a wrong clock than a meter at work. */
export const DOUBTFUL_OPENING_MS = 62 * DAY_MS;
/** Readings within so short a time before a gap, and none before them, do not make a history. */
export const OPENING_RUN_MS = DAY_MS;

/** A long gap of a counter: the time between two readings that follow each other, in epoch milliseconds. */
export interface LongGap {
  readonly fromMs: number;
  readonly toMs: number;
  /** What was used in it, multiplier applied; null where the counter was reset in it. */
  readonly value: number | null;
}

/** Whether the time between two neighbouring readings of a counter is kept as one record. */
export const isLongGap = (fromMs: number, toMs: number): boolean => toMs - fromMs > LONG_GAP_MS;

/** The long gaps between readings that are neighbours of each other, in any order; none for an interval register. */
export const longGaps = (spec: RegisterSpec, readings: readonly RawReading[]): LongGap[] => {
  if (spec.kind === 'interval' || !inTimeOrder(readings).some(isAfterLongGap)) return [];
  return counterSteps(spec, readings).steps.flatMap(({ fromMs, toMs, rise }) => {
    if (!isLongGap(fromMs, toMs)) return [];
    const value =
      rise === undefined
        ? null
        : amountsBetween(spec, fromMs, toMs, rise).reduce((sum, { amount }) => sum + amount, 0);
    return [{ fromMs, toMs, value }];
  });
};

const isAfterLongGap = ({ atMs }: RawReading, index: number, ordered: readonly RawReading[]): boolean =>
  index > 0 && isLongGap(ordered[index - 1]?.atMs ?? atMs, atMs);

/**
 * Whether the use of a long gap is not spread over its time but left to a person: it is longer than 400 days, or it
 * lies, longer than 62 days, behind the very first readings of the register and these span no more than a day (a
 * meter whose clock was wrong when it started). It then counts as missing, with its energy shown.
 *
 * @param opensHistory no reading lies more than a day (`OPENING_RUN_MS`) before the gap
 */
export const isDoubtfulGap = (gap: Pick<LongGap, 'fromMs' | 'toMs'>, opensHistory: boolean): boolean => {
  const lengthMs = gap.toMs - gap.fromMs;
  return lengthMs > (opensHistory ? DOUBTFUL_OPENING_MS : DOUBTFUL_GAP_MS);
};

/**
 * The part of a gap's use that falls into [fromMs, toMs), spread evenly by time; 0 outside the gap. Parts of
 * neighbouring stretches add up to the use of the gap.
 */
export const gapShare = (gap: LongGap, fromMs: number, toMs: number): number => {
  const value = gap.value ?? 0;
  const until = (ms: number): number =>
    ms >= gap.toMs ? value : ms <= gap.fromMs ? 0 : value * ((ms - gap.fromMs) / (gap.toMs - gap.fromMs));
  return until(toMs) - until(fromMs);
};

/** Half-open, both ends on a quarter of an hour, epoch milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The quarter hours that lie wholly inside a gap: no reading belongs to them. Empty (from ≥ to) in a short gap. */
export const insideOf = ({ fromMs, toMs }: Stretch): Stretch => ({
  fromMs: Math.floor(fromMs / BUCKET_MS) * BUCKET_MS + BUCKET_MS,
  toMs: Math.floor(toMs / BUCKET_MS) * BUCKET_MS,
});

/**
 * What of [fromMs, toMs) has quarter-hour buckets of its own: all but the inside of its long gaps.
 * @param gaps the long gaps of the readings, by time
 */
export const stretchesAround = (gaps: readonly LongGap[], fromMs: number, toMs: number): Stretch[] => {
  const stretches: Stretch[] = [];
  let startMs = fromMs;
  for (const gap of gaps) {
    const inside = insideOf(gap);
    if (inside.toMs <= startMs || inside.fromMs >= toMs) continue;
    if (inside.fromMs > startMs) stretches.push({ fromMs: startMs, toMs: inside.fromMs });
    startMs = inside.toMs;
  }
  if (startMs < toMs) stretches.push({ fromMs: startMs, toMs });
  return stretches;
};
