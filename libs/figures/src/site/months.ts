import type { Method } from '@zerofab/accounting';
import { monthLabel } from '@zerofab/calendar';
import { ExactDecimal } from '@zerofab/units';
import type { MethodScope } from '@zerofab/vocabulary';
import type { SourceActivityData } from '../activity/binding.js';
import { dataWithin } from '../activity/data-within.js';
import { figureContext, type SiteFacts } from '../source/figure-context.js';
import { sourceFigure } from '../source/source-figure.js';
import { weightInTotal } from './method-lines.js';

/** Sources by month under a method. */
export interface MonthMatrix {
  /** Local months, 2026-05. */
  readonly months: string[];
  readonly rows: {
    readonly source: SourceActivityData['source'];
    readonly methodScope: MethodScope;
    readonly gases: string[];
    /** tCO2e by month; null is missing. */
    readonly values: (number | null)[];
  }[];
  readonly totals: (number | null)[];
}

/** Months that activity data touches, in order. */
const monthsOf = (data: readonly SourceActivityData[], zone: string): string[] => {
  const starts = new Set(data.flatMap(({ activity }) => activity.periods.map(({ span }) => span.fromMs)));
  return [...new Set([...starts].toSorted((a, b) => a - b).map((ms) => monthLabel(ms, zone)))];
};

/** Every source month by month; each month is worked out by itself. */
export const monthMatrix = (
  facts: SiteFacts,
  data: readonly SourceActivityData[],
  method: Method,
): MonthMatrix => {
  const context = figureContext(facts, method);
  const months = monthsOf(data, facts.zone);
  const totals = months.map((): ExactDecimal | null => null);
  const rows = data.flatMap((entry): MonthMatrix['rows'] => {
    const methodScope = method.classes[entry.source.category]?.scope;
    if (methodScope === undefined || methodScope === 'excluded') return [];
    const gases = new Set<string>();
    const values = months.map((month, index) => {
      const inMonth = (period: { span: { fromMs: number } }) =>
        monthLabel(period.span.fromMs, facts.zone) === month;
      const figure = sourceFigure(dataWithin(entry, inMonth), context);
      for (const { gas } of figure.gases) gases.add(gas);
      for (const term of figure.terms) {
        const weight = weightInTotal(term, method);
        if (weight !== 0)
          totals[index] = (totals[index] ?? new ExactDecimal(0)).plus(
            new ExactDecimal(term.tco2e).times(weight),
          );
      }
      return figure.tco2e;
    });
    return [{ source: entry.source, methodScope, gases: [...gases], values }];
  });
  return { months, rows, totals: totals.map((total) => total?.toNumber() ?? null) };
};
