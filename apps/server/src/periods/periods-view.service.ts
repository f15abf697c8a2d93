import { Injectable } from '@nestjs/common';
import type {
  PeriodList,
  PeriodView,
  VersionDifferenceQuery,
  VersionDifferenceView,
} from '@zerofab/contracts';
import {
  FrozenInventories,
  PeriodCheckService,
  PeriodsService,
  PeriodStore,
  RestatementsService,
  RestatementStore,
  VersionStore,
  YearMonthsService,
  type Period,
} from '@zerofab/inventory';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { periodHead, restatementView } from './period-view.js';

type Differing = Awaited<ReturnType<RestatementsService['between']>>;

/** Periods, their check lists, versions and restatements as clients see them. */
@Injectable()
export class PeriodsViewService {
  constructor(
    private readonly sites: SiteStore,
    private readonly store: PeriodStore,
    private readonly periods: PeriodsService,
    private readonly checks: PeriodCheckService,
    private readonly versions: VersionStore,
    private readonly frozen: FrozenInventories,
    private readonly restatements: RestatementsService,
    private readonly restatementStore: RestatementStore,
    private readonly months: YearMonthsService,
  ) {}

  async list(siteCode: string): Promise<PeriodList> {
    const site = await this.sites.requireSite(siteCode);
    const counts = await this.versions.counts(site.id);
    const underWay = await this.restatementStore.underWay(site.id);
    const items = (await this.store.list(site.id)).map((period) =>
      periodHead(period, counts.get(period.period) ?? null, underWay.get(period.period)?.state ?? null),
    );
    return { items };
  }

  async get(siteCode: string, code: string): Promise<PeriodView> {
    const site = await this.sites.requireSite(siteCode);
    const nowMs = Date.now();
    const period = await this.periods.present(site, code);
    const { inventory, points } = await this.checks.check(site, period, nowMs);
    const versions = await this.versionsOf(site, period);
    const restatements = await this.restatementStore.list(site.id, code);
    const underWay = restatements.find(({ state }) => state === 'open' || state === 'proposed');
    return {
      ...periodHead(period, versions.at(-1)?.version ?? null, underWay?.state ?? null),
      site: site.code,
      over: period.toMs <= nowMs,
      totalTco2e: inventory.exact.total,
      points: points.map((point) => ({ ...point, waiver: waiverOf(period, point.id) })),
      unverified: period.unverified,
      versions,
      pending: difference(await this.restatements.pending(site, period, inventory)),
      restatements: restatements.map(restatementView),
      months: await this.monthsOf(site, code),
    };
  }

  async between(
    siteCode: string,
    period: string,
    { from, to }: VersionDifferenceQuery,
  ): Promise<VersionDifferenceView> {
    const site = await this.sites.requireSite(siteCode);
    return difference(await this.restatements.between(site, period, from, to));
  }

  async version(siteCode: string, period: string, version: number) {
    const site = await this.sites.requireSite(siteCode);
    const { frozen, head } = await this.frozen.version(site, period, version);
    return { sha256: frozen.sha256, head };
  }

  async part(siteCode: string, period: string, version: number, name: string): Promise<unknown> {
    return this.frozen.part(await this.sites.requireSite(siteCode), period, version, name);
  }

  private async monthsOf(site: SiteEntity, year: string): Promise<NonNullable<PeriodView['months']>> {
    const own = (await this.versions.list(site.id, year)).at(-1);
    const found: NonNullable<PeriodView['months']> = [];
    for (const { period, state } of await this.months.months(site.id, year)) {
      const latest = (await this.versions.list(site.id, period)).at(-1);
      const newer = own !== undefined && latest !== undefined && latest.createdAt > own.createdAt;
      found.push({ period, state, version: latest?.version ?? null, newer });
    }
    return found;
  }

  private async versionsOf(site: SiteEntity, { period }: Period): Promise<PeriodView['versions']> {
    const found: PeriodView['versions'] = [];
    for (const { version, sha256, createdAt, createdBy, restatement } of await this.versions.list(
      site.id,
      period,
    )) {
      const { head } = await this.frozen.version(site, period, version);
      const { totalTco2e } = head;
      found.push({
        version,
        sha256,
        totalTco2e,
        createdAt: createdAt.toISOString(),
        createdBy,
        restatement,
      });
    }
    return found;
  }
}

const waiverOf = ({ waivers }: Period, id: string): PeriodView['points'][number]['waiver'] => {
  const found = waivers.find(({ point }) => point === id);
  return found === undefined ? null : { by: found.by, at: found.at, reason: found.reason };
};

function difference(found: Differing): VersionDifferenceView;
function difference(found: Differing | null): VersionDifferenceView | null;
function difference(found: Differing | null): VersionDifferenceView | null {
  return found === null
    ? null
    : {
        ...found,
        lines: found.lines.map(({ causes, ...line }) => ({ ...line, causes: [...causes] })),
      };
}
