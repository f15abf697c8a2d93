import { inventoryTotals, type Method } from '@zerofab/accounting';
import { worstQuality, type Quality } from '@zerofab/vocabulary';
import { sourceCoverage } from '../activity/source-coverage.js';
import { weightInTotal } from './method-lines.js';
import type { SourceResult } from './site-figures.js';

/** Emissions and energy of a site over a span, without their traces: what a tile shows. */
export interface SpanTotals {
  /** As the inventory of the span has it. */
  readonly tco2e: number | null;
  /** Energy at calorific value. */
  readonly tce: number | null;
  /** Part of the emissions that rests on estimated activity data, 0..1. */
  readonly estimatedShare: number;
  /** Mean over the metered sources. */
  readonly coverage: number;
  readonly quality: Quality;
}

const sum = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0);

/** Totals of a span out of the figures of its sources; the total is the one that the inventory of the span gives. */
export const spanTotals = (results: readonly SourceResult[], method: Method, nowMs: number): SpanTotals => {
  const known = results.filter(({ figure }) => figure.tco2e !== null);
  const metered = results.filter(({ data }) => data.source.activity.kind === 'meters');
  const { total } = inventoryTotals(
    results.flatMap(({ figure }) => figure.terms),
    method,
  );
  const tco2e = total === null ? null : Number(total.tco2e);
  const estimated = known.reduce(
    (all, { data, figure }) => all + figure.estimatedTco2e * Math.abs(weightInTotal(data.source, method)),
    0,
  );
  const activityOf = ({ data }: SourceResult) => sourceCoverage(data, nowMs);
  return {
    tco2e,
    tce: sum(results.flatMap(({ figure }) => (figure.energy === null ? [] : [Number(figure.energy.tce)]))),
    estimatedShare: tco2e === null || tco2e === 0 ? 0 : estimated / tco2e,
    coverage:
      metered.length === 0
        ? 0
        : metered.reduce((all, result) => all + activityOf(result).coverage, 0) / metered.length,
    quality: known.length === 0 ? 'missing' : worstQuality(known.map((result) => activityOf(result).quality)),
  };
};
