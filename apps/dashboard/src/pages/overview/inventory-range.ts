import type { Overview } from '@zerofab/contracts';
import type { Range } from '../../api/paths';
import type { LocalDate } from '@zerofab/calendar';
import { isCurrent, type Span } from '../../span/span';
import { spanToken } from '../../trace/trace-id';

/**
 * Ends of the inventory behind a span. A running day, month or year takes the ends of the overview's own period, so
 * that card and tile show the same figure; any other span ends where its days end.
 */
export function inventoryRange(span: Span, today: LocalDate, overview: Overview): Range {
  if (span.preset !== 'custom' && isCurrent(span, today)) {
    const { from, to } = overview[span.preset];
    return { from, to };
  }
  if (isCurrent(span, today)) return { from: span.from, to: overview.at };
  return { from: span.from, to: span.to };
}

/** Span of a trace id: by name while it runs, so that the link stays current; by its ends otherwise. */
export function traceSpan(span: Span, today: LocalDate): string {
  return span.preset !== 'custom' && isCurrent(span, today) ? span.preset : spanToken(span.from, span.to);
}
