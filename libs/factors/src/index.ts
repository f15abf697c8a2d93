export { builtInLibrary, FACTOR_TABLES, makeLibrary, type FactorLibrary } from './library.js';
export { cellsOf, FACTOR_COLUMNS, type LibraryFactor } from './factor-row.js';
export { FACTOR_SET_VERSION } from './generated/version.js';
export { FactorError, FactorNotFoundError, FactorRefusedError } from './errors.js';
export { gridRegion, gridRegions } from './grid-region.js';
export { lookupGridFactor, lookupResidualFactor } from './grid-electricity.js';
export { lookupFuel, type FuelParameters } from './fuel.js';
export { lookupHeatFactor } from './purchased-heat.js';
export {
  energyCoefficientFromNcv,
  lookupEnergyCoefficient,
  lookupEquivalentElectricity,
} from './energy-coefficient.js';
export { lookupLibraryFactor, type FactorPurpose } from './library-choice.js';
export { siteFactor } from './site-factor.js';
export {
  forbiddenTwin,
  isUnusual,
  usualFactor,
  usualParameter,
  type FuelRole,
  type UsualRange,
} from './usual-range.js';
export { agreesWithPrint, comparisonProblem, withComparisons, type FactorComparison } from './comparison.js';
export { lookupGwp, type MethaneOrigin } from './gwp.js';
export { weakestRung, WEAKEST_RUNG } from './rung.js';
export { lookupCombustionGases } from './combustion-gases.js';
export { previewImport, type ImportPreview, type ImportRow } from './import/preview.js';
export { withImport } from './import/merge.js';
export { upcastFactors, type StoredFactor } from './stored-factor.js';
export { checkPrintedLine } from './printed-line.js';
