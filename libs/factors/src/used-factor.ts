import type { FactorRole, FactorChoiceMade, UsedFactor } from '@zerofab/vocabulary';
import type { LibraryFactor } from './factor-row.js';

/** Copies a library factor for use in a role. */
export const useFactor = (factor: LibraryFactor, role: FactorRole, choice: FactorChoiceMade): UsedFactor => ({
  role,
  id: factor.id,
  rung: factor.rung,
  name: factor.name,
  value: factor.value,
  unit: factor.unit,
  gas: factor.gas,
  region: factor.region,
  year: factor.year,
  validFrom: factor.validFrom,
  source: factor.source,
  sourceUrl: factor.sourceUrl,
  confidence: factor.confidence,
  version: factor.edition,
  note: factor.note,
  choice,
});
