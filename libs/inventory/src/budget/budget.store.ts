import { Injectable } from '@nestjs/common';
import { Journal, storedBudget, storedBudgetApproval, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

type Content = ReturnType<(typeof storedBudget)['read']>;
export type BudgetItem = Content['items'][number];

/** A version of the budget of a year; approved once `approvedBy` is set. */
export interface BudgetVersion extends Content {
  readonly version: number;
  readonly recordedAt: Date;
  readonly author: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvalNote: string | null;
}

interface Row {
  readonly value: unknown;
  readonly schema_version: number;
  readonly version: number;
  readonly recorded_at: Date;
  readonly author: string;
  readonly approved_at: Date | null;
  readonly approved_by: string | null;
  readonly approval_note: string | null;
}

const toVersion = (row: Row): BudgetVersion => ({
  ...storedBudget.read(row.value, row.schema_version),
  version: row.version,
  recordedAt: row.recorded_at,
  author: row.author,
  approvedAt: row.approved_at,
  approvedBy: row.approved_by,
  approvalNote: row.approval_note,
});

type BudgetSite = Pick<SiteEntity, 'id' | 'code'>;

/** Budgets of a year: each change is a version of its own, a draft until another person approves it. */
@Injectable()
export class BudgetStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** All versions of a year, the latest first. */
  async versions(siteId: number, year: number): Promise<BudgetVersion[]> {
    return this.select('site_id = $1 AND year = $2 ORDER BY version DESC', [siteId, year]);
  }

  /** The version asked for, or the latest; undefined where there is none. */
  async find(siteId: number, year: number, version?: number): Promise<BudgetVersion | undefined> {
    const [found] = await this.select(
      'site_id = $1 AND year = $2 AND ($3::int IS NULL OR version = $3) ORDER BY version DESC LIMIT 1',
      [siteId, year, version ?? null],
    );
    return found;
  }

  /** The budget in force: the latest approved version. */
  async approved(siteId: number, year: number): Promise<BudgetVersion | undefined> {
    const [found] = await this.select(
      'site_id = $1 AND year = $2 AND approved_at IS NOT NULL ORDER BY version DESC LIMIT 1',
      [siteId, year],
    );
    return found;
  }

  /** @throws RefusedError unknown-version */
  async require(siteId: number, year: number, version: number): Promise<BudgetVersion> {
    const found = await this.find(siteId, year, version);
    if (found === undefined)
      throw refused('unknown-version', {
        zh: `${String(year)} 年的预算没有第 ${String(version)} 版；GET …/versions 列出全部`,
        en: `The budget of ${String(year)} has no version ${String(version)}; GET …/versions lists them`,
      });
    return found;
  }

  /** Saves a new draft; the same content as the latest version makes none. @throws RefusedError stale-version */
  async save(site: BudgetSite, content: Content, request: ChangeRequest): Promise<void> {
    await this.journal.append({
      request: { ...request, reason: request.reason ?? content.note },
      site: site.code,
      stored: storedBudget,
      key: String(content.year),
      action: 'put',
      value: content,
      subject: ({ items }) => items,
      write: async ({ manager, at, version }) => {
        await manager.query(
          `INSERT INTO budget (site_id, year, version, value, schema_version, recorded_at, author)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
          [
            site.id,
            content.year,
            version,
            JSON.stringify(content),
            storedBudget.schemaVersion,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }

  /**
   * Approves a version; of two people at once one does.
   * @throws RefusedError own-budget for its own author; budget-not-approvable when it is approved already, or no longer the
   * latest
   */
  async approve(
    site: BudgetSite,
    {
      year,
      version,
      note,
    }: { readonly year: number; readonly version: number; readonly note: string | null },
    request: ChangeRequest,
  ): Promise<void> {
    const by = request.actor.username;
    const budget = await this.require(site.id, year, version);
    if (budget.author === by)
      throw refused('own-budget', {
        zh: '预算须由编制人以外的人批准；请由同事审阅并批准',
        en: 'A budget is approved by another person than its author; ask a colleague to read and approve it',
      });
    await this.journal.append({
      // The version that was read is named in the request itself.
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedBudgetApproval,
      key: `${String(year)}/${String(version)}`,
      action: 'approve',
      value: { year, version, note },
      always: true,
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE budget SET approved_at = $6, approved_by = $4, approval_note = $5
           WHERE site_id = $1 AND year = $2 AND version = $3 AND approved_at IS NULL
             AND version = (SELECT max(version) FROM budget WHERE site_id = $1 AND year = $2) RETURNING version`,
          [site.id, year, version, by, note, at],
        );
        if (rows.length === 0) throw notApprovable(version);
      },
    });
  }

  private async select(where: string, parameters: unknown[]): Promise<BudgetVersion[]> {
    const rows = await this.dataSource.query<Row[]>(`SELECT * FROM budget WHERE ${where}`, parameters);
    return rows.map(toVersion);
  }
}

const notApprovable = (version: number): RefusedError =>
  refused('budget-not-approvable', {
    zh: `第 ${String(version)} 版已批准，或已被更新的版本取代；请审阅最新版本`,
    en: `Version ${String(version)} is approved already or was replaced by a later one; read the latest version`,
  });
