import { ExactDecimal } from '@zerofab/units';
import type { PowerFactorStandard } from './contract.js';
import { roundHalfUp } from './money.js';

/**
 * Reduction of each hundredth above the standard, %, the last one for all beyond.
 * Source: 〔83〕水电财字第215号, tables 1 to 3 (transcribed; not compared with the original).
 */
const REDUCTIONS: Readonly<Record<PowerFactorStandard, readonly string[]>> = {
  '0.90': ['0.15', '0.30', '0.45', '0.60', '0.75'],
  '0.85': ['0.1', '0.2', '0.3', '0.4', '0.5', '0.65', '0.80', '0.95', '1.10'],
  '0.80': ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1.0', '1.15', '1.30'],
};

/**
 * Power factor of a month, P/√(P² + Q²), rounded half up to 0.01; undefined where nothing was drawn.
 * @param activeKWh P, the month's active energy
 * @param reactiveKvarh Q, lagging and leading energy by amount
 */
export const powerFactor = (
  activeKWh: ExactDecimal,
  reactiveKvarh: ExactDecimal,
): ExactDecimal | undefined => {
  const apparent = activeKWh.pow(2).plus(reactiveKvarh.pow(2)).sqrt();
  return apparent.isZero() ? undefined : roundHalfUp(activeKWh.div(apparent), 2);
};

/**
 * Adjustment by the month's power factor (力调电费), % of the adjustable lines; below 0 a reduction.
 * Increase: 0.5 % a hundredth for the first twenty below the standard, 1 % for the next five, 2 % beyond.
 * @param factor rounded to 0.01
 */
export const powerFactorRate = (factor: ExactDecimal, standard: PowerFactorStandard): ExactDecimal => {
  const steps = factor.minus(standard).times(100).toNumber();
  const below = Math.round(-steps);
  if (below > 25) return new ExactDecimal(15 + 2 * (below - 25));
  if (below > 20) return new ExactDecimal(10 + (below - 20));
  if (below > 0) return new ExactDecimal(below).div(2);
  if (below === 0) return new ExactDecimal(0);
  const reductions = REDUCTIONS[standard];
  return new ExactDecimal(reductions[Math.min(-below, reductions.length) - 1] ?? 0).negated();
};
