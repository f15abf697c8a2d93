import type { FactorLibrary } from '@zerofab/factors';
import type { MeterInfo } from '../domain/record.js';

/** What the definition of a source may name, and the day on which it is checked. */
export interface KnownToSource {
  readonly site: { readonly timezone: string; readonly gridRegion: string | null };
  readonly meters: readonly MeterInfo[];
  readonly library: FactorLibrary;
  readonly nowMs: number;
}
