import type { FactorChoiceMade, UsedFactor } from '@zerofab/vocabulary';
import { builtInLibrary } from './library.js';
import { fuelKey } from './fuel.js';
import { parameterOf } from './parameter-index.js';
import { useFactor } from './used-factor.js';

/** The set that holds CH4 and N2O of combustion. */
const IPCC = 'ipcc2006';

/** Fuels of vehicles by the row that stands for them: road vehicles, IPCC 2006 Vol 2 Table 3.2.2. */
const ON_WHEELS: Readonly<Record<string, string>> = {
  diesel: 'diesel-road',
  gasoline: 'gasoline-road',
  'natural-gas': 'cng-road',
  cng: 'cng-road',
  lpg: 'lpg-road',
};

/** Machines that drive inside the works, forklifts: IPCC 2006 Vol 2 Table 3.3.1, industry. */
const OFF_ROAD: Readonly<Record<string, string>> = { diesel: 'diesel-offroad' };

/** Where a fuel is burnt; the emissions of CH4 and N2O depend on it. */
export type BurntIn = 'stationary' | 'road' | 'off-road';

const KEYS: Readonly<Record<BurntIn, (fuel: string) => string | undefined>> = {
  stationary: (fuel) => fuel,
  road: (fuel) => ON_WHEELS[fuel],
  'off-road': (fuel) => OFF_ROAD[fuel],
};
const CHOICES: Readonly<Record<BurntIn, FactorChoiceMade>> = {
  stationary: {
    how: 'default',
    rule: 'ipcc-manufacturing',
    why: { zh: 'IPCC 2006 缺省值（制造业固定源）', en: 'IPCC 2006 default, manufacturing industries' },
  },
  road: {
    how: 'default',
    rule: 'ipcc-road',
    why: { zh: 'IPCC 2006 缺省值（道路车辆）', en: 'IPCC 2006 default, road vehicles' },
  },
  'off-road': {
    how: 'default',
    rule: 'ipcc-off-road',
    why: {
      zh: 'IPCC 2006 缺省值（工业非道路机械，如叉车）',
      en: 'IPCC 2006 default, off-road machinery of industry such as forklifts',
    },
  },
};

/**
 * CH4 and N2O of burning a fuel, per heat: IPCC 2006 tier-1 defaults, manufacturing industries for what stands still,
 * road vehicles or off-road machinery for what drives. Roles `ch4Factor` and `n2oFactor`, kg/TJ.
 * @returns empty where the library holds none for the fuel; the caller says so, nothing is taken as 0, and road values
 * never stand in for off-road ones (N2O differs by a factor of seven)
 */
export const lookupCombustionGases = (
  fuel: string,
  burntIn: BurntIn,
  library = builtInLibrary(),
): readonly UsedFactor[] => {
  const key = KEYS[burntIn](fuelKey(fuel));
  return (['ch4Factor', 'n2oFactor'] as const).flatMap((role) => {
    const row =
      key === undefined ? undefined : parameterOf(library, { fuel: key, set: IPCC, parameter: role });
    return row === undefined ? [] : [useFactor(row, role, CHOICES[burntIn])];
  });
};
