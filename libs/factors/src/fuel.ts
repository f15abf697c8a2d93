import type { Bilingual } from '@zerofab/units';
import { FactorNotFoundError, FactorRefusedError } from './errors.js';
import type { LibraryFactor } from './factor-row.js';
import { allFactors } from './library.js';
import { useFactor, type FactorChoiceMade, type FactorRole, type UsedFactor } from './used-factor.js';

/** Sets of fuel parameters; the first is the default. Parameters of one fuel never mix sets. */
export const FUEL_SETS = ['gbt32151-34-2024', 'ndrc-guides', 'ncsc', 'ipcc2006'] as const;
export type FuelSet = (typeof FUEL_SETS)[number];
export const DEFAULT_FUEL_SET: FuelSet = 'gbt32151-34-2024';

/** The parameters of one fuel, all from one set. */
export interface FuelParameters {
  readonly fuel: string;
  readonly set: FuelSet;
  readonly name: Bilingual;
  /** carbon: NCV, carbon content, oxidation (G4) · heat: CO2 per heat, which holds 44/12 and full oxidation. */
  readonly basis: 'carbon' | 'heat';
  /** In the roles of `UsedFactor`, ready for the accounting lib. */
  readonly factors: readonly UsedFactor[];
}

const ROLES: Readonly<Record<string, FactorRole>> = {
  ncv: 'netCalorificValue',
  cc: 'carbonContent',
  of: 'oxidationFactor',
  co2heat: 'emissionFactor',
};
const PARAMETER = new RegExp(`^fuel-(.+)-(ncv|cc|of|co2heat)-(${FUEL_SETS.join('|')})$`);

interface Parameter {
  readonly role: FactorRole;
  readonly row: LibraryFactor;
}
type Table = ReadonlyMap<string, ReadonlyMap<FuelSet, readonly Parameter[]>>;

const build = (): Table => {
  const table = new Map<string, Map<FuelSet, Parameter[]>>();
  for (const row of allFactors()) {
    const [, fuel, kind, set] = PARAMETER.exec(row.id) ?? [];
    const role = ROLES[kind ?? ''];
    if (fuel === undefined || role === undefined || row.table !== 'fuels') continue;
    const sets = table.get(fuel) ?? new Map<FuelSet, Parameter[]>();
    const parameters = sets.get(set as FuelSet) ?? [];
    parameters.push({ role, row });
    table.set(fuel, sets.set(set as FuelSet, parameters));
  }
  return table;
};
let table: Table | undefined;
const parameterTable = (): Table => (table ??= build());

const basisOf = (parameters: readonly Parameter[]): FuelParameters['basis'] | undefined => {
  const roles = new Set(parameters.map((parameter) => parameter.role));
  if (roles.has('carbonContent') && roles.has('oxidationFactor') && roles.has('netCalorificValue'))
    return 'carbon';
  return roles.has('emissionFactor') ? 'heat' : undefined;
};

const isBiogenic = (parameters: readonly Parameter[]): boolean =>
  parameters.some(({ row }) => row.gas === 'CO2-biogenic');

/** `naturalGas`, `natural_gas` and `natural gas` mean `natural-gas`. */
const fuelKey = (fuel: string): string =>
  fuel
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(/[\s_]+/g, '-')
    .toLowerCase();

const name = (fuel: string): Bilingual => ({ zh: `燃料 ${fuel}`, en: `fuel ${fuel}` });
const notFound = (fuel: string, set: string, advice: Bilingual): FactorNotFoundError =>
  new FactorNotFoundError(name(fuel), set, '-', advice);

const setOf = (
  fuel: string,
  sets: ReadonlyMap<FuelSet, readonly Parameter[]>,
  asked: string | undefined,
): FuelSet => {
  const set = FUEL_SETS.find((known) => known === (asked ?? DEFAULT_FUEL_SET));
  const has = FUEL_SETS.filter((known) => basisOf(sets.get(known) ?? []) !== undefined);
  if (set === undefined || !has.includes(set)) {
    throw notFound(fuel, asked ?? DEFAULT_FUEL_SET, {
      zh: has.length === 0 ? '请录入站点因子并注明来源' : `请明确选择参数集：${has.join('、')}`,
      en:
        has.length === 0
          ? 'Enter a site factor with its source.'
          : `Choose a set explicitly: ${has.join(', ')}.`,
    });
  }
  return set;
};

const choiceOf = (set: FuelSet, asked: string | undefined): FactorChoiceMade =>
  asked === undefined
    ? {
        how: 'default',
        rule: 'fuel-set-default',
        why: {
          zh: `未实测且未指定参数集，采用默认参数集 ${set}；热值、含碳量与氧化率取自同一参数集`,
          en: `Not measured and no set chosen: default set ${set}; calorific value, carbon content and oxidation come from one set`,
        },
      }
    : {
        how: 'exact',
        rule: 'fuel-set-chosen',
        why: {
          zh: `排放源指定参数集 ${set}；参数均取自该参数集`,
          en: `Set ${set} chosen by the emission source; all parameters come from it`,
        },
      };

/**
 * The parameters of a fuel from one set: NCV, carbon content and oxidation factor, or (sets `ncsc`, `ipcc2006`)
 * CO2 per heat with NCV where the set has one. The default is GB/T 32151.34-2024, the newest generation read.
 * Source: GB/T 32150-2025 7.4 and 7.5.2; one set per fuel, because sets differ by up to 19 %.
 * @throws FactorNotFoundError for an unknown fuel or set, listing what there is; FactorRefusedError for biomass
 */
export const lookupFuel = (lookup: {
  readonly fuel: string;
  readonly set?: string | undefined;
}): FuelParameters => {
  const fuel = fuelKey(lookup.fuel);
  const sets = parameterTable().get(fuel);
  if (sets === undefined) {
    const known = fuelList()
      .map((entry) => entry.fuel)
      .join(', ');
    throw notFound(lookup.fuel, lookup.set ?? DEFAULT_FUEL_SET, {
      zh: `可用燃料：${known}；或录入站点因子并注明来源`,
      en: `Known fuels: ${known}. Or enter a site factor with its source.`,
    });
  }
  if ([...sets.values()].some(isBiogenic)) {
    throw new FactorRefusedError(fuel, {
      zh: '生物质燃料的 CO2 须单列，不计入总量；本版本尚不核算',
      en: 'CO2 of biomass stands on its own line and never in the total; this version does not compute it yet.',
    });
  }
  const set = setOf(fuel, sets, lookup.set);
  const parameters = sets.get(set) ?? [];
  const basis = basisOf(parameters) ?? 'heat';
  const choice = choiceOf(set, lookup.set);
  const first = parameters[0]?.row;
  return {
    fuel,
    set,
    name: first === undefined ? name(fuel) : first.name,
    basis,
    factors: parameters
      .filter(
        ({ role }) => (role === 'emissionFactor') === (basis === 'heat') || role === 'netCalorificValue',
      )
      .map(({ role, row }) => useFactor(row, role, choice)),
  };
};

/** The fossil fuels of the library and the sets that hold each. */
export const fuelList = (): readonly {
  readonly fuel: string;
  readonly name: Bilingual;
  readonly sets: readonly FuelSet[];
}[] =>
  [...parameterTable()]
    .filter(([, sets]) => ![...sets.values()].some(isBiogenic))
    .map(([fuel, sets]) => ({
      fuel,
      name: [...sets.values()][0]?.[0]?.row.name ?? name(fuel),
      sets: FUEL_SETS.filter((set) => basisOf(sets.get(set) ?? []) !== undefined),
    }))
    .filter((entry) => entry.sets.length > 0);
