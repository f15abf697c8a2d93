import { Injectable } from '@nestjs/common';
import { putQualityPlanSchema, type PlanItem } from '@zerofab/contracts';
import { notFound, ProblemError } from '@zerofab/platform';
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
}

const toVersion = (row: Row): PlanVersion => ({
  version: row.version,
  items: putQualityPlanSchema.shape.items.parse(row.items),
  note: row.note,
  recordedAt: row.recorded_at,
  author: row.author,
  approvedAt: row.approved_at,
  approvedBy: row.approved_by,
  approvalNote: row.approval_note,
});

/** Data quality control plans: each change is a version of its own, a draft until another person approves it. */
@Injectable()
export class QualityPlanStore {
  constructor(private readonly dataSource: DataSource) {}

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

  /** @throws ProblemError 404 */
  async require(siteId: number, version: number): Promise<PlanVersion> {
    const found = await this.find(siteId, version);
    if (found === undefined)
      throw notFound(
        'unknown-version',
        `There is no version ${String(version)} of the plan; GET …/quality-plan/versions lists them`,
      );
    return found;
  }

  /** Saves a new draft; the same content as the latest version makes none. */
  async save(siteId: number, items: readonly PlanItem[], note: string | null, author: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // Two drafts at once become two versions, one after the other.
      await manager.query('SELECT pg_advisory_xact_lock(7330154, $1)', [siteId]);
      await manager.query(
        `INSERT INTO quality_plan (site_id, version, items, note, author)
         SELECT $1, coalesce(max(version), 0) + 1, $2::jsonb, $3, $4 FROM quality_plan WHERE site_id = $1
         HAVING (SELECT items FROM quality_plan WHERE site_id = $1 ORDER BY version DESC LIMIT 1)
                IS DISTINCT FROM $2::jsonb`,
        [siteId, JSON.stringify(items), note, author],
      );
    });
  }

  /**
   * Approves a version.
   * @throws ProblemError 403 for its own author; 409 when it is approved already, or no longer the latest
   */
  async approve(siteId: number, version: number, by: string, note: string | null): Promise<void> {
    const plan = await this.require(siteId, version);
    if (plan.author === by)
      throw new ProblemError(
        403,
        'own-plan',
        'A plan is approved by another person than its author; ask a colleague to read and approve it',
      );
    const [rows] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE quality_plan SET approved_at = now(), approved_by = $3, approval_note = $4
       WHERE site_id = $1 AND version = $2 AND approved_at IS NULL
         AND version = (SELECT max(version) FROM quality_plan WHERE site_id = $1) RETURNING version`,
      [siteId, version, by, note],
    );
    if (rows.length > 0) return;
    throw new ProblemError(
      409,
      'not-approvable',
      `Version ${String(version)} is approved already or was replaced by a later one; read the latest version`,
    );
  }
}
