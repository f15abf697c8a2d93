import type { BaseYearChangeKind } from '@zerofab/accounting';
import type { LocalDate } from '@zerofab/calendar';
import type { BoundarySystem } from '@zerofab/vocabulary';

/** A period of a unit that the enterprise owns, leases or has sold; days `[from, to)`, null without end. */
export interface UnitPeriod {
  readonly code: string;
  readonly tenure: 'owned' | 'leasedIn' | 'leasedOut';
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
  readonly sources: readonly string[];
}

/** What a change means for the base year. Decimal texts in tCO2e. */
export type ChangeEffect =
  | { readonly kind: 'given'; readonly tco2e: string; readonly source: string }
  | { readonly kind: 'sources'; readonly sources: readonly string[] }
  | { readonly kind: 'totals'; readonly before: string; readonly after: string; readonly source: string }
  | { readonly kind: 'method'; readonly method: string };

/** A change of the boundary or of methods. */
export interface BoundaryChange {
  readonly id: string;
  readonly kind: BaseYearChangeKind;
  readonly date: LocalDate;
  readonly description: string;
  readonly effect?: ChangeEffect | undefined;
}

/** The boundary record of a site (核算边界), as far as rules look into it. */
export interface BoundaryContent {
  readonly systems: Readonly<Record<BoundarySystem, readonly { readonly sources: readonly string[] }[]>>;
  readonly units: readonly UnitPeriod[];
  readonly changes: readonly BoundaryChange[];
}

/** The base year with its fixed total, as far as changes are held against it. */
export interface FixedBaseYear {
  readonly year: number;
  readonly includes: readonly string[];
  readonly inventoryTco2e: string | null;
}
