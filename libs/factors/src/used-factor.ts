import type { LibraryFactor } from './factor-row.js';
import type { Rung } from './rung.js';

export type FactorRole =
  | 'emissionFactor'
  | 'netCalorificValue'
  | 'carbonContent'
  | 'oxidationFactor'
  | 'energyCoefficient'
  | 'ch4Factor'
  | 'n2oFactor'
  | 'gwp'
  | 'parameter';

/** How a factor came to be chosen; never left out, so that no fallback is silent. */
export interface FactorChoiceMade {
  readonly how: 'exact' | 'parent-region' | 'default' | 'site';
  /** Name of the rule. */
  readonly rule: string;
  readonly why: { readonly zh: string; readonly en: string };
}

/** A factor as it is used: a copy with everything an auditor asks for, the same shape as in the HTTP contract. */
export interface UsedFactor {
  /** One of `FactorRole`; text, as in the contract, so that a stored factor fits as it is. */
  readonly role: string;
  readonly id: string;
  /** Rung of the ladder it stands on; null for what is no matter of choice, such as a GWP. */
  readonly rung: Rung | null;
  readonly name: { readonly zh: string; readonly en: string };
  /** Decimal text, every digit as stored. */
  readonly value: string;
  readonly unit: string;
  readonly gas: string | null;
  readonly region: string | null;
  readonly year: string | null;
  readonly validFrom: string | null;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly confidence: string;
  /** Edition of the library or import that holds it, or version of the site's own factor. */
  readonly version: string;
  readonly note: string | null;
  readonly choice: FactorChoiceMade;
}

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
