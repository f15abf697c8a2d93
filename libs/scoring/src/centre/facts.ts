import type { Bilingual, PeriodState } from '@zerofab/vocabulary';

/** An amount that is known, or why it is not. */
type Known<T> = { readonly value: T } | { readonly missing: Bilingual };

/** What the live tests of the energy-carbon centre look at: figures of a site, read by the platform. */
export interface CentreFacts {
  /** Meters of the first level (no meter above them) and whether yesterday has a figure. */
  readonly firstLevel: readonly { readonly meter: string; readonly known: boolean }[];
  /** The last month that is over, `YYYY-MM`. */
  readonly month: string;
  /** State of its reporting period; `open` where it was never closed. */
  readonly monthState: PeriodState;
  /** Comprehensive energy of the month, tce at calorific value. */
  readonly energyTce: Known<string>;
  /** Intensities of the month that have a value: per product, value, area or head. */
  readonly intensities: number;
  /** Levels of limit standards that main products were held against in the month. */
  readonly comparedLevels: number;
  /** Levels of limit standards that are recorded. */
  readonly recordedLevels: number;
  /** Energy flow of the month: nodes drawn, meters without a figure, the largest difference of a node's in and out in kWh. */
  readonly flow: {
    readonly nodes: number;
    readonly missing: readonly string[];
    readonly differenceKwh: string;
  };
  /** Meters with meters below them: how many balance reports have a share, and the largest one, 0 to 1. */
  readonly balance: {
    readonly parents: number;
    readonly known: number;
    readonly largestShare: number | null;
    readonly meter: string | null;
  };
  /** Budget of the year in force. */
  readonly budget: {
    readonly year: number;
    readonly approvedVersion: number | null;
    readonly items: number;
    readonly withActual: number;
  };
  /** The latest month that is locked with its frozen inventory, `YYYY-MM`. */
  readonly lockedMonth: string | null;
  /** When an audit bundle was last handed out, ISO date. */
  readonly bundleAt: string | null;
  /** Entries of the register of green electricity and certificates. */
  readonly registerEntries: number;
  /** Simulations that are saved. */
  readonly simulations: number;
}
