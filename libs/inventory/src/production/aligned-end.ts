import type { Span } from '@zerofab/calendar';
import type { ProductionRow } from './production-reader.js';

/** Production of a month is known some weeks after its end; older gaps are gaps. Ours. */
const LATE_MS = 62 * 86_400_000;

/** Until when a row is known from the start of a span without a gap. */
const knownUntil = ({ parts }: ProductionRow, { fromMs, toMs }: Span): number => {
  let until = fromMs;
  for (const part of parts.toSorted((a, b) => a.fromMs - b.fromMs))
    if (part.fromMs <= until) until = Math.max(until, part.toMs);
  return Math.min(until, toMs);
};

/**
 * End of the span that energy and production are both asked for. Of a running span production is known until the end of
 * a month, energy until now: to divide one by the other both must end together. Where production is not recorded at all, or
 * its last months lack, the end stays, and what is divided by production is missing.
 */
export const alignedEnd = (rows: readonly ProductionRow[], asked: Span, nowMs: number): number => {
  const endMs = Math.min(asked.toMs, nowMs);
  if (asked.toMs <= nowMs) return endMs;
  const until = Math.max(
    asked.fromMs,
    ...rows
      .filter(({ kind }) => kind === 'amount')
      .map((row) => knownUntil(row, { fromMs: asked.fromMs, toMs: endMs })),
  );
  return until > asked.fromMs && endMs - until <= LATE_MS ? until : endMs;
};
