import type { Span } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';

/** An amount of a stretch of time: a record, or what a counter counted of it. */
export interface ProducedPart extends Span {
  /** In the unit of the measure. */
  readonly value: ExactDecimal;
  /** Known share of its time, 0..1: below 1 where readings of a counter lack. */
  readonly coverage: number;
}

/** What is known of a measure over a span. */
export interface ProductionTotal {
  /** Sum, or mean of a state over the time it is known for; null: nothing is known. */
  readonly value: ExactDecimal | null;
  /** All of the span is known; else a sum is a lower bound. */
  readonly complete: boolean;
  /** Known share of the time, 0..1. */
  readonly coverage: number;
  /** A part reaches over the border and counts by its share of time. */
  readonly divided: boolean;
  /** Stretches of which nothing is known, in order. */
  readonly missing: readonly Span[];
}

/** Readings come by the quarter hour: less than a thousandth of a month is no gap. */
const WHOLE = 0.999;

const within = (part: ProducedPart, span: Span): Span => ({
  fromMs: Math.max(part.fromMs, span.fromMs),
  toMs: Math.min(part.toMs, span.toMs),
});

const lengthOf = ({ fromMs, toMs }: Span): number => toMs - fromMs;

/** Stretches of a span that no part covers. */
const gapsOf = (parts: readonly Span[], span: Span): Span[] => {
  const gaps: Span[] = [];
  let at = span.fromMs;
  for (const { fromMs, toMs } of parts.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (fromMs > at) gaps.push({ fromMs: at, toMs: fromMs });
    at = Math.max(at, toMs);
  }
  if (at < span.toMs) gaps.push({ fromMs: at, toMs: span.toMs });
  return gaps;
};

interface Touching {
  readonly part: ProducedPart;
  readonly cut: Span;
}

/** Whole parts as they are, one that is cut by its share of time. */
const sumOf = (touching: readonly Touching[]): ExactDecimal =>
  touching.reduce(
    (sum, { part, cut }) =>
      sum.plus(
        lengthOf(cut) === lengthOf(part) ? part.value : part.value.times(lengthOf(cut)).div(lengthOf(part)),
      ),
    new ExactDecimal(0),
  );

/** Weighted by time, divided once: a state that never changed stays what it is to the digit. */
const meanOf = (touching: readonly Touching[]): ExactDecimal =>
  touching
    .reduce((sum, { part, cut }) => sum.plus(part.value.times(lengthOf(cut))), new ExactDecimal(0))
    .div(touching.reduce((sum, { cut }) => sum + lengthOf(cut), 0));

/**
 * Total of a measure over a span. Amounts add up, one that reaches over a border by its share of time; of a state (an area,
 * a head count) the mean over the time counts. What is not covered is missing, never 0.
 * @param parts do not overlap: the store refuses two values for one time
 */
export const productionTotal = (
  parts: readonly ProducedPart[],
  span: Span,
  kind: 'amount' | 'state',
): ProductionTotal => {
  const touching = parts
    .map((part) => ({ part, cut: within(part, span) }))
    .filter(({ cut }) => cut.toMs > cut.fromMs);
  const missing = gapsOf(
    touching.map(({ cut }) => cut),
    span,
  );
  if (touching.length === 0) return { value: null, complete: false, coverage: 0, divided: false, missing };
  const value = kind === 'state' ? meanOf(touching) : sumOf(touching);
  const known = touching.reduce((sum, { part, cut }) => sum + lengthOf(cut) * Math.min(1, part.coverage), 0);
  const coverage = known / lengthOf(span);
  return {
    value,
    complete: missing.length === 0 && touching.every((each) => each.part.coverage >= WHOLE),
    coverage,
    divided: kind === 'amount' && touching.some(({ part, cut }) => lengthOf(cut) < lengthOf(part)),
    missing,
  };
};
