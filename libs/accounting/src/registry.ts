import { AccountingError } from './errors.js';
import type { Formula } from './formula.js';
import { COMPREHENSIVE_ENERGY } from './formulas/comprehensive-energy.js';
import { FACTOR_METHOD } from './formulas/factor-method.js';
import { FUEL_COMBUSTION } from './formulas/fuel-combustion.js';
import { PURCHASED_ENERGY } from './formulas/purchased-energy.js';
import { TOTALS } from './formulas/totals.js';

/** Every formula of the engine, by what it is about. */
const FORMULAS: readonly Formula[] = [
  ...FUEL_COMBUSTION,
  ...FACTOR_METHOD,
  ...PURCHASED_ENERGY,
  ...TOTALS,
  ...COMPREHENSIVE_ENERGY,
];
const byId = new Map(FORMULAS.map((formula) => [formula.id, formula]));

/**
 * The formula with this id.
 * @throws AccountingError `unknown-formula`, listing what there is
 */
export const formulaById = (id: string): Formula => {
  const formula = byId.get(id);
  if (formula === undefined) {
    const known = FORMULAS.map((entry) => entry.id).join(', ');
    throw new AccountingError(
      'unknown-formula',
      { zh: `没有公式“${id}”。可用公式：${known}`, en: `There is no formula "${id}". Formulas: ${known}.` },
      { formula: id },
    );
  }
  return formula;
};

/** A formula as the HTTP contract describes it, without the function that evaluates it. */
export type FormulaDescription = Omit<Formula, 'evaluate' | 'constants' | 'variadic'>;

/** The registry as data: id, edition, standard, clause, equation, inputs with unit and bounds, output. */
export const describeFormulas = (): FormulaDescription[] =>
  FORMULAS.map(({ evaluate: _evaluate, constants: _constants, variadic: _variadic, ...rest }) => rest);
