import { Injectable } from '@nestjs/common';
import type { Inventory } from '@zerofab/contracts';
import { RejectedStore, type SiteEntity } from '@zerofab/telemetry';
import { BoundaryStore } from '../boundary/boundary.store.js';
import { QualityPlanService } from '../quality-plan/quality-plan.service.js';
import { EngagementStore } from '../verification/engagement.store.js';
import { FreezeService, type PeriodFigures } from './freeze.service.js';
import { periodPoints } from './period-points.js';
import type { Point } from './point.js';
import { asksForEngagement } from './verified-first.js';

/** Works out the check list of a period from what the platform knows of it. */
@Injectable()
export class PeriodCheckService {
  constructor(
    private readonly freezer: FreezeService,
    private readonly rejected: RejectedStore,
    private readonly boundaries: BoundaryStore,
    private readonly plans: QualityPlanService,
    private readonly engagements: EngagementStore,
  ) {}

  async check(
    site: SiteEntity,
    period: PeriodFigures,
    nowMs: number,
  ): Promise<{ readonly inventory: Inventory; readonly points: Point[] }> {
    const inventory = await this.freezer.present(site, period, nowMs);
    const points = periodPoints({
      inventory,
      conflicts: await this.rejected.conflictsWithin(site.id, period.fromMs, period.toMs),
      hasBoundary: (await this.boundaries.find(site.id)) !== undefined,
      hasEngagement: await this.hasEngagement(site, period),
      plan: await this.plans.describe(site, undefined, nowMs),
    });
    return { inventory, points };
  }

  private async hasEngagement(site: SiteEntity, { period }: PeriodFigures): Promise<boolean | null> {
    if (!asksForEngagement(period)) return null;
    return (await this.engagements.list(site.id, period)).some(({ state }) => state !== 'withdrawn');
  }
}
