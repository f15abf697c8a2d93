import type { Method } from '@zerofab/accounting';
import { dayLabel } from '@zerofab/calendar';
import type { FactorLibrary } from '@zerofab/factors';
import { provenBy, type Proven } from '../electricity/proven.js';
import type { ElectricitySupply } from '../electricity/supply.js';
import type { SiteParameters } from './site-parameters.js';

/** A site's grid region from an instant on. */
interface RegionFrom {
  readonly fromMs: number;
  readonly gridRegion: string | null;
}

/** What the figures of a site rest on besides activity data, whatever the method. */
export interface SiteFacts {
  readonly zone: string;
  readonly gridRegion: string | null;
  /** Regions over time, by their start, where there was more than one; the first has no beginning. */
  readonly gridRegions?: readonly RegionFrom[] | undefined;
  readonly nowMs: number;
  /** Day of the report; decides which factors were published. Default: now. */
  readonly asOfMs?: number | undefined;
  readonly parameters: SiteParameters;
  /** Factors as they were known at the time the question is about. */
  readonly library: FactorLibrary;
  readonly supply: ElectricitySupply;
}

/** What a source's figure depends on besides its activity data. */
export interface FigureContext {
  readonly zone: string;
  /** Grid region at an instant. */
  readonly gridRegionAt: (ms: number) => string | null;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly nowMs: number;
  readonly method: Method;
  /** The method whose rule picks the grid factor. */
  readonly gridFrom: Method;
  readonly parameters: SiteParameters;
  readonly library: FactorLibrary;
  /** Electricity the method counts as zero; left out where there are no proofs. */
  readonly proven?: Proven | undefined;
}

/** Grid region of a site at an instant; null where none is set. */
export const gridRegionAt = (
  { gridRegion, gridRegions = [] }: Pick<SiteFacts, 'gridRegion' | 'gridRegions'>,
  ms: number,
): string | null => {
  const region = gridRegions.findLast(({ fromMs }) => fromMs <= ms);
  return region === undefined ? gridRegion : region.gridRegion;
};

/**
 * The context of figures under a method: the one way to it, for inventory, bridge, series and overview alike.
 * @param gridFrom the method whose rule picks the grid factor, where a bridge takes methods over step by step
 */
export const figureContext = (facts: SiteFacts, method: Method, gridFrom = method): FigureContext => {
  const { zone, nowMs, asOfMs, parameters, library, supply } = facts;
  const day = dayLabel(asOfMs ?? nowMs, zone);
  return {
    zone,
    gridRegionAt: (ms) => gridRegionAt(facts, ms),
    asOf: day,
    nowMs,
    method,
    gridFrom,
    parameters,
    library,
    proven: supply.proofs.length === 0 ? undefined : provenBy(supply, method, { day, zone }),
  };
};
