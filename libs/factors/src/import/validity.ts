import type { LibraryFactor } from '../factor-row.js';

/** What two publications must share to be editions of one figure. */
const keyOf = ({ table, category, fuel, set, gas, region, unit }: LibraryFactor): string =>
  [table, category, fuel ?? '', set ?? '', gas ?? '', region ?? '', unit].join('|');

/** Publications in time: factors with a first day of validity, by figure, the oldest first. */
const seriesOf = (factors: readonly LibraryFactor[]): LibraryFactor[][] => {
  const series = new Map<string, LibraryFactor[]>();
  for (const factor of factors) {
    if (factor.validFrom === null) continue;
    series.set(keyOf(factor), [...(series.get(keyOf(factor)) ?? []), factor]);
  }
  return [...series.values()].map((own) =>
    own.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1)),
  );
};

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** A factor that ceases to be the latest because a newer one was published. */
export interface ClosedFactor {
  readonly id: string;
  /** Last day on which it is the latest: the day before its successor's first. */
  readonly validTo: string;
  readonly successor: string;
}

/** Factors without an end that a later publication of the same figure ends. */
export const closedBySuccessors = (factors: readonly LibraryFactor[]): readonly ClosedFactor[] =>
  seriesOf(factors).flatMap((own) =>
    own.flatMap((factor, index): ClosedFactor[] => {
      const next = own[index + 1];
      if (factor.validTo !== null || next === undefined || next.validFrom === factor.validFrom) return [];
      return [{ id: factor.id, validTo: dayBefore(next.validFrom ?? ''), successor: next.id }];
    }),
  );

/** Two factors of one figure that both claim to be the latest on some day. */
export interface Overlap {
  readonly first: LibraryFactor;
  readonly second: LibraryFactor;
}

/** Overlaps of validity; an open end is no overlap as long as the successor begins later. */
export const overlaps = (factors: readonly LibraryFactor[]): readonly Overlap[] =>
  seriesOf(factors).flatMap((own) =>
    own.flatMap((first, index): Overlap[] => {
      const second = own[index + 1];
      if (second === undefined) return [];
      const from = second.validFrom ?? '';
      const clash = first.validFrom === from || (first.validTo !== null && first.validTo >= from);
      return clash ? [{ first, second }] : [];
    }),
  );

/** The publication before this one of the same figure; undefined for the first, and for factors without validity. */
export const predecessorOf = (
  factor: LibraryFactor,
  factors: readonly LibraryFactor[],
): LibraryFactor | undefined => {
  const { validFrom } = factor;
  if (validFrom === null) return undefined;
  const [own] = seriesOf(factors.filter((other) => other.id !== factor.id && keyOf(other) === keyOf(factor)));
  return own?.findLast((other) => (other.validFrom ?? '') < validFrom);
};
