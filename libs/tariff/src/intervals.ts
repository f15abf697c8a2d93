import { dayLabel, isoIn, resolveInstant, startOf } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';
import { refuse } from './refuse.js';

const MINUTE_MS = 60_000;
const STEPS = new Set([1, 5, 10, 15, 30, 60]);
const GAPS_TOLD = 20;

/** What a meter counted in one interval; its length is that of all intervals. */
export interface GivenInterval {
  readonly start: string;
  /** Energy or quantity drawn, in the unit of the contract. */
  readonly quantity: string;
  /** Reactive energy, kvarh; leading energy counts by its amount. */
  readonly kvarh?: string | undefined;
  /** Energy fed into the grid. */
  readonly exported?: string | undefined;
}

export interface Interval {
  readonly startMs: number;
  readonly quantity: ExactDecimal;
  readonly kvarh: ExactDecimal | undefined;
  readonly exported: ExactDecimal;
}

export interface MonthIntervals {
  readonly zone: string;
  readonly month: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMinutes: number;
  /** In order of time. */
  readonly intervals: readonly Interval[];
  readonly expected: number;
  /** Spans without an interval, the first ones. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
}

const amountOf = (text: string, field: string): ExactDecimal => {
  const value = new ExactDecimal(text);
  return value.isNegative() && !value.isZero()
    ? refuse(
        'tariff-bad-interval',
        field,
        `${text} 为负；上网电量请写入 exportKWh`,
        `${text} is negative; energy fed into the grid goes to exportKWh`,
      )
    : value;
};

const stepOf = (starts: readonly number[], told: number | undefined): number => {
  const smallest = starts.reduce(
    (least, start, index) => (index === 0 ? least : Math.min(least, start - (starts[index - 1] ?? 0))),
    Number.POSITIVE_INFINITY,
  );
  const step = told ?? (Number.isFinite(smallest) ? smallest / MINUTE_MS : 15);
  return STEPS.has(step)
    ? step
    : refuse(
        'tariff-bad-interval',
        'intervals',
        `区间长度为 ${String(step)} 分钟；请使用 1、5、10、15、30 或 60 分钟`,
        `the intervals are ${String(step)} minutes long; use 1, 5, 10, 15, 30 or 60`,
      );
};

/**
 * Intervals of a local month in order, checked: each within the month, on the grid of its step, given once.
 * @param more.stepMinutes length of an interval; left out: the smallest distance of two starts
 * @param more.untilMs end of what can be known of a running month; left out: the month's end
 * @throws RefusedError tariff-bad-interval, tariff-duplicate-interval naming the interval
 */
export const readIntervals = (
  given: readonly GivenInterval[],
  month: string,
  zone: string,
  more: { readonly stepMinutes?: number | undefined; readonly untilMs?: number } = {},
): MonthIntervals => {
  const fromMs = resolveInstant(month, zone, 'month');
  const endMs = startOf(fromMs, 'month', zone, 1);
  const toMs = Math.min(endMs, more.untilMs ?? endMs);
  const intervals = given
    .map(({ start, quantity, kvarh, exported }, index) => ({
      index,
      startMs: resolveInstant(start, zone, `intervals.${String(index)}.start`),
      quantity: amountOf(quantity, `intervals.${String(index)}.kWh`),
      kvarh: kvarh === undefined ? undefined : new ExactDecimal(kvarh).abs(),
      exported:
        exported === undefined
          ? new ExactDecimal(0)
          : amountOf(exported, `intervals.${String(index)}.exportKWh`),
    }))
    .sort((a, b) => a.startMs - b.startMs);
  refuseTwice(intervals, zone);
  const step = stepOf(
    intervals.map(({ startMs }) => startMs),
    more.stepMinutes,
  );
  for (const { startMs, index } of intervals) {
    const field = `intervals.${String(index)}.start`;
    if (startMs < fromMs || startMs >= endMs)
      refuse(
        'tariff-bad-interval',
        field,
        `${isoIn(startMs, zone)} 不在 ${month} 内；请只给出该月的区间`,
        `${isoIn(startMs, zone)} lies outside ${month}; give the intervals of that month alone`,
      );
    if ((startMs - fromMs) % (step * MINUTE_MS) !== 0)
      refuse(
        'tariff-bad-interval',
        field,
        `${isoIn(startMs, zone)} 不在 ${String(step)} 分钟的格点上`,
        `${isoIn(startMs, zone)} is not on the grid of ${String(step)} minutes`,
      );
  }
  const expected = (toMs - fromMs) / (step * MINUTE_MS);
  return {
    zone,
    month,
    fromMs,
    toMs,
    stepMinutes: step,
    intervals,
    expected,
    gaps: gapsOf(intervals, { fromMs, toMs, step, zone }),
  };
};

const refuseTwice = (
  intervals: readonly { readonly startMs: number; readonly index: number }[],
  zone: string,
): void => {
  intervals.forEach(({ startMs, index }, at) => {
    const before = intervals[at - 1];
    if (before?.startMs !== startMs) return;
    refuse(
      'tariff-duplicate-interval',
      `intervals.${String(index)}.start`,
      `${isoIn(startMs, zone)} 与第 ${String(before.index)} 个区间重复；请保留其一`,
      `${isoIn(startMs, zone)} is given by interval ${String(before.index)} already; keep one`,
    );
  });
};

const gapsOf = (
  intervals: readonly { readonly startMs: number }[],
  { fromMs, toMs, step, zone }: { fromMs: number; toMs: number; step: number; zone: string },
): { from: string; to: string }[] => {
  const gaps: { from: string; to: string }[] = [];
  let at = fromMs;
  for (const startMs of [...intervals.map((interval) => interval.startMs), toMs]) {
    if (startMs > at && gaps.length < GAPS_TOLD)
      gaps.push({ from: isoIn(at, zone), to: isoIn(startMs, zone) });
    at = startMs + step * MINUTE_MS;
  }
  return gaps;
};

/** Local day and minute of the day at which an interval begins. */
export const placeOf = (startMs: number, zone: string): { readonly day: string; readonly minute: number } => {
  const iso = isoIn(startMs, zone);
  return { day: dayLabel(startMs, zone), minute: Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)) };
};
