import type { Bilingual, DataGrade, DatumKind } from '@zerofab/vocabulary';

/**
 * One datum that a verifier may look at. The data of a kind each describe the whole total, seen another way; what a
 * sample covers is told by source, never added up over kinds.
 */
export interface Datum {
  /** `line:<source>:<YYYY-MM>`, `record:<id>`, `register:<source>:<meter>:<register>`. */
  readonly id: string;
  readonly kind: DatumKind;
  /** Code and class of the source it belongs to. */
  readonly source: string;
  readonly category: string;
  readonly name: Bilingual;
  /** Local month; the whole span for a register. */
  readonly label: string;
  /** ISO 8601, `to` exclusive. */
  readonly from: string;
  readonly to: string;
  /** Activity as decimal text in `unit`; null where missing. */
  readonly activity: string | null;
  readonly unit: string;
  /** Its emissions, tCO2e, decimal text, never negative; null: not known. */
  readonly tco2e: string | null;
  /**
   * `own`: emissions of the datum itself; `line`: those of its whole source, because its part of it is not known (an
   * input of a formula, a stock): taken as large as it can be.
   */
  readonly size: 'own' | 'line';
  /** The same datum a year before, tCO2e; null: nothing to compare with. */
  readonly lastYearTco2e: string | null;
  readonly grade: DataGrade | null;
  /** Estimated part of its activity, 0 to 1; null: not known. */
  readonly estimatedShare: number | null;
  readonly manual: boolean;
  /** `readings`: it rests on readings of meters; `missing`: a record by hand that names no document. */
  readonly evidence: 'readings' | 'named' | 'missing';
}
