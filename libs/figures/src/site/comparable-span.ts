import { shifted, startOf, type Span } from '@zerofab/calendar';

type Unit = 'day' | 'month' | 'year';

/** How far back the last one of equal kind lies: of a day the same weekday of the week before. */
const BACK = { day: { days: -7 }, month: { months: -1 }, year: { years: -1 } } as const;

/** The day, month or year that holds a whole span; undefined for one that reaches over a year's end. */
const holding = ({ fromMs, toMs }: Span, zone: string): Unit | undefined =>
  (['day', 'month', 'year'] as const).find((unit) => toMs <= startOf(fromMs, unit, zone, 1));

/**
 * The spans to look for a missing source in, one after the other: the last one of equal kind, then the month before, then
 * the year before. A receipt of each month is not yet there last week either.
 */
export const comparableSpans = (span: Span, zone: string): Span[] => {
  const own = comparableSpan(span, zone);
  const wider = (['month', 'year'] as const).map((unit) => ({
    fromMs: startOf(span.fromMs, unit, zone, -1),
    toMs: startOf(span.fromMs, unit, zone),
  }));
  const longer = wider.filter((one) => one.toMs - one.fromMs > own.toMs - own.fromMs);
  return [own, ...longer];
};

/**
 * The last span of equal kind before a span: of a day, or a part of one, the same day of the week before; of a month the
 * month before; of a year the year before; of what is longer as many years before it. Always whole, so that the elapsed
 * part of a running month is held against all of the month before.
 */
export const comparableSpan = (span: Span, zone: string): Span => {
  const unit = holding(span, zone);
  if (unit === undefined) {
    const years = Math.max(1, Math.ceil((span.toMs - span.fromMs) / (366 * 86_400_000)));
    return { fromMs: shifted(span.fromMs, { years: -years }, zone), toMs: span.fromMs };
  }
  const [fromMs, toMs] = [startOf(span.fromMs, unit, zone), startOf(span.fromMs, unit, zone, 1)];
  return { fromMs: shifted(fromMs, BACK[unit], zone), toMs: shifted(toMs, BACK[unit], zone) };
};
