import { Injectable } from '@nestjs/common';
import { sha256 } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { sampleOf, type RankedDatum, type Sample } from '@zerofab/verification';
import { DatumCheckStore } from './datum-check.store.js';
import { EngagementStore } from './engagement.store.js';
import { EngagementsService } from './engagements.service.js';
import { unknownDatum } from './verification-refusals.js';
import type { DatumCheck, Engagement } from './verification-rows.js';
import { VerifiedDataService } from './verified-data.service.js';

/** The sampling list of an engagement, with what was noted so far. */
export interface EngagementSample {
  readonly engagement: Engagement;
  readonly sample: Sample;
  readonly checks: ReadonlyMap<string, DatumCheck>;
}

/** Sampling lists: drawn from what was kept under its hash, so that the same list comes out whenever it is asked for. */
@Injectable()
export class SamplingService {
  constructor(
    private readonly engagements: EngagementStore,
    private readonly desk: EngagementsService,
    private readonly data: VerifiedDataService,
    private readonly checks: DatumCheckStore,
  ) {}

  /** @throws RefusedError unknown-engagement, frozen-damaged */
  async sample(site: SiteEntity, id: string): Promise<EngagementSample> {
    const engagement = await this.engagements.require(site.id, id);
    const { data } = await this.data.read(engagement.basis.data);
    const { assurance, seed } = engagement;
    const limits = await this.desk.limits(engagement);
    return {
      engagement,
      sample: sampleOf(data, { assurance, seed, limits }, sha256),
      checks: await this.checks.list(id),
    };
  }

  /** One datum of the list. @throws RefusedError unknown-engagement, unknown-datum */
  async datum(
    site: SiteEntity,
    id: string,
    datum: string,
  ): Promise<Omit<EngagementSample, 'sample'> & { readonly item: RankedDatum }> {
    const { engagement, sample, checks } = await this.sample(site, id);
    const item = sample.items.find((one) => one.datum.id === datum);
    if (item === undefined) throw unknownDatum(datum);
    return { engagement, checks, item };
  }
}
