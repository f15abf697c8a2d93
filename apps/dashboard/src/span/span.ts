import { addDays, addMonths, daysBetween, isDay, type LocalDate } from '@zerofab/calendar';

export type Preset = 'today' | 'month' | 'year' | 'custom';
export type SeriesBucket = 'hour' | 'day' | 'month';

/** A span of whole local days, half-open `[from, to)`. */
export interface Span {
  readonly preset: Preset;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What the URL says about the span; anything unreadable falls back to the running month. */
export interface SpanQuery {
  readonly p?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const isDate = (text: string | undefined): text is LocalDate => text !== undefined && isDay(text);

/** Whole day, month or year around a date. */
export function spanAround(preset: Exclude<Preset, 'custom'>, date: LocalDate): Span {
  if (preset === 'today') return { preset, from: date, to: addDays(date, 1) };
  if (preset === 'month') {
    const from = `${date.slice(0, 7)}-01`;
    return { preset, from, to: addMonths(from, 1) };
  }
  const from = `${date.slice(0, 4)}-01-01`;
  return { preset, from, to: addMonths(from, 12) };
}

/** Span of a URL query. `today` is the site's local date. */
export function spanOfQuery(query: SpanQuery, today: LocalDate): Span {
  const from = isDate(query.from) ? query.from : undefined;
  if (query.p === 'custom' && from !== undefined && isDate(query.to) && query.to > from) {
    return { preset: 'custom', from, to: query.to };
  }
  const preset = query.p === 'today' || query.p === 'year' ? query.p : 'month';
  return spanAround(preset, from !== undefined && from <= today ? from : today);
}

/** Query of a span; the running day, month or year needs no date, so that the link stays current. */
export function queryOfSpan(span: Span, today: LocalDate): Record<'p' | 'from' | 'to', string | undefined> {
  if (span.preset === 'custom') return { p: 'custom', from: span.from, to: span.to };
  return { p: span.preset, from: isCurrent(span, today) ? undefined : span.from, to: undefined };
}

/** Does the span hold today? */
export const isCurrent = (span: Span, today: LocalDate): boolean => span.from <= today && today < span.to;

/** One span earlier (−1) or later (+1). */
export function shiftSpan(span: Span, direction: -1 | 1): Span {
  if (span.preset === 'custom') {
    const days = daysBetween(span.from, span.to) * direction;
    return { preset: 'custom', from: addDays(span.from, days), to: addDays(span.to, days) };
  }
  const date =
    span.preset === 'today'
      ? addDays(span.from, direction)
      : addMonths(span.from, span.preset === 'month' ? direction : 12 * direction);
  return spanAround(span.preset, date);
}

/** What a span is compared with: a day with the same weekday of last week, all else with last year. */
export function comparisonOf(span: Span): Span {
  if (daysBetween(span.from, span.to) <= 1) {
    return { preset: 'custom', from: addDays(span.from, -7), to: addDays(span.to, -7) };
  }
  return { preset: 'custom', from: addMonths(span.from, -12), to: addMonths(span.to, -12) };
}

/** Bucket sizes that give a readable chart, the first is the default. */
export function bucketsFor(span: Span): readonly SeriesBucket[] {
  const days = daysBetween(span.from, span.to);
  if (days <= 2) return ['hour'];
  if (days <= 62) return ['day', 'hour'];
  return days <= 400 ? ['month', 'day'] : ['month'];
}
