import type { LibraryFactor } from '../factor-row.js';
import { makeLibrary, type FactorLibrary } from '../library.js';
import { closedBySuccessors } from './validity.js';

/**
 * A library with the factors of an import in it: a known id is corrected where it stands, a new one comes after the
 * rows of its table, and what a newer publication supersedes ends on the day before.
 * @param version of the resulting library
 */
export const withImport = (
  library: FactorLibrary,
  imported: readonly LibraryFactor[],
  version: string,
): FactorLibrary => {
  const byId = new Map(imported.map((factor) => [factor.id, factor]));
  const corrected = library.factors.map((factor) => byId.get(factor.id) ?? factor);
  const added = imported.filter(({ id }) => !library.byId.has(id));
  const tables = [...new Set([...corrected, ...added].map(({ table }) => table))];
  const merged = tables.flatMap((table) => [
    ...corrected.filter((factor) => factor.table === table),
    ...added.filter((factor) => factor.table === table),
  ]);
  const ends = new Map(closedBySuccessors(merged).map(({ id, validTo }) => [id, validTo]));
  return makeLibrary(
    version,
    merged.map((factor) => {
      const validTo = ends.get(factor.id);
      return validTo === undefined ? factor : { ...factor, validTo };
    }),
  );
};
