export { calculate, type GivenInput, type GivenInputs } from './calculate.js';
export { AccountingError, type AccountingErrorCode } from './errors.js';
export type { Formula, FormulaConstant, FormulaInput } from './formula.js';
export { describeFormulas, type FormulaDescription } from './registry.js';
export type { Figure, Trace, TraceInput } from './trace.js';
export {
  sourceEmissions,
  type EmissionCategory,
  type SourceActivity,
  type SourceEmissions,
} from './source-emissions.js';
export {
  comprehensiveEnergy,
  energyContent,
  type EnergyActivity,
  type EnergyContent,
} from './energy-content.js';
export {
  inventoryTotals,
  sumEmissions,
  type EmissionTerm,
  type InventoryTotals,
  type SourceTerm,
} from './totals.js';
export { recompute, type Recomputed, type TraceMismatch } from './recompute.js';
