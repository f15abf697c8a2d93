import { energyContent } from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { type Bilingual, type SourceCategory, type UsedFactor } from '@zerofab/vocabulary';
import type { SourceEnergy } from '../domain/figure.js';
import { usesEnergy } from '../source/energy-of-source.js';
import { isShort, type CoveredLine } from './completeness.js';

/** A line of an inventory, as far as its energy needs it. */
export interface EnergyLine extends CoveredLine {
  readonly category: SourceCategory;
  readonly energy: SourceEnergy | null;
  readonly energyGap: Bilingual | null;
  readonly reason: Bilingual | null;
}

/** Comprehensive energy consumption (综合能耗), GB/T 2589-2020, under both conventions of electricity. */
export interface ComprehensiveEnergy {
  /** Calorific value (当量值), decimal text, tce; null where no source has a figure. */
  readonly calorificTce: string | null;
  /** Equivalent value (等价值): purchased and delivered electricity with `equivalent`. */
  readonly equivalentTce: string | null;
  /** Coefficient of the equivalent value, with its source and confidence. */
  readonly equivalent: UsedFactor;
  /** At least what it says: a source that uses energy is missing, short of data, or cannot be counted. */
  readonly lowerBound: boolean;
  /** Sources whose energy is not in it, each with the reason. */
  readonly uncounted: { readonly code: string; readonly reason: Bilingual }[];
}

const isElectric = (category: SourceCategory): boolean =>
  category === 'purchasedElectricity' || category === 'exportedElectricity';

/** Energy of a line with its electricity at another coefficient. */
const atCoefficient = ({ code, category, energy }: EnergyLine, coefficient: UsedFactor): string[] => {
  if (energy === null) return [];
  if (!isElectric(category)) return [energy.tce];
  return energy.parts.map(
    ({ activity, activityUnit }) =>
      energyContent({
        sourceCode: code,
        activity: { value: activity, unit: activityUnit },
        coefficient,
        delivered: category === 'exportedElectricity',
      }).tce,
  );
};

const sum = (parts: readonly string[]): string | null =>
  parts.length === 0
    ? null
    : decimalText(parts.reduce((total, part) => total.plus(part), new ExactDecimal(0)));

const delivered = (category: SourceCategory): boolean =>
  category === 'exportedElectricity' || category === 'exportedHeat';

const NO_FIGURE: Bilingual = { zh: '该排放源没有结果', en: 'The source has no figure' };

/**
 * Comprehensive energy of the lines of an inventory: what the sources use less what they deliver. Fuel used as raw
 * material and energy of own renewable generation are not among the sources and not in it.
 * @param equivalent coefficient of electricity at equivalent value (`lookupEquivalentElectricity`)
 */
export const comprehensiveEnergyOf = (
  lines: readonly EnergyLine[],
  equivalent: UsedFactor,
): ComprehensiveEnergy => {
  const using = lines.filter(({ category }) => usesEnergy(category));
  const uncounted = using.filter(({ energy }) => energy === null);
  // A delivery that is missing makes the sum too large: then it is no bound.
  const short = using.filter((line) => line.energy === null || isShort(line));
  // Deliveries alone are no use of energy.
  const known = using.some(({ category, energy }) => energy !== null && !delivered(category));
  const calorificTce = known ? sum(using.flatMap((line) => line.energy?.tce ?? [])) : null;
  return {
    calorificTce,
    equivalentTce: known ? sum(using.flatMap((line) => atCoefficient(line, equivalent))) : null,
    equivalent,
    lowerBound:
      calorificTce !== null && short.length > 0 && short.every(({ category }) => !delivered(category)),
    uncounted: uncounted.map(({ code, energyGap, reason }) => ({
      code,
      reason: energyGap ?? reason ?? NO_FIGURE,
    })),
  };
};
