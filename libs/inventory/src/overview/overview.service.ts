import { Injectable } from '@nestjs/common';
import type { Overview, SiteMovers } from '@zerofab/contracts';
import { ClockWatch, ConsumptionQuery, RejectedStore, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { isoIn, startOf, type Span } from '@zerofab/calendar';
import { History } from '@zerofab/records';
import { ActivityReader } from '../inventory/activity-reader.js';
import { ActivityStore } from '../sources/activity.store.js';
import { SourceStore } from '../sources/source.store.js';
import { bySeverity, clockItems, ingestItems, missingManualData, silentMeters } from './attention.js';
import { incompleteItems } from './incomplete.js';
import { PeriodService } from './period.service.js';
import { powerMeters, PowerService } from './power.service.js';

const SETTLE_MS = 2000;
/** The page asks again every few seconds from every open browser: one answer serves them all, until a record changes. */
const REUSE_MS = 5000;

/** Everything the overview shows above its charts. */
@Injectable()
export class OverviewService {
  private readonly recent = new Map<
    number,
    { readonly atMs: number; readonly seq: number; readonly answer: Promise<Overview> }
  >();

  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
    private readonly query: ConsumptionQuery,
    private readonly rejected: RejectedStore,
    private readonly activity: ActivityReader,
    private readonly power: PowerService,
    private readonly periods: PeriodService,
    private readonly clocks: ClockWatch,
    private readonly history: History,
  ) {}

  async overview(site: SiteEntity, nowMs: number): Promise<Overview> {
    const seq = await this.history.latestSeq();
    const before = this.recent.get(site.id);
    if (before !== undefined && before.seq === seq && nowMs - before.atMs < REUSE_MS) return before.answer;
    const answer = this.compute(site, nowMs);
    this.recent.set(site.id, { atMs: nowMs, seq, answer });
    answer.catch(() => this.recent.delete(site.id));
    return answer;
  }

  /** What changed in a span, and by how much, beside the span it is compared with. */
  async movers(site: SiteEntity, span: Span, nowMs: number): Promise<SiteMovers> {
    const sources = (await this.sources.list(site.id)).filter(({ included }) => included !== false);
    const groups = powerMeters(await this.sites.listMeters(site.id), sources);
    await this.activity.settle(site, sources, SETTLE_MS, groups.units);
    return {
      timezone: site.timezone,
      ...(await this.periods.movers(site, sources, groups, { span, nowMs })),
    };
  }

  private async compute(site: SiteEntity, nowMs: number): Promise<Overview> {
    // What the inventory leaves out, no tile counts.
    const sources = (await this.sources.list(site.id)).filter(({ included }) => included !== false);
    const meters = await this.sites.listMeters(site.id);
    const groups = powerMeters(meters, sources);
    const settled = await this.activity.settle(site, sources, SETTLE_MS, [...groups.grid, ...groups.pv]);
    const latest = await this.query.latest(
      meters.flatMap((meter) => meter.registers.map((register) => register.id)),
    );
    const lastMonth = startOf(nowMs, 'month', site.timezone, -1);
    const records = await this.records.findOverlapping(site.id, lastMonth, nowMs);
    const { last24h } = await this.rejected.counts(site.code);
    const conflicts = await this.rejected.conflicts(site.id, { limit: 1 });
    const { periods } = await this.periods.periods(site, sources, groups, nowMs);
    return {
      at: isoIn(nowMs, site.timezone),
      timezone: site.timezone,
      settled,
      ...(await this.power.power(site, groups, latest, nowMs)),
      ...periods,
      attention: bySeverity([
        ...silentMeters(site, meters, latest, nowMs),
        ...missingManualData(site, sources, records, nowMs),
        ...incompleteItems(sources, periods),
        ...ingestItems(last24h, conflicts.total),
        ...clockItems(this.clocks.trouble(nowMs)),
      ]),
    };
  }
}
