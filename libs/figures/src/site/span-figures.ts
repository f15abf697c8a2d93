import type { Method } from '@zerofab/accounting';
import { convert, ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual, Quality } from '@zerofab/vocabulary';
import { totalActivity } from '../activity/activity.js';
import { sourceCoverage } from '../activity/source-coverage.js';
import type { GasTerm } from '../domain/figure.js';
import type { CoveredLine } from './completeness.js';
import { weightInTotal } from './method-lines.js';
import type { SourceResult } from './site-figures.js';

/** Calorific value of standard coal, 29 307.6 MJ/t (GB/T 2589-2020), in kWh. */
const KWH_PER_TCE = 29_307.6 / 3.6;

/** The figure of one source over a span without its trace: what totals and comparisons of spans are made of. */
export interface SpanFigure extends CoveredLine {
  readonly name: Bilingual;
  /** As it counts in the total, signed, tCO2e; null without a figure, and for what stands beside the total. */
  readonly counted: number | null;
  /** The part of `counted` that rests on estimated activity data, signed. */
  readonly estimated: number;
  /** Energy at calorific value, tce. */
  readonly tce: number | null;
  /** The same as kWh: the activity itself where it is metered as energy. */
  readonly kwh: number | null;
  readonly activity: { readonly coverage: number; readonly quality: Quality };
}

const countedOf = (terms: readonly GasTerm[], method: Method): number | null => {
  const counted = terms.filter((term) => weightInTotal(term, method) !== 0);
  if (counted.length === 0) return null;
  return counted
    .reduce(
      (sum, term) => sum.plus(new ExactDecimal(term.tco2e).times(weightInTotal(term, method))),
      new ExactDecimal(0),
    )
    .toNumber();
};

const kwhOf = ({ data }: SourceResult, tce: number | null, nowMs: number): number | null => {
  const { unit, periods } = data.activity;
  if (tce === null) return null;
  const { value } = totalActivity(periods, nowMs);
  if (value === null || findUnit(unit)?.dimension !== 'energy') return tce * KWH_PER_TCE;
  const kwh = convert(value.toString(), unit, 'kWh').toNumber();
  // What is delivered is taken off, as its tonnes are.
  return tce < 0 ? -kwh : kwh;
};

const spanFigure = (result: SourceResult, method: Method, nowMs: number): SpanFigure => {
  const { data, figure } = result;
  const { code, name } = data.source;
  const weight = weightInTotal(data.source, method);
  const tce = figure.energy === null ? null : Number(figure.energy.tce);
  return {
    code,
    name,
    weight,
    status: figure.status,
    exact: figure.exact,
    counted: countedOf(figure.terms, method),
    estimated: figure.estimatedTco2e * weight,
    tce,
    kwh: kwhOf(result, tce, nowMs),
    activity: sourceCoverage(data, nowMs),
  };
};

/** Figures of the sources of a span; a source none of whose gases the method covers is outside and left out. */
export const spanFigures = (results: readonly SourceResult[], method: Method, nowMs: number): SpanFigure[] =>
  results.filter(({ figure }) => figure.outside !== true).map((result) => spanFigure(result, method, nowMs));
