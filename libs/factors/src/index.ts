export { builtInLibrary, FACTOR_TABLES, factorById, makeLibrary, type FactorLibrary } from './library.js';
export { cellsOf, CONFIDENCES, FACTOR_COLUMNS, type LibraryFactor } from './factor-row.js';
export { FACTOR_SET_VERSION } from './generated/version.js';
export { BadLookupError, FactorError, FactorNotFoundError, FactorRefusedError } from './errors.js';
export type { FactorChoiceMade, FactorRole, UsedFactor } from './used-factor.js';
export { gridRegion, gridRegions, type GridRegion } from './grid-region.js';
export {
  GRID_FACTOR_RULES,
  lookupGridFactor,
  lookupResidualFactor,
  type GridFactorRule,
  type GridLookup,
} from './grid-electricity.js';
export { fuelList, lookupFuel, type FuelParameters } from './fuel.js';
export { lookupHeatFactor } from './purchased-heat.js';
export { lookupEnergyCoefficient } from './energy-coefficient.js';
export { lookupLibraryFactor, type FactorPurpose } from './library-choice.js';
export { siteFactor, type SiteFactorInput } from './site-factor.js';
export { GWP_SETS, lookupGwp, type GwpSet } from './gwp.js';
export { compareRungs, weakestRung, WEAKEST_RUNG, type Rung } from './rung.js';
export { lookupCombustionGases } from './combustion-gases.js';
export { previewImport, type ImportPreview, type ImportRow } from './import/preview.js';
export { withImport } from './import/merge.js';
export { upcastFactors, type StoredFactor } from './stored-factor.js';
export { checkPrintedLine } from './printed-line.js';
