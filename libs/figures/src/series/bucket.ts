import type { Quality } from '@zerofab/vocabulary';

/** One bucket of a chart: what the sources of a site emit in it. */
export interface EmissionsBucket {
  readonly directTco2e: number | null;
  readonly indirectTco2e: number | null;
  readonly estimatedTco2e: number;
  readonly tce: number | null;
  readonly coverage: number;
  readonly quality: Quality;
  readonly sources: { code: string; tco2e: number | null }[];
}
