import { Injectable } from '@nestjs/common';
import type { EmissionsSeries, Inventory, InventoryQuery, Overview } from '@zerofab/contracts';
import { InventoryService, OverviewService, SeriesService } from '@zerofab/inventory';
import { resolveInstant, resolveSpan, SiteStore } from '@zerofab/telemetry';

/** Figures of a site, asked for by its code and by times as clients write them. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly sites: SiteStore,
    private readonly inventories: InventoryService,
    private readonly seriesService: SeriesService,
    private readonly overviews: OverviewService,
  ) {}

  async inventory(siteCode: string, query: InventoryQuery): Promise<Inventory> {
    const site = await this.sites.requireSite(siteCode);
    return this.inventories.inventory(site, {
      span: resolveSpan(query.from, query.to, site.timezone),
      method: query.method,
      asOfMs: query.asOf === undefined ? undefined : resolveInstant(query.asOf, site.timezone, 'asOf'),
      nowMs: Date.now(),
    });
  }

  async series(
    siteCode: string,
    query: { from: string; to: string; bucket: 'hour' | 'day' | 'month' },
  ): Promise<EmissionsSeries> {
    const site = await this.sites.requireSite(siteCode);
    return this.seriesService.series(
      site,
      resolveSpan(query.from, query.to, site.timezone),
      query.bucket,
      Date.now(),
    );
  }

  async overview(siteCode: string): Promise<Overview> {
    return this.overviews.overview(await this.sites.requireSite(siteCode), Date.now());
  }
}
