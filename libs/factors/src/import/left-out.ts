import type { LibraryFactor } from '../factor-row.js';
import type { FactorLibrary } from '../library.js';
import { WEAKEST_RUNG } from '../rung.js';
import { predecessorOf } from './validity.js';

/** The one value all of them name; undefined when they name none, or several. */
const agreed = <T>(values: readonly (T | null)[]): T | undefined => {
  const named = [...new Set(values.filter((value) => value !== null))];
  return named.length === 1 ? named[0] : undefined;
};

/**
 * A row of an imported file with the columns that the file leaves out (or leaves blank): files made before the library
 * had `rung`, `fuel`, `parameter` and `set` stay importable. Each comes from the row that this one corrects (same id),
 * else from the publication of the same figure that it supersedes. After these, `parameter` is what the rows of the
 * category agree on, `rung` the weakest rung where the table knows rungs at all, and `fuel` and `set` stay unnamed.
 * Nothing is read out of ids or prose.
 */
export const withLeftOutColumns = (factor: LibraryFactor, library: FactorLibrary): LibraryFactor => {
  const before = library.byId.get(factor.id) ?? predecessorOf(factor, library.factors);
  const table = library.factors.filter((row) => row.table === factor.table);
  const category = table.filter((row) => row.category === factor.category);
  const fallback = table.some(({ rung }) => rung !== null) ? WEAKEST_RUNG : null;
  return {
    ...factor,
    rung: factor.rung ?? (before === undefined ? fallback : before.rung),
    fuel: factor.fuel ?? before?.fuel ?? null,
    parameter:
      factor.parameter ??
      (before === undefined
        ? (agreed(category.map(({ parameter }) => parameter)) ?? null)
        : before.parameter),
    set: factor.set ?? before?.set ?? null,
  };
};
