import {
  comparableDay,
  dayLabel,
  keepsChineseHolidays,
  QUARTER_MS,
  shifted,
  startOf,
  startOfDay,
  type Span,
} from '@zerofab/calendar';

const DAY_MS = 86_400_000;
const ceilQuarter = (ms: number): number => Math.ceil(ms / QUARTER_MS) * QUARTER_MS;

/** The elapsed part of a span and the part of the span before that it is compared with. */
export interface Pair {
  readonly now: Span;
  readonly before: Span;
  /** Whether the span before is of the same kind: there may be no such day. */
  readonly comparable: boolean;
}

/**
 * Days back to the last day of the same weekday and kind, holidays and worked weekends told apart where they hold; a week
 * where there is none.
 */
const daysBack = (nowMs: number, zone: string): { readonly days: number; readonly found: boolean } => {
  const day = dayLabel(nowMs, zone);
  const before = comparableDay(day, keepsChineseHolidays(zone));
  return before === undefined
    ? { days: 7, found: false }
    : { days: Math.round((startOfDay(day, 'utc') - startOfDay(before, 'utc')) / 86_400_000), found: true };
};

/** The elapsed part of a span beside the same part of the one before. */
const pair = (
  { fromMs, toMs }: Span,
  by: { readonly days?: number; readonly years?: number },
  zone: string,
  comparable = true,
): Pair => {
  const before = shifted(fromMs, by, zone);
  return {
    now: { fromMs, toMs: Math.max(ceilQuarter(toMs), fromMs + QUARTER_MS) },
    before: {
      fromMs: before,
      toMs: Math.max(ceilQuarter(shifted(toMs, by, zone)), before + QUARTER_MS),
    },
    comparable,
  };
};

/** today ↔ the last day of its weekday and kind; month and year ↔ the same elapsed part a year earlier. */
export const pairsAt = (nowMs: number, zone: string): Readonly<Record<'today' | 'month' | 'year', Pair>> => {
  const since = (unit: 'day' | 'month' | 'year'): Span => ({
    fromMs: startOf(nowMs, unit, zone),
    toMs: nowMs,
  });
  const back = daysBack(nowMs, zone);
  return {
    today: pair(since('day'), { days: -back.days }, zone, back.found),
    month: pair(since('month'), { years: -1 }, zone),
    year: pair(since('year'), { years: -1 }, zone),
  };
};

/**
 * Any span, as far as it has elapsed, beside what it is compared with: a day with the last one of its weekday and kind, a
 * month or year with a year earlier, any other span with the whole weeks before it.
 */
export const pairOf = (span: Span, nowMs: number, zone: string): Pair => {
  const elapsed = { fromMs: span.fromMs, toMs: Math.min(span.toMs, Math.max(nowMs, span.fromMs)) };
  const isWhole = (unit: 'day' | 'month' | 'year'): boolean =>
    startOf(span.fromMs, unit, zone) === span.fromMs && startOf(span.fromMs, unit, zone, 1) === span.toMs;
  if (isWhole('day')) {
    const { days, found } = daysBack(span.fromMs, zone);
    return pair(elapsed, { days: -days }, zone, found);
  }
  if (isWhole('month') || isWhole('year')) return pair(elapsed, { years: -1 }, zone);
  const days = Math.ceil((span.toMs - span.fromMs) / DAY_MS / 7) * 7;
  return pair(elapsed, { days: -days }, zone);
};
