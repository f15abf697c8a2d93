export { calculate, calculateFormula, type GivenInput, type GivenInputs } from './calculate.js';
export { dimensionProblem } from './dimension-check.js';
export { AccountingError } from './errors.js';
export { type FormulaInput, type Formula, type FormulaRecord } from './formula.js';
export type { Method } from './method.js';
export { methodById, editionInForce, methodPeriodWarning, withGwpSet, methods } from './methods.js';
export type { StandardPart } from './standard.js';
export { describeFormulas, formulaById, readyFormula, standardParts } from './registry.js';
export { calculatedGases, classOf, co2Equivalent, inputsOf } from './gas-lines.js';
export {
  amountIn,
  sourceEmissions,
  sourceGases,
  type GasAmount,
  type SourceEmissions,
} from './source-emissions.js';
export { comprehensiveEnergy, energyContent, type EnergyContent } from './energy-content.js';
export { inventoryTotals, sumEmissions } from './totals.js';
export { recompute } from './recompute.js';
export { spreadsheetFormula } from './spreadsheet.js';
export type { Leaf } from './uncertainty/leaves.js';
export { activityHalfWidth, factorHalfWidth } from './uncertainty/half-widths.js';
export { uncertaintyOf, type HalfWidth, type UncertaintyResult } from './uncertainty/uncertainty.js';
export { foreignBeneficiary } from './electricity/claim-use.js';
export { checkProofs, fillRooms } from './electricity/allocation.js';
export { sumAttributes, type AttributeLine } from './electricity/attribute-line.js';
export {
  attributesByPeriod,
  type AttributePeriod,
  type GreenPowerTreatment,
} from './electricity/attribution.js';
export { proofProblems } from './electricity/check-proof.js';
export { hourlyMatch, type HourlyMatch } from './electricity/hourly-match.js';
export { nonFossilLedger } from './electricity/ledger.js';
export type { LedgerItem } from './electricity/ledger-entry.js';
export type { Proof } from './electricity/proof.js';
export { serialRange } from './electricity/serial.js';
export {
  baseYearAdvice,
  baseYearRule,
  type BaseYearAdvice,
  type BaseYearAmount,
  type BaseYearChange,
  type BaseYearChangeKind,
} from './base-year.js';
export { crossCheck, type CrossCheck } from './cross-check.js';
export {
  activityGrade,
  factorGrade,
  lineGrade,
  type ActivityBasis,
  type ActivityOrigin,
  type DataQuality,
} from './data-quality.js';
export { inventoryGrade, type InventoryQuality } from './inventory-quality.js';
