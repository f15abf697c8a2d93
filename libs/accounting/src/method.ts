import type { MethodScope, Bilingual, GwpSet, SourceCategory, GridFactorRule } from '@zerofab/vocabulary';

interface ClassRule {
  readonly scope: MethodScope;
  /** −1 for what a method subtracts: exports and recovery under GB/T 32150. */
  readonly sign: number;
  /** The name of the line in the method's own words, e.g. "Scope 2" or "类别 2". */
  readonly line: Bilingual;
}

/** What a method makes of electricity that carries a proof: a zero factor, or the grid's like any other. */
type ProofTreatment = 'zero' | 'average';

/**
 * A method of accounting, as a record: everything in which methods differ over the same activity data.
 * Every property is data, so that a new edition is a new record beside the old one.
 */
export interface Method {
  readonly id: string;
  readonly edition: string;
  readonly name: Bilingual;
  readonly source: string;
  readonly confidence: 'transcribed' | 'memory' | 'design';
  /** YYYY-MM-DD; activity before it is flagged. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly note: Bilingual | null;
  readonly gwpSet: GwpSet;
  /** Gases of which publications of the set disagree: id of the factor that this method takes. */
  readonly gwpFactors: Readonly<Record<string, string>>;
  /** The method leaves the set to the one who reports: another one may be asked for, and is named with the figures. */
  readonly gwpOpen: boolean;
  /** Gases that count; the others are left out and said so. */
  readonly gases: 'all' | readonly string[];
  /** Whether CH4 and N2O of combustion count. */
  readonly combustionCh4N2o: boolean;
  readonly classes: Readonly<Partial<Record<SourceCategory, ClassRule>>>;
  /** The scopes that make up the total. */
  readonly total: readonly ('direct' | 'energyIndirect' | 'otherIndirect')[];
  readonly grid: {
    readonly geography: 'national' | 'regional' | 'provincial' | 'site';
    readonly rule: GridFactorRule;
  };
  readonly greenPower: {
    readonly own: ProofTreatment;
    readonly direct: ProofTreatment;
    readonly trade: ProofTreatment;
    readonly certificate: ProofTreatment;
    readonly restOfGrid: 'average' | 'residual';
  };
  /** Enthalpy subtracted from that of steam: 83.74 (water at 20 °C) or 0. */
  readonly steamBaselineKjPerKg: string;
}
