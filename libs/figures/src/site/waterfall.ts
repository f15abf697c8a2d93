import type { Method } from '@zerofab/accounting';
import type { Span } from '@zerofab/calendar';
import { convert, decimalText, ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { totalActivity } from '../activity/activity.js';
import { sourceCoverage } from '../activity/source-coverage.js';
import { isFairCoverage } from './like-for-like.js';
import { boundarySpan } from '../activity/boundary-span.js';
import { weightInTotal } from './method-lines.js';
import type { SourceResult } from './site-figures.js';

/** A source as it counts in the total of one period. */
export interface WaterfallSource {
  readonly code: string;
  readonly name: Bilingual;
  /** Signed as in the total, decimal text, tCO2e; null without a figure. */
  readonly tco2e: string | null;
  /** Decimal text in `unit`; null where it is not known. */
  readonly activity: string | null;
  readonly unit: string;
  /** Share of the period whose activity data is known, 0..1. */
  readonly coverage: number;
  /** Part of the boundary at some time of the period. */
  readonly within: boolean;
}

/**
 * activity: more or less was used · factor: another emission per amount · structure: sources that came into the boundary
 * or left it · data: the data of a source is not whole in both periods · undivided: its change has no amount to divide it by.
 */
const WATERFALL_KINDS = ['activity', 'factor', 'structure', 'data', 'undivided'] as const;
type WaterfallKind = (typeof WATERFALL_KINDS)[number];

interface WaterfallLine {
  readonly code: string;
  readonly name: Bilingual;
  readonly before: string | null;
  readonly after: string | null;
  readonly activityBefore: string | null;
  readonly activityAfter: string | null;
  readonly unit: string;
  readonly deltaTco2e: string;
}
export interface Waterfall {
  readonly beforeTco2e: string | null;
  readonly afterTco2e: string | null;
  /** Steps that change nothing are left out. */
  readonly steps: readonly {
    readonly kind: WaterfallKind;
    readonly deltaTco2e: string;
    readonly lines: WaterfallLine[];
  }[];
}

/** The effect of activity is rounded here; what is left of the difference is the effect of the factor, so nothing is lost. */
const DECIMALS = 12;
/** An effect below a milligram comes from digits that formulas cut off: it is no change of the factor. */
const NOISE_TCO2E = '1e-9';
const exact = (text: string | null | undefined): ExactDecimal => new ExactDecimal(text ?? 0);
const sumOf = (texts: readonly (string | null)[]): ExactDecimal =>
  texts.reduce((sum, text) => sum.plus(text ?? 0), new ExactDecimal(0));

/** The amount before in the unit of the amount after; null where they cannot be compared. */
const amountBefore = (before: WaterfallSource, after: WaterfallSource): ExactDecimal | null => {
  if (before.activity === null) return null;
  if (before.unit === after.unit) return exact(before.activity);
  const dimension = findUnit(before.unit)?.dimension;
  if (dimension === undefined || findUnit(after.unit)?.dimension !== dimension) return null;
  return convert(before.activity, before.unit, after.unit);
};

type Effect = readonly [kind: WaterfallKind, delta: ExactDecimal];

/**
 * The change of a source with a figure in both periods, E = A·f: activity (A1 − A0)·f0, factor A1·(f1 − f0), where
 * f = E ÷ A of the period (Laspeyres; the joint part goes to the factor). Of what was idle before, all is activity.
 */
const divided = (before: WaterfallSource, after: WaterfallSource): Effect[] => {
  const delta = exact(after.tco2e).minus(exact(before.tco2e));
  const [a0, a1] = [amountBefore(before, after), after.activity === null ? null : exact(after.activity)];
  if (a0 === null || a1 === null) return [['undivided', delta]];
  if (a0.isZero()) return [[exact(before.tco2e).isZero() ? 'activity' : 'undivided', delta]];
  const activity = exact(before.tco2e).times(a1.minus(a0)).div(a0).toDecimalPlaces(DECIMALS);
  const factor = delta.minus(activity);
  return factor.abs().lt(NOISE_TCO2E)
    ? [['activity', delta]]
    : [
        ['activity', activity],
        ['factor', factor],
      ];
};

const effectsOf = (before: WaterfallSource | undefined, after: WaterfallSource | undefined): Effect[] => {
  const delta = exact(after?.tco2e).minus(exact(before?.tco2e));
  if (before?.within !== true || after?.within !== true) return [['structure', delta]];
  const whole = isFairCoverage(after.coverage, before.coverage);
  if (before.tco2e === null || after.tco2e === null || !whole) return [['data', delta]];
  return divided(before, after);
};

/**
 * Why the totals of two periods differ: what each source does to the difference by its activity, its factor, or by
 * being there at all. The steps add up to the difference, to the digit.
 */
export const waterfallOf = (
  before: readonly WaterfallSource[],
  after: readonly WaterfallSource[],
): Waterfall => {
  const [past, now] = [before, after].map((side) => new Map(side.map((source) => [source.code, source])));
  const codes = [...new Set([...after, ...before].map(({ code }) => code))];
  const found = codes.flatMap((code) => {
    const [b, a] = [past?.get(code), now?.get(code)];
    return effectsOf(b, a)
      .filter(([, delta]) => !delta.isZero())
      .map(([kind, delta]) => ({
        kind,
        line: {
          code,
          name: a?.name ?? b?.name ?? { zh: code, en: code },
          before: b?.tco2e ?? null,
          after: a?.tco2e ?? null,
          activityBefore:
            b === undefined || a === undefined ? (b?.activity ?? null) : textOf(amountBefore(b, a)),
          activityAfter: a?.activity ?? null,
          unit: a?.unit ?? b?.unit ?? '',
          deltaTco2e: decimalText(delta),
        },
      }));
  });
  const steps = WATERFALL_KINDS.map((kind) => {
    const lines = found.filter((effect) => effect.kind === kind).map(({ line }) => line);
    return {
      kind,
      deltaTco2e: decimalText(sumOf(lines.map(({ deltaTco2e }) => deltaTco2e))),
      lines: lines.toSorted((x, y) => exact(y.deltaTco2e).abs().cmp(exact(x.deltaTco2e).abs())),
    };
  });
  return {
    beforeTco2e: totalOf(before),
    afterTco2e: totalOf(after),
    steps: steps.filter(({ lines }) => lines.length > 0),
  };
};

const textOf = (value: ExactDecimal | null): string | null => (value === null ? null : decimalText(value));
const totalOf = (side: readonly WaterfallSource[]): string | null => {
  const known = side.map(({ tco2e }) => tco2e).filter((tco2e) => tco2e !== null);
  return known.length === 0 ? null : decimalText(sumOf(known));
};

/** The sources of a period as they count in its total; those that stand beside it are left out. */
export const waterfallSources = (
  results: readonly SourceResult[],
  method: Method,
  { span, zone, nowMs }: { readonly span: Span; readonly zone: string; readonly nowMs: number },
): WaterfallSource[] =>
  results
    .filter(({ figure, data }) => figure.outside !== true && weightInTotal(data.source, method) !== 0)
    .map(({ data, figure }) => {
      const { source, activity } = data;
      const counted = figure.terms.filter((term) => weightInTotal(term, method) !== 0);
      const { fromMs, toMs } = boundarySpan(source, zone);
      const total = counted.reduce(
        (sum, term) => sum.plus(new ExactDecimal(term.tco2e).times(weightInTotal(term, method))),
        new ExactDecimal(0),
      );
      return {
        code: source.code,
        name: source.name,
        tco2e: counted.length === 0 ? null : decimalText(total),
        activity: textOf(totalActivity(activity.periods, nowMs).value),
        unit: activity.unit,
        coverage: sourceCoverage(data, nowMs).coverage,
        within: fromMs < span.toMs && toMs > span.fromMs,
      };
    });
