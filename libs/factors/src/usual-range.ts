import { convert, decimalText, ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { LibraryFactor } from './factor-row.js';
import { fuelKey } from './fuel.js';
import { fuelTable, type FuelSetEntry } from './fuel-table.js';
import { builtInLibrary, type FactorLibrary } from './library.js';
import { electricityRefusal, type FactorPurpose } from './library-choice.js';

/** The values that the library holds for one kind of thing, smallest and greatest, in one unit. */
export interface UsualRange {
  readonly low: ExactDecimal;
  readonly high: ExactDecimal;
  readonly unit: string;
  /** What the values are of, for the reader. */
  readonly of: Bilingual;
}

interface Value {
  readonly value: string;
  readonly unit: string;
}

/** Roles of a fuel's parameters that a site may measure or be told. */
export type FuelRole =
  'netCalorificValue' | 'carbonContent' | 'oxidationFactor' | 'emissionFactor' | 'density';

/** Outside this many times the usual range a value is doubted: units slip by 10, 1 000, 4.19 or 3.6. */
const TOLERANCE = 3;

const dimensionOf = (unit: string): string | undefined => findUnit(unit)?.dimension;

/** Smallest and greatest of the values that have the dimension of `unit`; undefined where there is none. */
const rangeOf = (values: readonly Value[], unit: string, of: Bilingual): UsualRange | undefined => {
  const dimension = dimensionOf(unit);
  const alike = values
    .filter((value) => dimensionOf(value.unit) === dimension)
    .map((value) => convert(value.value, value.unit, unit))
    .filter((value) => value.gt(0));
  if (dimension === undefined || alike.length === 0) return undefined;
  return { low: ExactDecimal.min(...alike), high: ExactDecimal.max(...alike), unit, of };
};

const setsOf = (fuel: string | undefined, library: FactorLibrary): readonly FuelSetEntry[] =>
  fuel === undefined
    ? [...fuelTable(library).values()].flatMap(({ sets }) => sets)
    : (fuelTable(library).get(fuelKey(fuel))?.sets ?? []);

const rowsOf = (role: FuelRole, fuel: string | undefined, library: FactorLibrary): LibraryFactor[] =>
  setsOf(fuel, library).flatMap(({ parameters }) =>
    parameters.filter((parameter) => parameter.role === role).map(({ row }) => row),
  );

const TC_TO_TCO2 = new ExactDecimal(44).div(12);

/** CO2 per heat and, where the set holds a calorific value, per mass or volume of gas, of full oxidation. */
const co2Of = ({ parameters }: FuelSetEntry): Value[] => {
  const of = (role: FuelRole): LibraryFactor | undefined =>
    parameters.find((parameter) => parameter.role === role)?.row;
  const [ncv, carbon, heat] = [of('netCalorificValue'), of('carbonContent'), of('emissionFactor')];
  const perGj =
    heat === undefined
      ? carbon === undefined
        ? undefined
        : convert(carbon.value, carbon.unit, 'tC/GJ').times(TC_TO_TCO2)
      : convert(heat.value, heat.unit, 'tCO2/GJ');
  if (perGj === undefined) return [];
  const perHeat = { value: decimalText(perGj), unit: 'tCO2/GJ' };
  if (ncv === undefined) return [perHeat];
  const [heatUnit, unit] =
    dimensionOf(ncv.unit) === 'energy/mass' ? ['GJ/t', 'tCO2/t'] : ['GJ/10^4Nm3', 'tCO2/10^4Nm3'];
  const perAmount = convert(ncv.value, ncv.unit, heatUnit).times(perGj);
  return [perHeat, { value: decimalText(perAmount), unit }];
};

/** Liquid fuels lie between 0.5 (liquefied gas) and 1.05 t/m³ (heavy fuel oil). */
const LITRES: readonly Value[] = [
  { value: '1.5', unit: 'kgCO2/L' },
  { value: '3.2', unit: 'kgCO2/L' },
];

/**
 * Ours, no library holds them: liquids between liquefied gas and heavy fuel oil, gases between hydrogen and butane (per
 * Nm³), solid fuels are weighed.
 */
const DENSITIES: readonly Value[] = [
  { value: '0.42', unit: 'kg/L' },
  { value: '1.05', unit: 'kg/L' },
  { value: '0.09', unit: 'kg/Nm3' },
  { value: '2.7', unit: 'kg/Nm3' },
];

/**
 * What the library holds for one parameter of a fuel, or of all fuels where none is named, in the given unit.
 * @returns undefined where it holds none of that dimension: then nothing is known to doubt a value by
 */
export const usualParameter = (
  role: FuelRole | undefined,
  fuel: string | undefined,
  unit: string,
  library = builtInLibrary(),
): UsualRange | undefined => {
  if (role === 'density') return rangeOf(DENSITIES, unit, { zh: '燃料密度', en: 'densities of fuels' });
  const roles: readonly FuelRole[] =
    role === undefined ? ['netCalorificValue', 'carbonContent', 'emissionFactor'] : [role];
  // Carbon per amount is stated of ores, steel and electrodes too, of which the library knows nothing.
  if (fuel === undefined && (dimensionOf(unit) ?? '').startsWith('mass of carbon/') && !isPerHeat(unit))
    return undefined;
  const values: readonly Value[] = [
    ...roles.flatMap((name) => rowsOf(name, fuel, library)),
    // Carbon per mass of a fuel of which the library holds it per heat: carbon × calorific value.
    ...(role === undefined || role === 'carbonContent' ? setsOf(fuel, library).flatMap(carbonPerAmount) : []),
    ...(role === undefined || role === 'emissionFactor' ? setsOf(fuel, library).flatMap(co2Of) : []),
  ];
  return rangeOf(
    values,
    unit,
    fuel === undefined ? { zh: '各种燃料', en: 'all fuels' } : { zh: fuel, en: fuel },
  );
};

const isPerHeat = (unit: string): boolean => dimensionOf(unit) === 'mass of carbon/energy';

const carbonPerAmount = ({ parameters }: FuelSetEntry): Value[] => {
  const ncv = parameters.find(({ role }) => role === 'netCalorificValue')?.row;
  const carbon = parameters.find(({ role }) => role === 'carbonContent')?.row;
  if (ncv === undefined || carbon === undefined) return [];
  const mass = dimensionOf(ncv.unit) === 'energy/mass';
  const perAmount = convert(ncv.value, ncv.unit, mass ? 'GJ/t' : 'GJ/10^4Nm3').times(
    convert(carbon.value, carbon.unit, 'tC/GJ'),
  );
  return [{ value: decimalText(perAmount), unit: mass ? 'tC/t' : 'tC/10^4Nm3' }];
};

const isAverage = ({ category }: LibraryFactor): boolean => category.startsWith('grid-average-');

/**
 * What the library holds for factors of a purpose, in the given unit: averages of the grids, factors of heat, CO2 of the
 * fuels per heat or amount.
 * @returns undefined for purposes of which the library says nothing
 */
export const usualFactor = (
  purpose: FactorPurpose,
  unit: string,
  library = builtInLibrary(),
): UsualRange | undefined => {
  switch (purpose) {
    case 'purchasedElectricity':
      return rangeOf(library.factors.filter(isAverage), unit, {
        zh: '电网平均因子',
        en: 'averages of the grids',
      });
    case 'purchasedHeat':
      return rangeOf(
        library.factors.filter(({ category }) => category === 'heat'),
        unit,
        { zh: '热力因子', en: 'factors of heat' },
      );
    case 'stationaryCombustion':
    case 'mobileCombustion':
      return rangeOf([...setsOf(undefined, library).flatMap(co2Of), ...LITRES], unit, {
        zh: '各种燃料',
        en: 'all fuels',
      });
    case 'biogenic':
    case 'other':
      return undefined;
  }
};

/** Whether a value lies outside a third of the smallest and three times the greatest usual one. */
export const isUnusual = (value: string, unit: string, { low, high, unit: of }: UsualRange): boolean => {
  const given = convert(value, unit, of);
  return given.times(TOLERANCE).lt(low) || given.gt(high.times(TOLERANCE));
};

/**
 * A factor of the library that may never stand for consumed electricity and has this very value: an operating margin, a
 * residual, fossil or life-cycle factor. Undefined where there is none, or an average has the value too.
 */
export const forbiddenTwin = (
  value: string,
  unit: string,
  library = builtInLibrary(),
): LibraryFactor | undefined => {
  const given = convert(value, unit, 'kgCO2/kWh');
  const alike = library.factors.filter(
    (row) =>
      row.table === 'electricity' &&
      dimensionOf(row.unit) === dimensionOf(unit) &&
      convert(row.value, row.unit, 'kgCO2/kWh').eq(given),
  );
  const allowed = alike.some((row) => electricityRefusal(row.category) === undefined);
  return allowed || given.isZero() ? undefined : alike[0];
};
