import { ExactDecimal } from '@zerofab/units';

/** Above this share of its time measured or recorded, a source is covered whole: what is left is rounding. */
const WHOLE = 0.9999;

/**
 * Below this share of its time a figure is a lower bound. Ours: no standard names a number. Short outages of a counter
 * are bridged by its next reading and lose nothing; what is longer stays unknown.
 */
const ENOUGH_COVERAGE = 0.95;

/** A line of an inventory, as far as its completeness needs it. */
export interface CoveredLine {
  readonly code: string;
  readonly status: 'ok' | 'missing';
  /** Decimal text, tCO2e; null without a figure. */
  readonly exact: string | null;
  /** 1 for what adds to the total, −1 for what is subtracted, 0 for what stands beside it. */
  readonly weight: number;
  readonly activity: { readonly coverage: number };
}

/** How complete a span is: the one answer that tiles, pages and reports take. */
export interface Completeness {
  /** Every source has a figure, and data for all of its time. */
  readonly complete: boolean;
  /** The total is at least what it says: something that adds to it is missing, or unknown for too long. */
  readonly lowerBound: boolean;
  /** Share of the emissions that is known, 0..1. */
  readonly coverage: number;
  /** Codes of the sources without a figure. */
  readonly missing: string[];
  /** Codes of the sources with a figure, but without data for a part of their time. */
  readonly partial: string[];
}

const sizeOf = ({ exact }: Pick<CoveredLine, 'exact'>): InstanceType<typeof ExactDecimal> =>
  new ExactDecimal(exact ?? 0).abs();

/** Share of each line in the sizes of what stands in the total, by code; lines without a figure have none. */
export const sizeShares = (
  lines: readonly Pick<CoveredLine, 'code' | 'exact' | 'weight'>[],
): ReadonlyMap<string, number> => {
  const known = lines.filter(({ exact, weight }) => exact !== null && weight !== 0);
  const all = known.reduce((sum, line) => sum.plus(sizeOf(line)), new ExactDecimal(0));
  return new Map(
    known.map((line) => [line.code, all.isZero() ? 1 / known.length : sizeOf(line).div(all).toNumber()]),
  );
};

/**
 * Share of each source in the last comparable span that has it, for what is missing now.
 * @param lines of the span itself
 * @param spans where to look, the closest first
 * @param figuresOf the sources' figures of one of them
 */
export const sharesBefore = async <S>(
  lines: readonly CoveredLine[],
  spans: readonly S[],
  figuresOf: (span: S) => Promise<readonly Pick<CoveredLine, 'code' | 'exact' | 'weight'>[]>,
): Promise<ReadonlyMap<string, number>> => {
  const shares = new Map<string, number>();
  const missing = lines.filter(({ status, weight }) => status === 'missing' && weight !== 0);
  for (const span of spans) {
    if (missing.every(({ code }) => shares.has(code))) break;
    for (const [code, share] of sizeShares(await figuresOf(span)))
      if (!shares.has(code)) shares.set(code, share);
  }
  return shares;
};

/** Coverage of what has a figure, weighted by emissions: a gap of the largest source counts most. */
const knownCoverage = (lines: readonly CoveredLine[]): number => {
  const shares = sizeShares(lines);
  return lines.reduce((sum, { code, activity }) => sum + (shares.get(code) ?? 0) * activity.coverage, 0);
};

/**
 * Part of a total that its missing lines make, 0..1: each by its share of the last comparable span. One that had no
 * figure then either counts as one of all alike.
 */
const missingShare = (
  inTotal: readonly CoveredLine[],
  missing: readonly CoveredLine[],
  before: ReadonlyMap<string, number>,
): number => {
  const unknown = missing.filter(({ code }) => !before.has(code)).length / inTotal.length;
  const known = missing.reduce((sum, { code }) => sum + (before.get(code) ?? 0), 0);
  return Math.min(1, unknown + (1 - unknown) * known);
};

/** Whether a source says too little: no figure, or less than 95 % of its time. */
export const isShort = ({ status, activity }: Pick<CoveredLine, 'status' | 'activity'>): boolean =>
  status === 'missing' || activity.coverage < ENOUGH_COVERAGE;

/**
 * How complete an inventory is.
 * @param lines all sources of the span that the method reports
 * @param before share of each source in the last comparable span, as `sizeShares` gives it; needed where one is missing
 */
export const completenessOf = (
  lines: readonly CoveredLine[],
  before: ReadonlyMap<string, number> = new Map(),
): Completeness => {
  const missing = lines.filter(({ status }) => status === 'missing');
  const partial = lines.filter(({ status, activity }) => status === 'ok' && activity.coverage <= WHOLE);
  const inTotal = lines.filter(({ weight }) => weight !== 0);
  const gone = inTotal.filter(({ status }) => status === 'missing');
  const known = inTotal.filter(({ status }) => status === 'ok');
  const short = inTotal.filter(isShort);
  const coverage = known.length === 0 ? 0 : (1 - missingShare(inTotal, gone, before)) * knownCoverage(known);
  return {
    complete: lines.length > 0 && missing.length === 0 && partial.length === 0,
    // What would be subtracted and is missing makes the total too large: then it is no bound at all.
    lowerBound: known.length > 0 && short.length > 0 && short.every(({ weight }) => weight > 0),
    coverage,
    missing: missing.map(({ code }) => code),
    partial: partial.map(({ code }) => code),
  };
};
