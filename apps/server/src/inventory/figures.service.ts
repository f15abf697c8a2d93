import { Injectable } from '@nestjs/common';
import type {
  Bridge,
  BridgeQuery,
  EmissionsSeries,
  Inventory,
  InventoryMatrix,
  InventoryQuery,
  Waterfall,
  WaterfallQuery,
} from '@zerofab/contracts';
import { ComparisonService, FrozenInventories, InventoryService, SeriesService } from '@zerofab/inventory';
import { History } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { resolveInstant, resolveSpan } from '@zerofab/calendar';
import { limitSpan } from '../load/span-limits.js';
import { questionOf } from './question.js';

/** Figures of a site, asked for by its code and by times as clients write them. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: History,
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
    private readonly comparisons: ComparisonService,
    private readonly seriesService: SeriesService,
  ) {}

  /** Of a locked period, the frozen version; else computed now, with the state of the period beside it. */
  async inventory(siteCode: string, query: InventoryQuery): Promise<Inventory> {
    const site = await this.siteOf(siteCode, query);
    const question = questionOf(site, query);
    const compute = (): Promise<Inventory> => this.inventories.inventory(site, question);
    return this.frozen.orComputed(site, question, compute, query.version);
  }

  async matrix(siteCode: string, query: InventoryQuery): Promise<InventoryMatrix> {
    const site = await this.siteOf(siteCode, query);
    return this.comparisons.matrix(site, questionOf(site, query));
  }

  async bridge(siteCode: string, query: BridgeQuery): Promise<Bridge> {
    const site = await this.siteOf(siteCode, query);
    return this.comparisons.bridge(site, questionOf(site, query), query.from_method, query.to_method);
  }

  async waterfall(siteCode: string, query: WaterfallQuery): Promise<Waterfall> {
    const site = await this.siteOf(siteCode, query);
    const compared = resolveSpan(query.comparedFrom, query.comparedTo, site.timezone);
    return this.comparisons.waterfall(site, questionOf(site, query), limitSpan(compared, 'inventory'));
  }

  /** The site as it is, or as it was known: a changed zone or grid region moves no earlier answer. */
  private async siteOf(siteCode: string, { knownAt }: Pick<InventoryQuery, 'knownAt'>): Promise<SiteEntity> {
    const site = await this.sites.requireSite(siteCode);
    const atMs = knownAt === undefined ? undefined : resolveInstant(knownAt, site.timezone, 'knownAt');
    return this.history.siteAsKnown(site, atMs);
  }

  async series(
    siteCode: string,
    query: { from: string; to: string; bucket: 'hour' | 'day' | 'month' },
  ): Promise<EmissionsSeries> {
    const site = await this.sites.requireSite(siteCode);
    return this.seriesService.series(
      site,
      limitSpan(resolveSpan(query.from, query.to, site.timezone), query.bucket),
      query.bucket,
      Date.now(),
    );
  }
}
