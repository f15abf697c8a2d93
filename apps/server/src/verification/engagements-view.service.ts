import { Injectable } from '@nestjs/common';
import type { EngagementList, EngagementView } from '@zerofab/contracts';
import {
  EngagementsService,
  EngagementStore,
  EvidenceStore,
  FindingStore,
  VerifiedDataService,
  type Engagement,
} from '@zerofab/inventory';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { effectsOf } from '@zerofab/verification';
import { engagementHead } from './engagement-view.js';

/** Engagements as clients see them. */
@Injectable()
export class EngagementsViewService {
  constructor(
    private readonly sites: SiteStore,
    private readonly store: EngagementStore,
    private readonly engagements: EngagementsService,
    private readonly findings: FindingStore,
    private readonly data: VerifiedDataService,
    private readonly evidence: EvidenceStore,
  ) {}

  async list(siteCode: string, year: number | undefined): Promise<EngagementList> {
    const site = await this.sites.requireSite(siteCode);
    const items = await this.store.list(site.id, year === undefined ? undefined : String(year));
    return { items: items.map(engagementHead) };
  }

  async get(siteCode: string, id: string): Promise<EngagementView> {
    const site = await this.sites.requireSite(siteCode);
    return this.view(site, await this.store.require(site.id, id));
  }

  async view(site: SiteEntity, one: Engagement): Promise<EngagementView> {
    const limits = await this.engagements.limits(one);
    return {
      ...engagementHead(one),
      site: site.code,
      materiality: {
        ...one.materiality,
        limitTco2e: limits.total,
        limitsOfClasses: Object.fromEntries(limits.classes),
      },
      seed: one.seed,
      basis: one.basis,
      // An engagement that has ended is about the figures it was bound to, whatever came of them.
      moved: one.state === 'open' && (await this.moved(site, one)),
      statement: await this.statement(site, one),
      effects: effectsOf(await this.findings.list(one.id), limits.total),
    };
  }

  private async moved(site: SiteEntity, one: Engagement): Promise<boolean> {
    const period = await this.engagements.periodOf(site, one.period);
    return this.data.moved(site, period, one.basis, Date.now());
  }

  private async statement(site: SiteEntity, { statement }: Engagement): Promise<EngagementView['statement']> {
    if (statement === null) return null;
    const { id, name, sha256, bytes } = await this.evidence.require(site.id, statement.evidence);
    return { id, name, sha256, bytes };
  }
}
