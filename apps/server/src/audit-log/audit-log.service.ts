import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type {
  AuditExportQuery,
  AuditLogPage,
  AuditLogQuery,
  AuditRoots,
  AuditRootsQuery,
} from '@zerofab/contracts';
import { seesSite, type Principal } from '@zerofab/identity';
import { AuditLog } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { refused, refusedField } from '@zerofab/vocabulary';
import { historyItem } from '../history/history-item.js';
import { auditExport } from './audit-export.js';

const DAY_MS = 86_400_000;
const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The audit log as clients see it: of what they may see. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly sites: SiteStore,
    private readonly log: AuditLog,
  ) {}

  async page(query: AuditLogQuery, asker: Principal): Promise<AuditLogPage> {
    const { kind, actor, action, after, limit } = query;
    const sites = await this.seen(asker, query.site);
    const found = await this.log.entries({
      ...spanOf(query),
      sites,
      kind,
      actor,
      action,
      after,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    return {
      items: items.map((entry) => ({ ...historyItem(entry), site: entry.site })),
      next: found.length > limit ? (items.at(-1)?.seq ?? null) : null,
    };
  }

  async roots(query: AuditRootsQuery): Promise<AuditRoots> {
    const { from, to } = spanOf(query);
    return { items: await this.log.roots(from, to) };
  }

  /** The file of an export, written as it is read. */
  async export(query: AuditExportQuery, asker: Principal): Promise<Readable> {
    const sites = await this.seen(asker, query.site);
    const told = { ...spanOf(query), sites, by: asker.username, nowMs: Date.now() };
    return Readable.from(auditExport(this.log, told));
  }

  /**
   * Sites whose entries a person may see; null: everything, also what belongs to the whole platform.
   * @throws RefusedError unknown-site
   */
  private async seen(asker: Principal, site: string | undefined): Promise<readonly string[] | null> {
    if (site === undefined) return asker.role === 'admin' || asker.sites.includes('*') ? null : asker.sites;
    if (!seesSite(asker, site))
      throw refused('unknown-site', {
        zh: `没有您可查看的站点“${site}”；GET /api/v1/sites 列出您的站点`,
        en: `There is no site "${site}" that you may see; GET /api/v1/sites lists yours`,
      });
    return [(await this.sites.requireSite(site)).code];
  }
}

/** @throws RefusedError bad-span */
const spanOf = ({ from, to }: AuditRootsQuery): { from: Date; to: Date } => {
  const fromMs = from === undefined ? 0 : instant(from);
  const toMs = (to === undefined ? instant(new Date().toISOString().slice(0, 10)) : instant(to)) + DAY_MS;
  if (toMs > fromMs) return { from: new Date(fromMs), to: new Date(toMs) };
  throw refusedField('bad-span', 'to', { zh: '必须不早于开始日', en: 'must not be earlier than from' });
};
