import type { FactorParameter, LibraryFactor } from './factor-row.js';
import type { FactorLibrary } from './library.js';

/** What names one parameter of a fuel in one set. */
interface ParameterKey {
  readonly fuel: string;
  readonly set: string;
  readonly parameter: FactorParameter;
}

const textOf = ({ fuel, set, parameter }: ParameterKey): string => `${fuel}|${set}|${parameter}`;

const build = (library: FactorLibrary): ReadonlyMap<string, LibraryFactor> =>
  new Map(
    library.factors.flatMap((row) => {
      const { fuel, set, parameter } = row;
      if (fuel === null || set === null || parameter === null) return [];
      return [[textOf({ fuel, set, parameter }), row] as const];
    }),
  );

const indexes = new WeakMap<FactorLibrary, ReadonlyMap<string, LibraryFactor>>();

/** The row that holds a parameter of a fuel in a set, or undefined; the index is made once a library. */
export const parameterOf = (library: FactorLibrary, key: ParameterKey): LibraryFactor | undefined => {
  const index = indexes.get(library) ?? build(library);
  indexes.set(library, index);
  return index.get(textOf(key));
};
