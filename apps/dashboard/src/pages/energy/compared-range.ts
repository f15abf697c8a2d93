import { startOfDay } from '@zerofab/calendar';
import type { Range } from '../../api/paths';
import { comparisonOf, isCurrent, shiftSpan, type Span } from '../../span/span';

const QUARTER_MS = 900_000;

/** Ends of what a span is compared with: of a running one, as much of the other as has passed of it. */
export function comparedRange(
  span: Span,
  versus: string,
  { today, zone, nowMs }: { readonly today: string; readonly zone: string; readonly nowMs: number },
): Range {
  const past = versus === 'before' ? shiftSpan(span, -1) : comparisonOf(span);
  if (!isCurrent(span, today)) return { from: past.from, to: past.to };
  const [fromMs, toMs] = [startOfDay(past.from, zone), startOfDay(past.to, zone)];
  const elapsed = Math.floor((nowMs - startOfDay(span.from, zone)) / QUARTER_MS) * QUARTER_MS;
  const endMs = Math.min(fromMs + elapsed, toMs);
  return endMs <= fromMs
    ? { from: past.from, to: past.to }
    : { from: past.from, to: new Date(endMs).toISOString() };
}
