import { isoIn, type Span } from '@zerofab/calendar';
import type { Overview } from '@zerofab/contracts';
import { likeForLike, spanTotals, type LikeForLike, type SpanFigure } from '@zerofab/figures';

type Period = Overview['today'];

/** Figures of one span by source, and its electricity by meter, without their traces. */
export interface SpanSums {
  readonly figures: readonly SpanFigure[];
  readonly electricity: readonly SpanFigure[];
}

interface Compared {
  readonly now: Span;
  readonly before: Span;
  readonly comparable: boolean;
  /** End of the elapsed part. */
  readonly elapsedMs: number;
  /** Share of each source in the last comparable span, where one is missing. */
  readonly shares: ReadonlyMap<string, number> | undefined;
}

export const NO_SUCH_DAY: LikeForLike = {
  previous: null,
  change: null,
  reason: {
    zh: '近八周没有同类的日子（节假日或调休）可比',
    en: 'no day of the same kind (holiday or worked weekend) within eight weeks',
  },
};

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** A tile of the overview: what the span is, how complete, and how it compares, like for like. */
export const toPeriod = (now: SpanSums, before: SpanSums, compared: Compared, zone: string): Period => {
  const totals = spanTotals(now.figures, compared.shares);
  const names = new Map(now.figures.map(({ code, name }) => [code, name]));
  const compare = (part: keyof SpanSums, valueOf: (figure: SpanFigure) => number | null): LikeForLike =>
    compared.comparable ? likeForLike(now[part], before[part], valueOf) : NO_SUCH_DAY;
  const figure = (unit: string, value: number | null, against: LikeForLike): Period['energy'] => ({
    value,
    unit,
    estimatedShare: totals.estimatedShare,
    quality: totals.quality,
    lowerBound: totals.lowerBound && value !== null,
    ...against,
  });
  return {
    from: isoIn(compared.now.fromMs, zone),
    to: isoIn(Math.min(compared.now.toMs, compared.elapsedMs), zone),
    comparedFrom: isoIn(compared.before.fromMs, zone),
    comparedTo: isoIn(compared.before.toMs, zone),
    energy: figure(
      'tce',
      totals.tce,
      compare('figures', ({ tce }) => tce),
    ),
    emissions: figure(
      'tCO2e',
      totals.tco2e,
      compare('figures', ({ counted }) => counted),
    ),
    electricity: figure(
      'kWh',
      sum(now.electricity.map(({ kwh }) => kwh)),
      compare('electricity', ({ kwh }) => kwh),
    ),
    coverage: totals.coverage,
    complete: totals.complete,
    missing: totals.missing.map((code) => ({ code, name: names.get(code) ?? { zh: code, en: code } })),
  };
};
