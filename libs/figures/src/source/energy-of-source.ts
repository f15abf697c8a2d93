import { energyContent } from '@zerofab/accounting';
import { lookupEnergyCoefficient, type FactorLibrary } from '@zerofab/factors';
import type { SourceDefinition } from '../domain/source.js';
import type { SourceEnergy } from '../domain/figure.js';
import { reasonOf } from './reason.js';

/** The carrier whose standard-coal coefficient applies; undefined where the source is no use of energy. */
const carrierOf = (source: SourceDefinition): string | undefined => {
  if (source.category === 'purchasedElectricity') return 'electricity';
  if (source.category === 'purchasedHeat') return 'heat';
  return source.factor?.kind === 'fuel' ? source.factor.fuel : undefined;
};

/** Energy content at calorific value; null where no coefficient fits the source's carrier and unit. */
export const energyOf = (
  source: SourceDefinition,
  activity: string,
  unit: string,
  library: FactorLibrary,
): SourceEnergy | null => {
  const carrier = carrierOf(source);
  if (carrier === undefined) return null;
  try {
    const set = source.factor?.kind === 'fuel' ? source.factor.set : undefined;
    const coefficient = lookupEnergyCoefficient(carrier, set, library);
    return {
      ...energyContent({ sourceCode: source.code, activity: { value: activity, unit }, coefficient }),
      coefficient,
    };
  } catch (error) {
    reasonOf(error);
    return null;
  }
};
