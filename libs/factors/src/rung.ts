/** Rungs of factor choice, the best first: digest of GB/T 32150-2025 7.4 (first two transcribed, the rest from memory). */
export type Rung = 'measured' | 'supplier' | PublishedRung;

/** Rungs a published factor can stand on; the others are of a site's own figures. The best first. */
export const PUBLISHED_RUNGS = ['sector-part', 'national-database', 'regional', 'ipcc'] as const;
export type PublishedRung = (typeof PUBLISHED_RUNGS)[number];

/** The rung of a published factor of which nobody has said on which it stands: the last, so that nothing is flattered. */
export const WEAKEST_RUNG: PublishedRung = 'ipcc';

const ORDER: readonly Rung[] = ['measured', 'supplier', ...PUBLISHED_RUNGS];

/** Negative when `a` stands above `b` on the ladder, 0 on the same rung. */
export const compareRungs = (a: Rung, b: Rung): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/**
 * The weakest rung among the factors of a figure. Factors without a rung (GWP values, which are a convention of the
 * method) do not count, nor do those stored before factors said theirs; null when none is left.
 */
export const weakestRung = (factors: readonly { readonly rung?: Rung | null | undefined }[]): Rung | null => {
  const rungs = factors.flatMap(({ rung }) => rung ?? []);
  return rungs.toSorted((a, b) => compareRungs(b, a))[0] ?? null;
};
