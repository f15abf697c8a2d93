import { Injectable } from '@nestjs/common';
import { dayLabel } from '@zerofab/calendar';
import type { FindingList, FindingView, RaiseFinding } from '@zerofab/contracts';
import {
  EngagementsService,
  EngagementStore,
  FindingStore,
  type Finding,
  type FindingContent,
} from '@zerofab/inventory';
import { SiteStore } from '@zerofab/telemetry';
import { effectsOf, isUnsettled } from '@zerofab/verification';

/** @param today local day of the site */
export const findingView = (one: Finding, today: string): FindingView => ({
  id: one.id,
  engagement: one.engagement,
  number: one.number,
  version: one.version,
  severity: one.severity,
  state: one.state,
  title: one.title,
  text: one.text,
  datum: one.datum,
  effectTco2e: one.effectTco2e,
  dueOn: one.dueOn,
  overdue: one.dueOn !== null && one.dueOn < today && isUnsettled(one),
  raised: one.raised,
  replies: one.replies,
  decisions: one.decisions,
});

/** What a request says of a finding. */
export const findingContent = ({
  severity,
  title,
  text,
  datum,
  effectTco2e,
  dueOn,
}: RaiseFinding): FindingContent => ({
  severity,
  title,
  text,
  datum: datum ?? null,
  effectTco2e: effectTco2e ?? null,
  dueOn: dueOn ?? null,
});

/** Findings as clients see them. */
@Injectable()
export class FindingsViewService {
  constructor(
    private readonly sites: SiteStore,
    private readonly engagements: EngagementsService,
    private readonly store: EngagementStore,
    private readonly findings: FindingStore,
  ) {}

  async list(siteCode: string, id: string): Promise<FindingList> {
    const site = await this.sites.requireSite(siteCode);
    const engagement = await this.store.require(site.id, id);
    const items = await this.findings.list(id);
    const { total } = await this.engagements.limits(engagement);
    const today = dayLabel(Date.now(), site.timezone);
    return { items: items.map((one) => findingView(one, today)), effects: effectsOf(items, total) };
  }
}
