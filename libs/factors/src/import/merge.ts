import type { LibraryFactor } from '../factor-row.js';
import { makeLibrary, type FactorLibrary } from '../library.js';
import { closedBySuccessors } from './validity.js';

/** Factors with those of an import among them: a known id where it stood, a new one after the rows of its table. */
export const mergedFactors = (
  library: FactorLibrary,
  imported: readonly LibraryFactor[],
): readonly LibraryFactor[] => {
  const byId = new Map(imported.map((factor) => [factor.id, factor]));
  const corrected = library.factors.map((factor) => byId.get(factor.id) ?? factor);
  const all = [...corrected, ...imported.filter(({ id }) => !library.byId.has(id))];
  return [...new Set(all.map(({ table }) => table))].flatMap((table) =>
    all.filter((factor) => factor.table === table),
  );
};

/**
 * A library with the factors of an import in it; what a newer publication supersedes ends on the day before.
 * @param version of the resulting library
 */
export const withImport = (
  library: FactorLibrary,
  imported: readonly LibraryFactor[],
  version: string,
): FactorLibrary => {
  const merged = mergedFactors(library, imported);
  const ends = new Map(closedBySuccessors(merged).map(({ id, validTo }) => [id, validTo]));
  return makeLibrary(
    version,
    merged.map((factor) => {
      const validTo = ends.get(factor.id);
      return validTo === undefined ? factor : { ...factor, validTo };
    }),
  );
};
