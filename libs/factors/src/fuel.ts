import type { Bilingual, FactorChoiceMade, UsedFactor } from '@zerofab/vocabulary';
import { FactorNotFoundError } from './errors.js';
import { FUEL_SETS, fuelTable, type FuelEntry, type FuelSetEntry } from './fuel-table.js';
import { builtInLibrary } from './library.js';
import { useFactor } from './used-factor.js';

/** The parameters of one fuel, all from one set. */
export interface FuelParameters {
  readonly fuel: string;
  readonly set: string;
  readonly name: Bilingual;
  /** carbon: NCV, carbon content, oxidation (G4) · heat: CO2 per heat, which holds 44/12 and full oxidation. */
  readonly basis: FuelSetEntry['basis'];
  /** Its CO2 is biogenic: on a line of its own, never in a total. */
  readonly biogenic: boolean;
  /** In the roles of `UsedFactor`, ready for the accounting lib. */
  readonly factors: readonly UsedFactor[];
}

/** `naturalGas`, `natural_gas` and `natural gas` mean `natural-gas`. */
export const fuelKey = (fuel: string): string =>
  fuel
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(/[\s_]+/g, '-')
    .toLowerCase();

const nameOf = ({ fuel, sets }: FuelEntry): Bilingual =>
  sets[0]?.parameters[0]?.row.name ?? { zh: `燃料 ${fuel}`, en: `fuel ${fuel}` };
const notFound = (fuel: string, set: string, zh: string, en: string): FactorNotFoundError =>
  new FactorNotFoundError({ zh: `燃料 ${fuel}`, en: `fuel ${fuel}` }, set, '-', { zh, en });

const setOf = ({ fuel, sets }: FuelEntry, asked: string | undefined): FuelSetEntry => {
  const found = asked === undefined ? sets[0] : sets.find(({ set }) => set === asked);
  if (found !== undefined) return found;
  const has = sets.map(({ set }) => set);
  throw notFound(
    fuel,
    asked ?? FUEL_SETS[0],
    has.length === 0 ? '请录入站点因子并注明来源' : `有该燃料的参数集：${has.join('、')}`,
    has.length === 0 ? 'Enter a site factor with its source.' : `Sets that hold it: ${has.join(', ')}.`,
  );
};

const choiceOf = ({ sets }: FuelEntry, { set, rung }: FuelSetEntry, asked: boolean): FactorChoiceMade => {
  if (asked) {
    return {
      how: 'exact',
      rule: 'fuel-set-chosen',
      why: {
        zh: `排放源指定参数集 ${set}；参数均取自该参数集`,
        en: `Set ${set} chosen by the emission source; all parameters come from it`,
      },
    };
  }
  if (set === FUEL_SETS[0]) {
    return {
      how: 'default',
      rule: 'fuel-set-default',
      why: {
        zh: `未实测且未指定参数集，采用默认参数集 ${set}；热值、含碳量与氧化率取自同一参数集`,
        en: `Not measured and no set chosen: default set ${set}; calorific value, carbon content and oxidation come from one set`,
      },
    };
  }
  const others = sets.filter((entry) => entry.set !== set).map((entry) => entry.set);
  return {
    how: 'default',
    rule: 'fuel-set-ladder',
    why: {
      zh: `未实测且未指定参数集；默认参数集 ${FUEL_SETS[0]} 没有该燃料，按因子选取次序采用 ${set}（${rung}）${others.length === 0 ? '' : `；其后还有：${others.join('、')}`}`,
      en: `Not measured and no set chosen: the default set ${FUEL_SETS[0]} does not hold this fuel, the ladder of factor choice leads to ${set} (${rung})${others.length === 0 ? '' : `; after it: ${others.join(', ')}`}`,
    },
  };
};

/**
 * The parameters of a fuel from one set: NCV, carbon content and oxidation factor, or (sets `ncsc`, `ipcc2006`)
 * CO2 per heat with NCV where the set has one. Without a set asked for: GB/T 32151.34-2024, the newest generation
 * read; where it does not hold the fuel, the next rung of the ladder that does, which the choice then says.
 * Source: GB/T 32150-2025 7.4 and 7.5.2; one set per fuel, because sets differ by up to 19 %.
 * @throws FactorNotFoundError for an unknown fuel or set, listing what there is
 */
export const lookupFuel = (
  lookup: { readonly fuel: string; readonly set?: string | undefined },
  library = builtInLibrary(),
): FuelParameters => {
  const entry = fuelTable(library).get(fuelKey(lookup.fuel));
  if (entry === undefined) {
    const known = fuelList(library)
      .map(({ fuel }) => fuel)
      .join(', ');
    throw notFound(
      lookup.fuel,
      lookup.set ?? FUEL_SETS[0],
      `可用燃料：${known}；或录入站点因子并注明来源`,
      `Known fuels: ${known}. Or enter a site factor with its source.`,
    );
  }
  const found = setOf(entry, lookup.set);
  const choice = choiceOf(entry, found, lookup.set !== undefined);
  return {
    fuel: entry.fuel,
    set: found.set,
    name: nameOf({ ...entry, sets: [found] }),
    basis: found.basis,
    biogenic: entry.biogenic,
    factors: found.parameters.map(({ role, row }) => useFactor(row, role, choice)),
  };
};

/** The fuels of the library and the sets that hold each, in the order of the ladder. */
export const fuelList = (
  library = builtInLibrary(),
): readonly {
  readonly fuel: string;
  readonly name: Bilingual;
  readonly biogenic: boolean;
  readonly sets: readonly string[];
}[] =>
  [...fuelTable(library).values()]
    .filter(({ sets }) => sets.length > 0)
    .map((entry) => ({
      fuel: entry.fuel,
      name: nameOf(entry),
      biogenic: entry.biogenic,
      sets: entry.sets.map(({ set }) => set),
    }));
