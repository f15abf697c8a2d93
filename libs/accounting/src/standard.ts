import type { Bilingual, SourceCategory } from '@zerofab/vocabulary';
import type { FormulaRecord } from './formula.js';

/** A default that a part gives for an input of one of its formulas: an entry of the factor library. */
interface PartDefault {
  readonly formula: string;
  readonly input: string;
  /** Id in the factor library, which carries value, unit, source and confidence. */
  readonly factor: string;
}

/** A standard or a sector part of GB/T 32151, as one file of `standards/*.yaml`. */
export interface StandardPart {
  readonly id: string;
  readonly standard: string;
  readonly edition: string;
  readonly title: Bilingual;
  /** YYYY-MM-DD, day of implementation; null where not confirmed. */
  readonly validFrom: string | null;
  /** First day on which a newer edition applies; null while in force. */
  readonly validTo: string | null;
  /** The standard that replaces it from `validTo` on; null where none is known. */
  readonly successor: string | null;
  readonly source: string;
  readonly note: string | null;
  /** Gases the part covers; CO2 only for most parts of 2023 and later. */
  readonly gases: readonly string[];
  readonly classes: readonly SourceCategory[];
  readonly formulas: readonly FormulaRecord[];
  /** Formulas of other parts that this one uses as they are. */
  readonly uses: readonly string[];
  /** Ids of the factor library that make up its tables. */
  readonly tables: readonly string[];
  readonly defaults: readonly PartDefault[];
}
