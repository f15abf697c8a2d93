export { differencesOf, type Account, type AccountDifference } from './cross-check.js';
export { dataOfInventory, type SampledInventory } from './data-of-inventory.js';
export type { Datum } from './datum.js';
export { effectsOf, isUnsettled } from './effects.js';
export {
  DEFAULT_MATERIALITY,
  materialityInTonnes,
  materialityOf,
  type Materiality,
  type MaterialityInTonnes,
} from './materiality.js';
export { RISK_POINTS } from './risk.js';
export { ROOT_FACTOR, sampleOf, type RankedDatum, type Sample } from './sample.js';
