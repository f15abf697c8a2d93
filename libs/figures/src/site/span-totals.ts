import { worstQuality, type Quality } from '@zerofab/vocabulary';
import { completenessOf, type Completeness } from './completeness.js';
import type { SpanFigure } from './span-figures.js';

/** Emissions and energy of a site over a span, and how complete they are: what a tile shows. */
export interface SpanTotals extends Completeness {
  /** As the inventory of the span has it. */
  readonly tco2e: number | null;
  /** Energy at calorific value, less what is delivered. */
  readonly tce: number | null;
  /** Part of the emissions that rests on estimated activity data, 0..1. */
  readonly estimatedShare: number;
  readonly quality: Quality;
}

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** Energy used less energy delivered; deliveries alone are no use of energy. */
const energyOf = (figures: readonly SpanFigure[]): number | null =>
  figures.some(({ tce }) => tce !== null && tce >= 0) ? sum(figures.map(({ tce }) => tce)) : null;

/**
 * Totals of a span out of the figures of its sources; total and completeness are those of the inventory of the span.
 * @param before share of each source in the last comparable span; needed where one is missing
 */
export const spanTotals = (
  figures: readonly SpanFigure[],
  before?: ReadonlyMap<string, number>,
): SpanTotals => {
  const known = figures.filter(({ status }) => status === 'ok');
  const tco2e = sum(known.map(({ counted }) => counted));
  const estimated = known.reduce((all, figure) => all + Math.abs(figure.estimated), 0);
  return {
    ...completenessOf(figures, before),
    tco2e,
    tce: energyOf(figures),
    estimatedShare: tco2e === null || tco2e === 0 ? 0 : estimated / tco2e,
    quality: known.length === 0 ? 'missing' : worstQuality(known.map(({ activity }) => activity.quality)),
  };
};
