import { burnsFuel, takesFuel, type SourceCategory } from '@zerofab/vocabulary';
import type { FactorForm } from './source-form';

const ELECTRIC = new Set<SourceCategory>(['purchasedElectricity', 'exportedElectricity']);

/**
 * Kinds of factor that the server takes for a class, the usual one first. Beside a formula only the fuel says
 * something: it decides the energy of the source. What stands there now stays a choice.
 */
export const factorKinds = (
  category: SourceCategory,
  byFormula: boolean,
  now: FactorForm['kind'],
): FactorForm['kind'][] => {
  const own: FactorForm['kind'][] = [
    ...(ELECTRIC.has(category) ? (['grid'] as const) : []),
    ...(burnsFuel(category) ? (['fuel'] as const) : []),
  ];
  // Where others burn it the amount of fuel is seldom known: a factor per tkm or per piece is usual.
  const others = takesFuel(category) && !burnsFuel(category) ? (['fuel'] as const) : [];
  const kinds: FactorForm['kind'][] = byFormula
    ? ['none', 'fuel']
    : [...own, 'library', ...others, 'parameter', 'site', 'ladder', 'none'];
  return kinds.includes(now) ? kinds : [...kinds, now];
};

/** Kinds of a step of a ladder: every way but the default and another ladder. */
export const stepKinds = (category: SourceCategory, now: FactorForm['kind']): FactorForm['kind'][] =>
  factorKinds(category, false, now).filter((kind) => kind !== 'none' && kind !== 'ladder');
