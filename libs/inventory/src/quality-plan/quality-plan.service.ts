import { calibrationOf, sameDatum, type Datum, dataOf } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import type {
  ApproveQualityPlan,
  PutQualityPlan,
  QualityPlan,
  QualityPlanVersionList,
} from '@zerofab/contracts';
import type { ChangeRequest } from '@zerofab/records';
import { type SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusalOfAll } from '@zerofab/vocabulary';
import { dayLabel } from '@zerofab/calendar';
import { SourceStore } from '../sources/source.store.js';
import { QualityPlanStore, type PlanVersion } from './quality-plan.store.js';

type Head = QualityPlanVersionList['items'][number];

const NO_PLAN: Head = {
  version: 0,
  state: 'none',
  author: null,
  recordedAt: null,
  approvedBy: null,
  approvedAt: null,
  approvalNote: null,
  note: null,
};

const headOf = (plan: PlanVersion): Head => ({
  version: plan.version,
  state: plan.approvedBy === null ? 'draft' : 'approved',
  author: plan.author,
  recordedAt: plan.recordedAt.toISOString(),
  approvedBy: plan.approvedBy,
  approvedAt: plan.approvedAt?.toISOString() ?? null,
  approvalNote: plan.approvalNote,
  note: plan.note,
});

/** Data quality control plan of a site (数据质量控制计划), held against the data its sources have. */
@Injectable()
export class QualityPlanService {
  constructor(
    private readonly plans: QualityPlanStore,
    private readonly sources: SourceStore,
  ) {}

  /** @throws RefusedError not-found for a version that does not exist */
  async describe(site: SiteEntity, version: number | undefined, nowMs: number): Promise<QualityPlan> {
    const plan =
      version === undefined ? await this.plans.find(site.id) : await this.plans.require(site.id, version);
    const approved = await this.plans.approved(site.id);
    const data = await this.data(site.id);
    const today = dayLabel(nowMs, site.timezone);
    const items = (plan?.items ?? []).map((item) => ({
      ...item,
      calibration: calibrationOf(item.device, today),
    }));
    return {
      ...(plan === undefined ? NO_PLAN : headOf(plan)),
      site: site.code,
      approvedVersion: approved?.version ?? null,
      items,
      overdue: items.filter(({ calibration: { state } }) => state === 'overdue' || state === 'never').length,
      uncovered: data.filter((datum) => !(approved?.items ?? []).some(sameDatum(datum))),
      stray: items
        .filter((item) => !data.some(sameDatum(item)))
        .map(({ source, input }) => ({ source, input })),
    };
  }

  async versions(site: SiteEntity): Promise<QualityPlanVersionList> {
    return { items: (await this.plans.versions(site.id)).map(headOf) };
  }

  /**
   * Saves a draft.
   * @throws RefusedError invalid for a datum that no included source has, listing those of the source
   */
  async save(site: SiteEntity, { items, note }: PutQualityPlan, request: ChangeRequest): Promise<void> {
    const data = await this.data(site.id);
    const errors = items.flatMap((item, index) => {
      if (data.some(sameDatum(item))) return [];
      const own = data.filter(({ source }) => source === item.source).map(({ input }) => input);
      return own.length === 0
        ? [
            {
              field: `items.${String(index)}.source`,
              text: {
                zh: `该站点没有纳入核算的排放源“${item.source}”；请先建立`,
                en: `there is no included emission source "${item.source}" at this site; create it first`,
              },
            },
          ]
        : [
            {
              field: `items.${String(index)}.input`,
              text: {
                zh: `排放源“${item.source}”没有数据“${item.input}”；现有：${own.join('、')}`,
                en: `"${item.source}" has no datum "${item.input}"; it has: ${own.join(', ')}`,
              },
            },
          ];
    });
    if (errors.length > 0) throw new RefusedError(refusalOfAll('validation', errors));
    await this.plans.save(site, items, note ?? null, request);
  }

  /** @throws RefusedError not-allowed for its own author, not-found, conflict */
  async approve(
    site: SiteEntity,
    { version, note }: ApproveQualityPlan,
    request: ChangeRequest,
  ): Promise<void> {
    await this.plans.approve(site, version, note ?? null, request);
  }

  private async data(siteId: number): Promise<Datum[]> {
    const sources = await this.sources.list(siteId);
    return sources.filter(({ included }) => included !== false).flatMap(dataOf);
  }
}
