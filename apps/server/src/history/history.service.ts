import { Injectable } from '@nestjs/common';
import type { HistoryPage, HistoryQuery } from '@zerofab/contracts';
import { History, PLATFORM_KINDS, RECORD_KINDS, type RecordKind } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { refusedField } from '@zerofab/vocabulary';
import { historyItem } from './history-item.js';

/** The journal as clients see it. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: History,
  ) {}

  /** @throws RefusedError not-found; invalid for an unknown kind */
  async ofSite(siteCode: string, query: HistoryQuery): Promise<HistoryPage> {
    const site = await this.sites.requireSite(siteCode);
    return this.page(site.code, query, (kind) => !PLATFORM_KINDS.has(kind));
  }

  /** @throws RefusedError invalid for an unknown kind */
  async ofPlatform(query: HistoryQuery): Promise<HistoryPage> {
    return this.page(null, query, (kind) => PLATFORM_KINDS.has(kind));
  }

  private async page(
    site: string | null,
    { kind, ...query }: HistoryQuery,
    here: (kind: RecordKind) => boolean,
  ): Promise<HistoryPage> {
    const kinds = RECORD_KINDS.filter(here);
    const known = kinds.find((name) => name === kind);
    if (kind !== undefined && known === undefined)
      throw refusedField('validation', 'kind', {
        zh: `这里没有“${kind}”这一类；现有：${kinds.join('、')}`,
        en: `there is no kind "${kind}" here; there are: ${kinds.join(', ')}`,
      });
    const { entries, next } = await this.history.page({ ...query, site, kind: known });
    return { items: entries.map(historyItem), next };
  }
}
