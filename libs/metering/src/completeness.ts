import type { Span } from '@zerofab/calendar';
import { QUALITY_CODE } from '@zerofab/vocabulary';
import { coverageOf, type ConsumptionSum } from './sums.js';

/**
 * How whole the data of a register is over a stretch: `complete` all of it measured · `estimated` with a part spread over
 * a gap · `partly` with a part that nobody knows · `missing` nothing known · `ahead` it has not begun.
 */
type Completeness = 'complete' | 'estimated' | 'partly' | 'missing' | 'ahead';

/** Completeness of a stretch, with what it rests on. */
export interface Completed {
  readonly state: Completeness;
  /** Share of the elapsed time that measured data covers, 0..1. */
  readonly coverage: number;
  /** Part of the amount that was spread over a gap, 0..1; null: nothing known, or nothing used. */
  readonly estimated: number | null;
}

/**
 * Judges a stretch. Time that has not passed does not count: a day that runs is complete while all of it so far is.
 * @param sum undefined: nothing is stored
 */
export const completenessOf = (sum: ConsumptionSum | undefined, stretch: Span, nowMs: number): Completed => {
  if (stretch.fromMs >= nowMs) return { state: 'ahead', coverage: 0, estimated: null };
  const value = sum?.value ?? null;
  if (sum === undefined || value === null) return { state: 'missing', coverage: 0, estimated: null };
  const coverage = coverageOf(sum.covered, stretch, nowMs);
  const estimated = value === 0 ? null : Math.min(1, Math.abs(sum.estimated / value));
  if (coverage >= 1) return { state: 'complete', coverage, estimated };
  const spread = sum.estimated !== 0 || sum.quality === QUALITY_CODE.estimated;
  return { state: spread ? 'estimated' : 'partly', coverage, estimated };
};
