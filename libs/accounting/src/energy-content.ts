import { findUnit } from '@zerofab/units';
import type { UsedFactor, Trace } from '@zerofab/vocabulary';
import { calculate } from './calculate.js';
import { AccountingError } from './errors.js';

export interface EnergyActivity {
  readonly sourceCode: string;
  readonly activity: { readonly value: string; readonly unit: string };
  /** Of `lookupEnergyCoefficient`. */
  readonly coefficient: UsedFactor;
  /** Energy delivered to others: taken off, so its content is negative. */
  readonly delivered?: boolean | undefined;
}
export interface EnergyContent {
  /** Decimal text, tce, calorific value (当量值). */
  readonly tce: string;
  readonly trace: Trace;
}

const BY_DIMENSION: Readonly<Record<string, string>> = {
  'standard coal/mass': 'energy-content-mass',
  'standard coal/normal gas volume': 'energy-content-gas-volume',
};

const formulaFor = (unit: string, delivered: boolean): string => {
  const dimension = findUnit(unit)?.dimension;
  if (dimension === 'standard coal/energy') {
    const carrier = unit.endsWith('Wh') ? 'electricity' : 'heat';
    return delivered ? `energy-delivered-${carrier}` : `energy-content-${carrier}`;
  }
  const formula = BY_DIMENSION[dimension ?? ''];
  if (formula === undefined) {
    throw new AccountingError(
      'wrong-dimension',
      {
        zh: `折标准煤系数的单位 ${unit} 无效；应如 kgce/kWh、kgce/MJ、kgce/kg、kgce/Nm3`,
        en: `${unit} is no unit of a standard-coal coefficient; give kgce/kWh, kgce/MJ, kgce/kg or kgce/Nm3.`,
      },
      { unit },
    );
  }
  return formula;
};

/**
 * Energy of one source in standard coal, calorific value: E = e × p; of what is delivered, E = −e × p.
 * Source: GB/T 2589-2020, comprehensive energy consumption.
 * @throws AccountingError when the unit of the activity data does not fit the coefficient
 */
export const energyContent = ({
  sourceCode,
  activity,
  coefficient,
  delivered,
}: EnergyActivity): EnergyContent => {
  const { value, unit, id } = coefficient;
  const figure = calculate(formulaFor(unit, delivered === true), {
    activity: { ...activity, origin: 'activity', ref: sourceCode },
    energyCoefficient: { value, unit, origin: 'factor', ref: id },
  });
  return { tce: figure.value, trace: figure.trace };
};

/**
 * Comprehensive energy consumption over several sources: E = Σ (e_i × p_i).
 * @throws AccountingError `no-terms` for an empty list: no energy is not the same as zero energy
 */
export const comprehensiveEnergy = (
  parts: readonly { readonly sourceCode: string; readonly tce: string; readonly trace: Trace | null }[],
): EnergyContent => {
  const inputs = parts.map(
    ({ sourceCode, tce, trace }) =>
      [sourceCode, { value: tce, unit: 'tce', origin: 'formula', ref: sourceCode, trace }] as const,
  );
  const figure = calculate('comprehensive-energy', Object.fromEntries(inputs));
  return { tce: figure.value, trace: figure.trace };
};
