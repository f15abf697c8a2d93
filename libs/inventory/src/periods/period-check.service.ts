import { Injectable } from '@nestjs/common';
import type { Inventory } from '@zerofab/contracts';
import { RejectedStore, type SiteEntity } from '@zerofab/telemetry';
import { BoundaryStore } from '../boundary/boundary.store.js';
import { QualityPlanService } from '../quality-plan/quality-plan.service.js';
import { FreezeService, type PeriodFigures } from './freeze.service.js';
import { periodPoints, type Point } from './period-points.js';

/** Works out the check list of a period from what the platform knows of it. */
@Injectable()
export class PeriodCheckService {
  constructor(
    private readonly freezer: FreezeService,
    private readonly rejected: RejectedStore,
    private readonly boundaries: BoundaryStore,
    private readonly plans: QualityPlanService,
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
      plan: await this.plans.describe(site, undefined, nowMs),
    });
    return { inventory, points };
  }
}
