import type { EnergyContent } from '@zerofab/accounting';
import type { Bilingual, SourceCategory, Trace, UsedFactor } from '@zerofab/vocabulary';

/** One calculation: a source and one set of factors. A span over several accounting years has one per year. */
export interface CalculationPart {
  readonly from: string;
  readonly to: string;
  /** Decimal text in `activityUnit`. */
  readonly activity: string;
  readonly activityUnit: string;
  readonly factors: UsedFactor[];
  /** Decimal text, tCO2e. */
  readonly tco2e: string;
  readonly trace: Trace;
}

/** Mass of one gas, its GWP in the set of the method, and what that makes in CO2 equivalent. */
export interface GasLine {
  readonly gas: string;
  readonly tonnes: number;
  readonly gwp: number;
  readonly tco2e: number;
  readonly exactTonnes: string;
  readonly exactTco2e: string;
  readonly gwpFactor: UsedFactor | null;
  /** False where the method does not cover the gas. */
  readonly counted: boolean;
}

/** Energy of a source over one stretch with one coefficient. */
export type EnergyPart = EnergyContent & {
  readonly from: string;
  readonly to: string;
  /** Decimal text in `activityUnit`. */
  readonly activity: string;
  readonly activityUnit: string;
  readonly coefficient: UsedFactor;
};

/** Energy of a source at calorific value (当量值), GB/T 2589-2020; negative where it delivers energy to others. */
export type SourceEnergy = EnergyContent & {
  /** Coefficient of its first part. */
  readonly coefficient: UsedFactor;
  readonly parts: readonly EnergyPart[];
};

/** Emission of one gas of a source in the class it counts in; decimal text in tCO2e. */
export interface GasTerm {
  readonly name: string;
  readonly tco2e: string;
  /** Code of the source. */
  readonly ref: string;
  readonly trace: Trace;
  readonly category: SourceCategory;
  readonly gas: string;
}

/** The figure of one source under a method. Missing is never 0: `reason` says why, and what to do. */
export interface SourceFigure {
  readonly status: 'ok' | 'missing';
  readonly reason: Bilingual | null;
  readonly factors: UsedFactor[];
  readonly gases: GasLine[];
  readonly tco2e: number | null;
  /** Decimal text, tCO2e. */
  readonly exact: string | null;
  /** The part that rests on estimated activity data. */
  readonly estimatedTco2e: number;
  readonly energy: SourceEnergy | null;
  /** Why energy that it uses cannot be counted in standard coal; null where it is counted, or uses none. */
  readonly energyGap: Bilingual | null;
  readonly parts: CalculationPart[];
  readonly trace: Trace | null;
  readonly warnings: Bilingual[];
  /** What goes into the totals: one term a gas and class. */
  readonly terms: readonly GasTerm[];
  /** The method covers none of its gases: not missing, but outside the inventory. */
  readonly outside?: true;
}

/** Why the totals of two methods differ over the same activity data, one property of the method at a time. */
export interface Bridge {
  readonly fromMethod: string;
  readonly toMethod: string;
  readonly fromTco2e: string | null;
  readonly toTco2e: string | null;
  readonly steps: BridgeStep[];
}
interface BridgeStep {
  readonly property: string;
  readonly text: Bilingual;
  readonly deltaTco2e: string;
  readonly lines: BridgeLine[];
}
interface BridgeLine {
  readonly code: string;
  readonly name: Bilingual;
  readonly before: string | null;
  readonly after: string | null;
  readonly deltaTco2e: string;
}
