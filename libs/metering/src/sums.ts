import { QUARTER_MS, type Span } from '@zerofab/calendar';
import { QUALITIES, type Quality } from '@zerofab/vocabulary';

/** Consumption of a register over one bucket or span, summed from its quarter hours. */
export interface ConsumptionSum {
  readonly registerId: number;
  readonly startMs: number;
  /** null: nothing is known. */
  readonly value: number | null;
  readonly estimated: number;
  /** Sum of the coverage (0..1) of the quarter hours. */
  readonly covered: number;
  /** Worst quality code of the parts. */
  readonly quality: number | null;
  readonly readings: number;
}

/** Total of several sums of one register; null when nothing is known. */
export interface ConsumptionTotal {
  readonly total: number | null;
  readonly estimated: number;
  readonly coverage: number;
  readonly quality: Quality;
  readonly readings: number;
}

/** Readings of the last quarter hour may still be on their way: their absence is no lack of coverage. */
const GRACE_MS = QUARTER_MS;

/** Sums of binary floats end in noise; consumption is shown to a millionth of its unit. */
export const roundedConsumption = (value: number): number => Number(value.toFixed(6));

/** Quality of a sum by its stored code; what has no value is missing. */
export const qualityOf = (code: number | null, value: number | null): Quality =>
  value === null ? 'missing' : (QUALITIES[code ?? 0] ?? 'missing');

/**
 * Share of [fromMs, toMs) that measured data covers, 0..1; time that has not passed yet does not count.
 * @param covered sum of the coverage of the quarter hours
 */
export const coverageOf = (covered: number, span: Span, nowMs: number): number => {
  const elapsedMs = Math.min(span.toMs, nowMs - GRACE_MS) - span.fromMs;
  if (elapsedMs <= 0) return covered > 0 ? 1 : 0;
  const share = (covered * QUARTER_MS) / elapsedMs;
  // Rounding must not make 100 % of 99.99 %, nor 99.99 % of all.
  return Math.min(1, share > 1 - 1e-9 ? 1 : share);
};

/** Total of the stretches of one register over the span they lie in. */
export const totalOf = (sums: readonly ConsumptionSum[], span: Span, nowMs: number): ConsumptionTotal => {
  const known = sums.filter((sum) => sum.value !== null);
  const add = (pick: (sum: ConsumptionSum) => number): number =>
    sums.reduce((total, sum) => total + pick(sum), 0);
  const total = known.length === 0 ? null : add((sum) => sum.value ?? 0);
  return {
    total: total === null ? null : roundedConsumption(total),
    estimated: roundedConsumption(add((sum) => sum.estimated)),
    coverage: coverageOf(
      add((sum) => sum.covered),
      span,
      nowMs,
    ),
    quality: qualityOf(Math.max(0, ...known.map((sum) => sum.quality ?? 0)), total),
    readings: add((sum) => sum.readings),
  };
};
