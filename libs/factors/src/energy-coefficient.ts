import { convert, decimalText, ExactDecimal, findUnit } from '@zerofab/units';
import type { UsedFactor } from '@zerofab/vocabulary';
import { FactorError, FactorNotFoundError } from './errors.js';
import { fuelKey, lookupFuel } from './fuel.js';
import { builtInLibrary, type FactorLibrary } from './library.js';
import { useFactor } from './used-factor.js';

/** Rows of GB/T 2589-2020 Annex A that print one value (calorific, 当量值), by carrier or fuel. */
const PRINTED: Readonly<Record<string, string>> = {
  electricity: 'tce-electricity-calorific-kgce',
  heat: 'tce-heat-calorific-kgce',
  steam: 'tce-heat-calorific-kgce',
  diesel: 'tce-diesel-kgce',
  gasoline: 'tce-gasoline-kgce',
  kerosene: 'tce-kerosene-kgce',
  'fuel-oil': 'tce-fuel-oil-kgce',
  'crude-oil': 'tce-crude-oil-kgce',
  lpg: 'tce-lpg-kgce',
  lng: 'tce-lng-kgce',
  coke: 'tce-coke-kgce',
  'washed-coal': 'tce-washed-coal-kgce',
  'refinery-gas': 'tce-refinery-gas-kgce',
};
/** Standard coal, 29.3076 GJ/tce. */
const STANDARD_COAL = 'heat-standard-coal-calorific';
const DERIVED_DIGITS = 10;

const notFound = (carrier: string): FactorNotFoundError =>
  new FactorNotFoundError(
    { zh: `${carrier} 折标准煤系数`, en: `standard-coal coefficient of ${carrier}` },
    'CN',
    '-',
    {
      zh: '该品种不计入综合能耗，或须先给出实测热值',
      en: 'This carrier does not count in comprehensive energy, or needs a measured calorific value.',
    },
  );

const ncvOf = (carrier: string, set: string | undefined, library: FactorLibrary): UsedFactor => {
  try {
    const found = lookupFuel({ fuel: carrier, set }, library).factors.find(
      (f) => f.role === 'netCalorificValue',
    );
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof FactorError)) throw error;
  }
  throw notFound(carrier);
};

/** Why a coefficient is made from a calorific value, by whose value it is. */
const whyDerived = (ncv: UsedFactor, equation: string): UsedFactor['choice'] =>
  ncv.choice.how === 'site'
    ? {
        how: 'site',
        rule: 'measured-calorific-value-over-standard-coal',
        why: {
          zh: `按实测（供方）低位发热量折算，优先于 GB/T 2589-2020 参考系数：${equation}`,
          en: `From the site's own calorific value, which comes before the reference coefficient of GB/T 2589-2020: ${equation}`,
        },
      }
    : {
        how: 'default',
        rule: 'calorific-value-over-standard-coal',
        why: {
          zh: `GB/T 2589-2020 对该品种未给出唯一系数（天然气为区间 1.1000–1.3300 kgce/m3），按所用参数集热值推算：${equation}`,
          en: `GB/T 2589-2020 prints no single value for it (natural gas: the range 1.1000-1.3300 kgce/m3); derived from the calorific value of the set in use: ${equation}`,
        },
      };

/**
 * Coefficient to standard coal of a fuel whose net calorific value is known, role `energyCoefficient`, in kgce/kg or
 * kgce/Nm3: NCV ÷ 29.3076 GJ/tce (GB/T 2589-2020: a measured value comes before the reference coefficient).
 * @param ncv calorific value per mass or normal gas volume, with its source
 */
export const energyCoefficientFromNcv = (ncv: UsedFactor, library = builtInLibrary()): UsedFactor => {
  const coal = library.byId.get(STANDARD_COAL);
  if (coal === undefined) throw notFound(ncv.name.en);
  const gas = findUnit(ncv.unit)?.dimension === 'energy/normal gas volume';
  const perUnit = convert(ncv.value, ncv.unit, gas ? 'GJ/10^4Nm3' : 'GJ/t').div(coal.value);
  const value = convert(perUnit, gas ? 'tce/10^4Nm3' : 'tce/t', gas ? 'kgce/Nm3' : 'kgce/kg').toDecimalPlaces(
    DERIVED_DIGITS,
    ExactDecimal.ROUND_HALF_EVEN,
  );
  const equation = `${ncv.value} ${ncv.unit} ÷ ${coal.value} ${coal.unit}`;
  return {
    ...ncv,
    role: 'energyCoefficient',
    id: `derived-tce:${ncv.id}`,
    name: {
      zh: `${ncv.name.zh}折标准煤系数（由热值推算）`,
      en: `${ncv.name.en}, standard coal from its calorific value`,
    },
    value: decimalText(value),
    unit: gas ? 'kgce/Nm3' : 'kgce/kg',
    gas: null,
    source: `${ncv.source}; ${coal.source} (${coal.value} ${coal.unit})`,
    note: `${equation}, ${DERIVED_DIGITS} decimals (${coal.id}: ${coal.note ?? ''})`,
    choice: whyDerived(ncv, equation),
  };
};

/** Equivalent values of electricity by region, before the one for everywhere else. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  'CN-SH': 'tce-electricity-equivalent-shanghai-2024-kgce',
};
const EQUIVALENT_ELSEWHERE = 'tce-electricity-equivalent-demo-2024-generation-kgce';

/**
 * Coefficient of electricity at equivalent value (等价值), role `energyCoefficient`, kgce/kWh. GB/T 2589-2020 prints no
 * number but "the generation standard-coal rate of the previous year": outside regions that publish one it is an
 * example of ours, and says so.
 * @param region key of the grid factor table of the site, or null
 */
export const lookupEquivalentElectricity = (
  region: string | null,
  library = builtInLibrary(),
): UsedFactor => {
  const regional = EQUIVALENT[region ?? ''];
  const row = library.byId.get(regional ?? EQUIVALENT_ELSEWHERE);
  if (row === undefined) throw notFound('electricity');
  return useFactor(row, 'energyCoefficient', {
    how: 'default',
    rule: regional === undefined ? 'equivalent-value-example' : 'equivalent-value-regional',
    why:
      regional === undefined
        ? {
            zh: '等价值：GB/T 2589-2020 只规定“按上年电厂发电标准煤耗”，未给数值；此为示例值，请按当年官方统计核对',
            en: 'Equivalent value: GB/T 2589-2020 says "by the generation standard-coal rate of the previous year" and prints no number; this is an example, to be compared with the official statistic of the year',
          }
        : { zh: '等价值：采用该地区公布的数值', en: 'Equivalent value: the number published for the region' },
  });
};

/**
 * Coefficient to standard coal at calorific value (当量值), role `energyCoefficient`, in kgce/kWh, kgce/MJ, kgce/kg
 * or kgce/Nm3. Electricity 0.1229, heat 0.03412, diesel 1.4571 as GB/T 2589-2020 prints them; natural gas and other
 * fuels of which it prints a range or none from the NCV of the fuel set, divided by 29.3076 GJ/tce.
 * @param carrier carrier (`electricity`, `naturalGas`) or fuel (`diesel`, `bituminous-coal`)
 * @param set fuel set of a derived coefficient; default as in `lookupFuel`
 * @throws FactorNotFoundError when the carrier has no coefficient (water, compressed air: made from counted energy)
 */
export const lookupEnergyCoefficient = (
  carrier: string,
  set?: string,
  library = builtInLibrary(),
): UsedFactor => {
  const key = fuelKey(carrier);
  const row = library.byId.get(PRINTED[key] ?? '');
  // Of the rest GB/T 2589 prints a range or nothing.
  if (row === undefined) return energyCoefficientFromNcv(ncvOf(key, set, library), library);
  return useFactor(row, 'energyCoefficient', {
    how: 'default',
    rule: 'gbt2589-calorific',
    why: {
      zh: '未实测热值，采用 GB/T 2589-2020 附录 A 的折标准煤参考系数（当量值）',
      en: 'Calorific value not measured: reference coefficient of GB/T 2589-2020 Annex A (calorific value)',
    },
  });
};
