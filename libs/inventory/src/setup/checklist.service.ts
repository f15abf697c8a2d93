import { Injectable } from '@nestjs/common';
import { startOf } from '@zerofab/calendar';
import type { Checklist, SourceSuggestions } from '@zerofab/contracts';
import { ConsumptionQuery, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { CHECK_STEPS } from '@zerofab/vocabulary';
import { BoundaryStore } from '../boundary/boundary.store.js';
import { InventoryService } from '../inventory/inventory.service.js';
import { QualityPlanStore } from '../quality-plan/quality-plan.store.js';
import { ActivityStore } from '../sources/activity.store.js';
import { SourceStore } from '../sources/source.store.js';
import { checkItem } from './check-items.js';
import { suggestSources } from './suggest-sources.js';

/** What is still to be set up at a site, and what may be. */
@Injectable()
export class ChecklistService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
    private readonly query: ConsumptionQuery,
    private readonly inventory: InventoryService,
    private readonly boundaries: BoundaryStore,
    private readonly plans: QualityPlanStore,
  ) {}

  /** The one list of what a correct inventory takes; overview, set-up and empty pages all show it. */
  async checklist(site: SiteEntity, nowMs: number): Promise<Checklist> {
    const meters = await this.sites.listMeters(site.id);
    const registers = meters.flatMap((meter) => meter.registers.map((register) => register.id));
    const sources = await this.sources.list(site.id);
    const monthMs = startOf(nowMs, 'month', site.timezone);
    const state = {
      site,
      meters,
      sources,
      nowMs,
      latest: await this.query.latest(registers),
      records: await this.records.findOverlapping(site.id, startOf(nowMs, 'month', site.timezone, -1), nowMs),
      firstReadingMs: await this.query.firstReadingMs(registers),
      yearMs: startOf(nowMs, 'year', site.timezone),
      inventory:
        sources.length === 0
          ? null
          : await this.inventory.inventory(site, {
              span: { fromMs: monthMs, toMs: Math.max(nowMs, monthMs + 1) },
              nowMs,
              settleMs: 0,
            }),
      hasBoundary: (await this.boundaries.find(site.id)) !== undefined,
      hasPlan: (await this.plans.approved(site.id)) !== undefined,
    };
    const items = CHECK_STEPS.map((step) => checkItem(step, state));
    return { done: items.filter((item) => item.state === 'done').length, total: items.length, items };
  }

  async suggestions(site: SiteEntity): Promise<SourceSuggestions> {
    return suggestSources(
      await this.sites.listMeters(site.id),
      await this.sources.list(site.id),
      site.industryClass,
    );
  }
}
