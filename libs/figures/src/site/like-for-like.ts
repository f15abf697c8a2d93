import type { Bilingual } from '@zerofab/vocabulary';
import type { SpanFigure } from './span-figures.js';

/** A figure of two spans beside each other, over the same sources. */
export interface LikeForLike {
  /** Of the sources compared, in the span compared with; null where none can be compared. */
  readonly previous: number | null;
  /** (now − previous) / previous, both of the sources compared; null where there is nothing to compare. */
  readonly change: number | null;
  /** Why there is no percentage, or which sources it leaves out; null where it is of all. */
  readonly reason: Bilingual | null;
}

/** A source is compared where this share of its time is known in both spans, and about the same share. Ours. */
const FAIR_COVERAGE = 0.95;
const FAIR_DIFFERENCE = 0.02;
/** What is left out may weigh this much of either total; beyond, a percentage would speak of another factory. Ours. */
const FAIR_SHARE = 0.5;

type ValueOf = (figure: SpanFigure) => number | null;

/** Whether two shares of known time, 0..1, may be compared: both nearly whole, and about the same. */
export const isFairCoverage = (a: number, b: number): boolean =>
  Math.min(a, b) >= FAIR_COVERAGE && Math.abs(a - b) <= FAIR_DIFFERENCE + 1e-9;

/** Whether a source may be compared: its time is known in both spans, and about the same share of it. */
export const isFair = (now: SpanFigure, before: SpanFigure): boolean =>
  isFairCoverage(now.activity.coverage, before.activity.coverage);

const namesOf = (figures: readonly SpanFigure[]): Bilingual => {
  const names = [...new Map(figures.map(({ code, name }) => [code, name])).values()];
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ zh, en }) => en || zh).join(', ') };
};

const total = (figures: readonly SpanFigure[], valueOf: ValueOf): number =>
  figures.reduce((sum, figure) => sum + (valueOf(figure) ?? 0), 0);
const size = (figures: readonly SpanFigure[], valueOf: ValueOf): number =>
  figures.reduce((sum, figure) => sum + Math.abs(valueOf(figure) ?? 0), 0);

const nothing = (zh: string, en: string): LikeForLike => ({
  previous: null,
  change: null,
  reason: { zh, en },
});

/**
 * Compares two spans over the sources that have data in both.
 * @param valueOf the figure compared; null where a source has none of it
 */
export const likeForLike = (
  now: readonly SpanFigure[],
  before: readonly SpanFigure[],
  valueOf: ValueOf,
): LikeForLike => {
  const [current, past] = [now, before].map((figures) => figures.filter((one) => valueOf(one) !== null));
  if (current === undefined || current.length === 0)
    return nothing('本期尚无数据', 'no data in this span yet');
  if (past === undefined || past.length === 0)
    return nothing('对比期无数据', 'no data in the span compared with');
  const pastOf = new Map(past.map((figure) => [figure.code, figure]));
  const pairs = current.flatMap((figure) => {
    const other = pastOf.get(figure.code);
    return other !== undefined && isFair(figure, other) ? [{ figure, other }] : [];
  });
  const [shared, sharedPast] = [pairs.map(({ figure }) => figure), pairs.map(({ other }) => other)];
  const codes = new Set(shared.map(({ code }) => code));
  // A source that is missing now and was there before is left out too, and named.
  const left = [...now, ...past].filter((figure) => figure.weight !== 0 && !codes.has(figure.code));
  const names = namesOf(left);
  const covers =
    size(shared, valueOf) > FAIR_SHARE * size(current, valueOf) &&
    size(sharedPast, valueOf) > FAIR_SHARE * size(past, valueOf);
  if (!covers)
    return nothing(
      `两期数据不齐，不可比：${names.zh}`,
      `not comparable, data is not whole in both spans: ${names.en}`,
    );
  const previous = total(sharedPast, valueOf);
  if (previous === 0) return { ...nothing('对比期为 0', 'the span compared with is 0'), previous };
  return {
    previous,
    change: (total(shared, valueOf) - previous) / previous,
    reason: left.length === 0 ? null : { zh: `不含 ${names.zh}`, en: `without ${names.en}` },
  };
};
