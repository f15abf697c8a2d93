import { AccountingError, energyContent } from '@zerofab/accounting';
import { FactorError, lookupEnergyCoefficient } from '@zerofab/factors';
import { convert, decimalText, ExactDecimal, findUnit, UnitError } from '@zerofab/units';
import type { Bilingual, Carrier, UsedFactor } from '@zerofab/vocabulary';

/** Calorific value of standard coal, GB/T 2589-2020: 29 307.6 MJ/t. */
const MJ_PER_TCE = '29307.6';
const MJ_PER_KWH = '3.6';
const DIGITS = 6;

/** Energy of an amount of a carrier at calorific value (当量值), decimal text; null with the reason. */
interface MeterEnergy {
  readonly kwh: string | null;
  readonly tce: string | null;
  readonly coefficient: UsedFactor | null;
  readonly reason: Bilingual | null;
}

/** Media that are made from energy counted elsewhere, and what is no energy. */
const NOT_ENERGY: ReadonlySet<Carrier> = new Set(['water', 'compressedAir', 'product', 'other']);

const none = (reason: Bilingual): MeterEnergy => ({ kwh: null, tce: null, coefficient: null, reason });
const rounded = (value: ExactDecimal): string => decimalText(value.toDecimalPlaces(DIGITS));

const coefficientOf = (carrier: Carrier): UsedFactor | Bilingual => {
  try {
    return lookupEnergyCoefficient(carrier === 'pv' || carrier === 'storage' ? 'electricity' : carrier);
  } catch (error) {
    if (error instanceof FactorError) return error.text;
    throw error;
  }
};

/**
 * What a meter counted, in kWh and tce, by the reference coefficient of GB/T 2589-2020: energy is converted, fuels go by
 * their calorific value. Both to a millionth.
 * @param amount decimal text in `unit`
 */
export const meterEnergy = (carrier: Carrier, amount: string, unit: string): MeterEnergy => {
  if (NOT_ENERGY.has(carrier))
    return none({
      zh: '耗能工质或产量，不折算为能量',
      en: 'A medium made from energy counted elsewhere, or no energy: not converted',
    });
  const energy = findUnit(unit)?.dimension === 'energy';
  const kwh = energy ? convert(amount, unit, 'kWh') : null;
  const coefficient = coefficientOf(carrier);
  if (!('role' in coefficient)) return { ...none(coefficient), kwh: kwh === null ? null : rounded(kwh) };
  try {
    const tce = new ExactDecimal(
      energyContent({ sourceCode: carrier, activity: { value: amount, unit }, coefficient }).tce,
    );
    const own = kwh ?? tce.times(MJ_PER_TCE).div(MJ_PER_KWH);
    return { kwh: rounded(own), tce: rounded(tce), coefficient, reason: null };
  } catch (error) {
    if (!(error instanceof AccountingError) && !(error instanceof UnitError)) throw error;
    return { ...none(error.text), kwh: kwh === null ? null : rounded(kwh) };
  }
};
