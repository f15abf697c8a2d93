import { Injectable } from '@nestjs/common';
import type { PlanItem } from '@zerofab/contracts';
import { Journal, storedPlanApproval, storedQualityPlan, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

/** A version of a data quality control plan; approved once `approvedBy` is set. */
export interface PlanVersion {
  readonly version: number;
  readonly items: readonly PlanItem[];
  readonly note: string | null;
  readonly recordedAt: Date;
  readonly author: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvalNote: string | null;
}

interface Row {
  readonly version: number;
  readonly items: unknown;
  readonly note: string | null;
  readonly recorded_at: Date;
  readonly author: string;
  readonly approved_at: Date | null;
  readonly approved_by: string | null;
  readonly approval_note: string | null;
  readonly schema_version: number;
}

/** One plan a site. */
const KEY = 'plan';

const toVersion = (row: Row): PlanVersion => ({
  ...storedQualityPlan.read({ items: row.items, note: row.note }, row.schema_version),
  version: row.version,
  recordedAt: row.recorded_at,
  author: row.author,
  approvedAt: row.approved_at,
  approvedBy: row.approved_by,
  approvalNote: row.approval_note,
});

/** Data quality control plans: each change is a version of its own, a draft until another person approves it. */
@Injectable()
export class QualityPlanStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** All versions, the latest first. */
  async versions(siteId: number): Promise<PlanVersion[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM quality_plan WHERE site_id = $1 ORDER BY version DESC',
      [siteId],
    );
    return rows.map(toVersion);
  }

  /** The version asked for, or the latest; undefined where there is none. */
  async find(siteId: number, version?: number): Promise<PlanVersion | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT * FROM quality_plan WHERE site_id = $1 AND ($2::int IS NULL OR version = $2)
       ORDER BY version DESC LIMIT 1`,
      [siteId, version ?? null],
    );
    return row === undefined ? undefined : toVersion(row);
  }

  /** The plan in force: the latest approved version. */
  async approved(siteId: number): Promise<PlanVersion | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT * FROM quality_plan WHERE site_id = $1 AND approved_at IS NOT NULL ORDER BY version DESC LIMIT 1`,
      [siteId],
    );
    return row === undefined ? undefined : toVersion(row);
  }

  /** @throws RefusedError not-found */
  async require(siteId: number, version: number): Promise<PlanVersion> {
    const found = await this.find(siteId, version);
    if (found === undefined)
      throw refused('unknown-version', {
        zh: `数据质量控制计划没有第 ${String(version)} 版；GET …/quality-plan/versions 列出全部`,
        en: `There is no version ${String(version)} of the plan; GET …/quality-plan/versions lists them`,
      });
    return found;
  }

  /**
   * Saves a new draft; the same content as the latest version makes none.
   * @throws RefusedError conflict when the person saw another version
   */
  async save(
    site: PlanSite,
    items: readonly PlanItem[],
    note: string | null,
    request: ChangeRequest,
  ): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedQualityPlan,
      key: KEY,
      action: 'put',
      value: { items: [...items], note },
      subject: (plan) => plan.items,
      write: async ({ manager, at, version }) => {
        await manager.query(
          `INSERT INTO quality_plan (site_id, version, items, note, schema_version, author, recorded_at)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)`,
          [
            site.id,
            version,
            JSON.stringify(items),
            note,
            storedQualityPlan.schemaVersion,
            request.actor.username,
            at,
          ],
        );
      },
    });
  }

  /**
   * Approves a version.
   * @throws RefusedError not-allowed for its own author; conflict when it is approved already, or no longer the latest
   */
  async approve(site: PlanSite, version: number, note: string | null, request: ChangeRequest): Promise<void> {
    const by = request.actor.username;
    const plan = await this.require(site.id, version);
    if (plan.author === by)
      throw refused('own-plan', {
        zh: '计划须由编制人以外的人批准；请由同事审阅并批准',
        en: 'A plan is approved by another person than its author; ask a colleague to read and approve it',
      });
    await this.journal.append({
      // The version that was read is named in the request itself.
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedPlanApproval,
      key: String(version),
      action: 'approve',
      value: { version, note },
      always: true,
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE quality_plan SET approved_at = $5, approved_by = $3, approval_note = $4
           WHERE site_id = $1 AND version = $2 AND approved_at IS NULL
             AND version = (SELECT max(version) FROM quality_plan WHERE site_id = $1) RETURNING version`,
          [site.id, version, by, note, at],
        );
        if (rows.length === 0) throw notApprovable(version);
      },
    });
  }
}

type PlanSite = Pick<SiteEntity, 'id' | 'code'>;

const notApprovable = (version: number): RefusedError =>
  refused('not-approvable', {
    zh: `第 ${String(version)} 版已批准，或已被更新的版本取代；请审阅最新版本`,
    en: `Version ${String(version)} is approved already or was replaced by a later one; read the latest version`,
  });
