import { Injectable } from '@nestjs/common';
import type {
  ApproveQualityPlan,
  PutQualityPlan,
  QualityPlan,
  QualityPlanVersionList,
} from '@zerofab/contracts';
import { QualityPlanService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';

/** Data quality control plans, asked for by the code of the site. */
@Injectable()
export class QualityPlansService {
  constructor(
    private readonly sites: SiteStore,
    private readonly plans: QualityPlanService,
  ) {}

  async get(siteCode: string, version?: number): Promise<QualityPlan> {
    return this.plans.describe(await this.sites.requireSite(siteCode), version, Date.now());
  }

  async versions(siteCode: string): Promise<QualityPlanVersionList> {
    return this.plans.versions(await this.sites.requireSite(siteCode));
  }

  async put(siteCode: string, body: PutQualityPlan, change: ChangeRequest): Promise<QualityPlan> {
    await this.plans.save(await this.sites.requireSite(siteCode), body, change);
    return this.get(siteCode);
  }

  async approve(siteCode: string, body: ApproveQualityPlan, change: ChangeRequest): Promise<QualityPlan> {
    await this.plans.approve(await this.sites.requireSite(siteCode), body, change);
    return this.get(siteCode, body.version);
  }
}
