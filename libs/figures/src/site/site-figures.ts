import type { Method } from '@zerofab/accounting';
import type { SourceActivityData } from '../activity/binding.js';
import type { SourceFigure } from '../domain/figure.js';
import { figureContext, type SiteFacts } from '../source/figure-context.js';
import { sourceFigure } from '../source/source-figure.js';

/** A source with its figure under a method. */
export interface SourceResult {
  readonly data: SourceActivityData;
  readonly figure: SourceFigure;
}

/** Whether a method reports the class of a source at all. */
export const isReported = ({ source }: SourceActivityData, method: Method): boolean =>
  method.classes[source.category]?.scope !== 'excluded';

/**
 * Figures of all sources that a method reports.
 * @param gridFrom the method whose rule picks the grid factor, for a bridge; default: the method itself
 */
export const siteFigures = (
  facts: SiteFacts,
  data: readonly SourceActivityData[],
  method: Method,
  gridFrom = method,
): SourceResult[] => {
  const context = figureContext(facts, method, gridFrom);
  return data
    .filter((entry) => isReported(entry, method))
    .map((entry) => ({ data: entry, figure: sourceFigure(entry, context) }));
};
