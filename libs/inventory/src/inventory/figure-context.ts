import type { Method } from '@zerofab/accounting';
import type { FactorLibrary } from '@zerofab/factors';
import type { Proven } from '../electricity/proven.js';
import type { SiteParameters } from '../parameters/site-parameters.js';

/** What a source's figure depends on besides its activity data. */
export interface FigureContext {
  readonly zone: string;
  readonly gridRegion: string | null;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly nowMs: number;
  readonly method: Method;
  /** The method whose rule picks the grid factor; default: the same. */
  readonly gridFrom?: Method | undefined;
  readonly parameters: SiteParameters;
  /** Factors as they were known at the time the question is about. */
  readonly library: FactorLibrary;
  /** Electricity the method counts as zero; left out where there are no proofs. */
  readonly proven?: Proven | undefined;
}
