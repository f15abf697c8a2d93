import { compareRungs } from '@zerofab/vocabulary';
import type { LibraryFactor } from './factor-row.js';
import type { FactorLibrary } from './library.js';
import { WEAKEST_RUNG, type PublishedRung } from './rung.js';

/**
 * Sets of fuel parameters that this version brings along, in the order in which they are preferred on one rung.
 * An import may add others. Parameters of one fuel never mix sets.
 */
export const FUEL_SETS = ['gbt32151-34-2024', 'ndrc-guides', 'ncsc', 'ipcc2006'] as const;

/** Parameters that account for the CO2 of a fuel; CH4 and N2O depend on where it is burnt, see `combustion-gases.ts`. */
const CO2_PARAMETERS = ['netCalorificValue', 'carbonContent', 'oxidationFactor', 'emissionFactor'] as const;
type Co2Parameter = (typeof CO2_PARAMETERS)[number];

/** A parameter of a fuel, by the role it plays in a formula. */
interface FuelParameter {
  readonly role: Co2Parameter;
  readonly row: LibraryFactor;
}

/** The parameters one set holds of one fuel, enough to account for it. */
export interface FuelSetEntry {
  readonly set: string;
  readonly rung: PublishedRung;
  /** carbon: NCV, carbon content, oxidation (G4) · heat: CO2 per heat, which holds 44/12 and full oxidation. */
  readonly basis: 'carbon' | 'heat';
  /** Holds an NCV, so that an amount by mass or volume can be worked out. */
  readonly withNcv: boolean;
  readonly parameters: readonly FuelParameter[];
}

/** A fuel of the library and the sets that hold it, the best rung of the ladder first. */
export interface FuelEntry {
  readonly fuel: string;
  readonly biogenic: boolean;
  readonly sets: readonly FuelSetEntry[];
}

const basisOf = (parameters: readonly FuelParameter[]): FuelSetEntry['basis'] | undefined => {
  const roles = new Set(parameters.map((parameter) => parameter.role));
  if (roles.has('carbonContent') && roles.has('oxidationFactor') && roles.has('netCalorificValue'))
    return 'carbon';
  return roles.has('emissionFactor') ? 'heat' : undefined;
};

const preference = (set: string): number => {
  const known = FUEL_SETS.findIndex((name) => name === set);
  return known === -1 ? FUEL_SETS.length : known;
};

/** What needs no other figure comes first, then the ladder, then the order of preference. */
const byLadder = (a: FuelSetEntry, b: FuelSetEntry): number =>
  Number(b.withNcv) - Number(a.withNcv) ||
  compareRungs(a.rung, b.rung) ||
  preference(a.set) - preference(b.set);

const entryOf = (fuel: string, sets: ReadonlyMap<string, readonly FuelParameter[]>): FuelEntry => ({
  fuel,
  biogenic: [...sets.values()].flat().some(({ row }) => row.gas === 'CO2-biogenic'),
  sets: [...sets]
    .flatMap(([set, parameters]): FuelSetEntry[] => {
      const basis = basisOf(parameters);
      if (basis === undefined) return [];
      const used = parameters.filter(
        ({ role }) => (role === 'emissionFactor') === (basis === 'heat') || role === 'netCalorificValue',
      );
      return [
        {
          set,
          basis,
          rung: used[0]?.row.rung ?? WEAKEST_RUNG,
          withNcv: used.some(({ role }) => role === 'netCalorificValue'),
          parameters: used,
        },
      ];
    })
    .toSorted(byLadder),
});

const build = (library: FactorLibrary): ReadonlyMap<string, FuelEntry> => {
  const table = new Map<string, Map<string, FuelParameter[]>>();
  for (const row of library.factors) {
    const { fuel, set } = row;
    const role = CO2_PARAMETERS.find((parameter) => parameter === row.parameter);
    if (fuel === null || set === null || role === undefined) continue;
    const sets = table.get(fuel) ?? new Map<string, FuelParameter[]>();
    sets.set(set, [...(sets.get(set) ?? []), { role, row }]);
    table.set(fuel, sets);
  }
  return new Map([...table].map(([fuel, sets]) => [fuel, entryOf(fuel, sets)]));
};

const tables = new WeakMap<FactorLibrary, ReadonlyMap<string, FuelEntry>>();

/** The fuels of a library by key; worked out once a library. */
export const fuelTable = (library: FactorLibrary): ReadonlyMap<string, FuelEntry> => {
  const table = tables.get(library) ?? build(library);
  tables.set(library, table);
  return table;
};
