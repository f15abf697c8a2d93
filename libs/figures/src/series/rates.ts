import type { Method } from '@zerofab/accounting';
import { monthLabel } from '@zerofab/calendar';
import { totalActivity } from '../activity/activity.js';
import type { SourceActivityData } from '../activity/binding.js';
import { dataWithin } from '../activity/data-within.js';
import type { GasTerm } from '../domain/figure.js';
import { weightInTotal } from '../site/method-lines.js';
import type { FigureContext } from '../source/figure-context.js';
import { sourceFigure } from '../source/source-figure.js';

/** What one unit of a source's activity makes in one month. */
export interface Rate {
  /** tCO2e in the total of the method, signed; null when there is no factor, or nothing of it stands in the total. */
  readonly tco2e: number | null;
  /** The parts of it that are direct and energy-indirect. */
  readonly direct: number | null;
  readonly indirect: number | null;
  /** tce; null when there is no coefficient. */
  readonly tce: number | null;
  /** tco2e by gas: its parts add up to it. */
  readonly gases: readonly GasPart[];
}

/** A part that one gas makes, tCO2e; CO2e: figures that come as such. */
export interface GasPart {
  readonly gas: string;
  readonly tco2e: number;
}

const NO_RATE: Rate = { tco2e: null, direct: null, indirect: null, tce: null, gases: [] };

/** Σ of the terms with their weight in the total; null where none of them stands in it. */
const weighted = (terms: readonly GasTerm[], method: Method, scope?: string): number | null => {
  const counted = terms.filter(
    (term) =>
      weightInTotal(term, method) !== 0 &&
      (scope === undefined || method.classes[term.category]?.scope === scope),
  );
  return counted.length === 0
    ? null
    : counted.reduce((sum, term) => sum + Number(term.tco2e) * weightInTotal(term, method), 0);
};

/** Terms that stand in the total, by gas in alphabetical order. */
const byGas = (terms: readonly GasTerm[], method: Method): GasPart[] => {
  const parts = new Map<string, number>();
  for (const term of terms) {
    const weight = weightInTotal(term, method);
    if (weight !== 0) parts.set(term.gas, (parts.get(term.gas) ?? 0) + Number(term.tco2e) * weight);
  }
  return [...parts].map(([gas, tco2e]) => ({ gas, tco2e })).toSorted((a, b) => (a.gas < b.gas ? -1 : 1));
};

const rateOf = (data: SourceActivityData, context: FigureContext): Rate => {
  const amount = totalActivity(data.activity.periods, context.nowMs).value;
  if (amount === null) return NO_RATE;
  const { terms, energy } = sourceFigure(data, context);
  const per = (figure: number | null): number | null => {
    if (figure === null) return null;
    return amount.isZero() ? 0 : figure / amount.toNumber();
  };
  const { method } = context;
  return {
    tco2e: per(weighted(terms, method)),
    direct: per(weighted(terms, method, 'direct')),
    indirect: per(weighted(terms, method, 'energyIndirect')),
    tce: per(energy === null ? null : Number(energy.tce)),
    gases: byGas(terms, method).map(({ gas, tco2e }) => ({ gas, tco2e: per(tco2e) ?? 0 })),
  };
};

/**
 * Rates of sources month by month, out of the figures of each month: a bucket's activity times its month's rate adds up
 * to the inventory of the month, also where factors are measured by month or proofs cover a part of it.
 */
export class RateTable {
  private readonly known = new Map<string, readonly Rate[]>();

  /** @param data of the sources, by month */
  constructor(
    private readonly data: readonly SourceActivityData[],
    private readonly context: FigureContext,
  ) {}

  /** Rates of the month that holds an instant, in the order of the sources. */
  at(ms: number): readonly Rate[] {
    const { zone } = this.context;
    const month = monthLabel(ms, zone);
    const found =
      this.known.get(month) ??
      this.data.map((entry) =>
        rateOf(
          dataWithin(entry, ({ span }) => monthLabel(span.fromMs, zone) === month),
          this.context,
        ),
      );
    this.known.set(month, found);
    return found;
  }
}
