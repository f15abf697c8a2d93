export { calculate, type GivenInput, type GivenInputs } from './calculate.js';
export { AccountingError, type AccountingErrorCode } from './errors.js';
export {
  type Formula,
  type FormulaConstant,
  type FormulaGroup,
  type FormulaInput,
  type FormulaRecord,
} from './formula.js';
export type { ClassRule, Method, ProofTreatment } from './method.js';
export { methodById, methodPeriodWarning, methods } from './methods.js';
export type { StandardPart } from './standard.js';
export { describeFormulas, formulaById, standardParts } from './registry.js';
export { calculatedGases, co2Equivalent, inputsOf, type ChosenFormula } from './gas-lines.js';
export {
  sourceEmissions,
  sourceGases,
  type GasAmount,
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
export { spreadsheetFormula } from './spreadsheet.js';
export type { Leaf } from './uncertainty/leaves.js';
export { activityHalfWidth, factorHalfWidth } from './uncertainty/half-widths.js';
export { uncertaintyOf, type HalfWidth, type UncertaintyResult } from './uncertainty/uncertainty.js';
export {
  allocateProofs,
  checkProofs,
  fillRooms,
  type ProofExcess,
  type SupplyPeriod,
} from './electricity/allocation.js';
export { sumAttributes, type AttributeLine } from './electricity/attribute-line.js';
export {
  attributesByPeriod,
  splitByAttribute,
  type AttributePeriod,
  type AttributeSplit,
  type GreenPowerTreatment,
  type UncountedProof,
} from './electricity/attribution.js';
export { checkProof, proofProblems, type ProofProblem } from './electricity/check-proof.js';
export { hourlyMatch, type HourlyMatch } from './electricity/hourly-match.js';
export { nonFossilLedger, type Ledger, type LedgerInput } from './electricity/ledger.js';
export type { LedgerCertificate, LedgerItem } from './electricity/ledger-entry.js';
export type { Proof } from './electricity/proof.js';
export { serialOverlap, serialRange, type SerialRange } from './electricity/serial.js';
export {
  baseYearAdvice,
  baseYearRule,
  type BaseYearAdvice,
  type BaseYearAmount,
  type BaseYearChange,
  type BaseYearChangeKind,
  type BaseYearEffect,
  type BaseYearRule,
  type BaseYearState,
} from './base-year.js';
export { crossCheck, type ActivityAccount, type CrossCheck } from './cross-check.js';
export {
  ACTIVITY_ORIGINS,
  activityGrade,
  factorGrade,
  lineGrade,
  type ActivityBasis,
  type ActivityOrigin,
  type DataQuality,
  type Graded,
} from './data-quality.js';
export { inventoryGrade, type GradedLine, type InventoryQuality } from './inventory-quality.js';
