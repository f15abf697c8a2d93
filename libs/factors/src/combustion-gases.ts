import { allFactors } from './library.js';
import { useFactor, type UsedFactor } from './used-factor.js';

/** Fuels of vehicles by the row that stands for them: road vehicles, IPCC 2006 Vol 2 Table 3.2.2. */
const ON_WHEELS: Readonly<Record<string, string>> = {
  diesel: 'diesel-road',
  gasoline: 'gasoline-road',
  'natural-gas': 'cng-road',
  cng: 'cng-road',
  lpg: 'lpg-road',
};

const keyOf = (fuel: string): string =>
  fuel
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(/[\s_]+/g, '-')
    .toLowerCase();

/**
 * CH4 and N2O of burning a fuel, per heat: IPCC 2006 tier-1 defaults, manufacturing industries for what stands still,
 * road vehicles for what drives. Roles `ch4Factor` and `n2oFactor`, kg/TJ.
 * @returns empty where the library holds none for the fuel; the caller says so, nothing is taken as 0
 */
export const lookupCombustionGases = (fuel: string, mobile: boolean): readonly UsedFactor[] => {
  const key = mobile ? ON_WHEELS[keyOf(fuel)] : keyOf(fuel);
  return (['ch4', 'n2o'] as const).flatMap((gas) => {
    const row = allFactors().find(({ id }) => id === `fuel-${key ?? ''}-${gas}-ipcc2006`);
    if (row === undefined) return [];
    return [
      useFactor(row, gas === 'ch4' ? 'ch4Factor' : 'n2oFactor', {
        how: 'default',
        rule: mobile ? 'ipcc-road' : 'ipcc-manufacturing',
        why: mobile
          ? { zh: 'IPCC 2006 缺省值（道路车辆）', en: 'IPCC 2006 default, road vehicles' }
          : { zh: 'IPCC 2006 缺省值（制造业固定源）', en: 'IPCC 2006 default, manufacturing industries' },
      }),
    ];
  });
};
