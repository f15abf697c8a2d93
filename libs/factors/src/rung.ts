import { type Rung, weakestOf } from '@zerofab/vocabulary';

/** Rungs a published factor can stand on; the others are of a site's own figures. The best first. */
export const PUBLISHED_RUNGS = [
  'sector-part',
  'national-database',
  'regional',
  'ipcc',
] as const satisfies readonly Rung[];
export type PublishedRung = (typeof PUBLISHED_RUNGS)[number];

/** The rung of a published factor of which nobody has said on which it stands: the last, so that nothing is flattered. */
export const WEAKEST_RUNG: PublishedRung = 'ipcc';

/**
 * The weakest rung among the factors of a figure. Factors without a rung (GWP values, which are a convention of the
 * method) do not count, nor do those stored before factors said theirs; null when none is left.
 */
export const weakestRung = (factors: readonly { readonly rung?: Rung | null | undefined }[]): Rung | null =>
  weakestOf(factors.flatMap(({ rung }) => rung ?? []));
