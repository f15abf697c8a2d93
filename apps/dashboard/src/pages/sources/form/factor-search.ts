import type { LibraryFactor } from '@zerofab/contracts';
import type { Bilingual } from '@zerofab/vocabulary';
import { conversion, UnitError } from '@zerofab/units';

/** Whether a figure in one unit can stand where the other is asked for. */
export const unitsFit = (unit: string, wanted: string): boolean => {
  try {
    conversion(unit, wanted);
    return true;
  } catch (error) {
    if (error instanceof UnitError) return false;
    throw error;
  }
};

/** Tables whose rows are no emission factor: the method, not a source, takes them. */
const OF_METHOD = new Set(['gwp', 'energy-to-standard-coal']);

/**
 * Factors whose name, id, source, region, year or gas hold every word; with `unit`, only those that can be given in
 * it. Chosen from the whole library in its own order.
 */
export const searchFactors = (
  factors: readonly LibraryFactor[],
  text: string,
  unit: string | null,
): LibraryFactor[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return factors.filter((factor) => {
    if (OF_METHOD.has(factor.table)) return false;
    if (unit !== null && !unitsFit(factor.unit, unit)) return false;
    const { id, name, source, region, year, gas } = factor;
    const all =
      `${id} ${name.zh} ${name.en} ${source} ${region ?? ''} ${year ?? ''} ${gas ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
};

export interface FuelOption {
  readonly fuel: string;
  readonly name: Bilingual;
  readonly sets: readonly { readonly set: string; readonly factors: readonly LibraryFactor[] }[];
}
/** Parameters that account for the CO2 of a fuel; CH4 and N2O come by themselves. */
const CO2_PARAMETERS = new Set<string | null>([
  'netCalorificValue',
  'carbonContent',
  'oxidationFactor',
  'emissionFactor',
]);

/** Fuels of the library with the parameters of each set, as `{"kind": "fuel"}` takes them. */
export const fuelOptions = (factors: readonly LibraryFactor[]): FuelOption[] => {
  const fuels = new Map<string, { name: Bilingual; sets: Map<string, LibraryFactor[]> }>();
  for (const factor of factors) {
    const { fuel, set, parameter } = factor;
    if (fuel === null || set === null || !CO2_PARAMETERS.has(parameter)) continue;
    const known = fuels.get(fuel) ?? { name: factor.name, sets: new Map<string, LibraryFactor[]>() };
    known.sets.set(set, [...(known.sets.get(set) ?? []), factor]);
    fuels.set(fuel, known);
  }
  return [...fuels].map(([fuel, { name, sets }]) => ({
    fuel,
    name,
    sets: [...sets].map(([set, own]) => ({ set, factors: own })),
  }));
};

/** Grid regions that have a factor for consumption, with the name of the newest one. */
export const gridRegionOptions = (
  factors: readonly LibraryFactor[],
): { readonly key: string; readonly name: Bilingual }[] => {
  const names = new Map<string, Bilingual>();
  for (const { category, region, name } of factors)
    if (category.startsWith('grid-average') && region !== null) names.set(region, name);
  return [...names].map(([key, name]) => ({ key, name }));
};
