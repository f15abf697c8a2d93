import { Injectable } from '@nestjs/common';
import type { FixedBaseYear, PutBoundary } from '@zerofab/contracts';
import { Journal, storedBoundary, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

/** A version of the boundary record of a site. */
export interface BoundaryVersion {
  readonly version: number;
  readonly definition: PutBoundary;
  readonly baseYear: FixedBaseYear | null;
  readonly note: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

interface Row {
  readonly version: number;
  readonly definition: unknown;
  readonly base_year: unknown;
  readonly note: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly schema_version: number;
}

const toVersion = (row: Row): BoundaryVersion => ({
  ...storedBoundary.read(
    { definition: row.definition, baseYear: row.base_year, note: row.note },
    row.schema_version,
  ),
  version: row.version,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

/** One boundary a site. */
const KEY = 'boundary';

/** Boundary records: each change is a version of its own. */
@Injectable()
export class BoundaryStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** The version asked for, or the latest; undefined where there is none. */
  async find(siteId: number, version?: number): Promise<BoundaryVersion | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT * FROM boundary_version WHERE site_id = $1 AND ($2::int IS NULL OR version = $2)
       ORDER BY version DESC LIMIT 1`,
      [siteId, version ?? null],
    );
    return row === undefined ? undefined : toVersion(row);
  }

  /** @throws RefusedError not-found */
  async require(siteId: number, version?: number): Promise<BoundaryVersion> {
    const found = await this.find(siteId, version);
    if (found !== undefined) return found;
    throw version === undefined
      ? refused('no-boundary', {
          zh: '该站点尚未登记核算边界；请登记：PUT …/boundary',
          en: 'No boundary is recorded for this site yet; record it: PUT …/boundary',
        })
      : refused('unknown-version', {
          zh: `没有第 ${String(version)} 版；GET …/boundary/versions 列出全部`,
          en: `There is no version ${String(version)}; GET …/boundary/versions lists them`,
        });
  }

  /** All versions, the latest first. */
  async versions(siteId: number): Promise<Omit<BoundaryVersion, 'definition' | 'baseYear'>[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT version, note, recorded_at, recorded_by FROM boundary_version WHERE site_id = $1 ORDER BY version DESC`,
      [siteId],
    );
    return rows.map(({ version, note, recorded_at, recorded_by }) => ({
      version,
      note,
      recordedAt: recorded_at,
      recordedBy: recorded_by,
    }));
  }

  /**
   * Adds a version after the one the caller worked with (0 for none).
   * @throws RefusedError conflict when somebody recorded another one meanwhile
   */
  async add(
    site: Pick<SiteEntity, 'id' | 'code'>,
    seen: number,
    record: Pick<BoundaryVersion, 'definition' | 'baseYear' | 'note'>,
    request: ChangeRequest,
    action: 'put' | 'recalculate' = 'put',
  ): Promise<BoundaryVersion> {
    const { definition, baseYear, note } = record;
    const { version } = await this.journal.append({
      request: { ...request, expectedVersion: request.expectedVersion ?? seen },
      site: site.code,
      stored: storedBoundary,
      key: KEY,
      action,
      value: { definition, baseYear, note },
      write: async (tx) => {
        await tx.manager.query(
          `INSERT INTO boundary_version (site_id, version, definition, base_year, note, schema_version, recorded_by,
             recorded_at) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8)`,
          [
            site.id,
            tx.version,
            JSON.stringify(definition),
            baseYear === null ? null : JSON.stringify(baseYear),
            note,
            storedBoundary.schemaVersion,
            request.actor.username,
            tx.at,
          ],
        );
      },
    });
    return this.require(site.id, version);
  }
}
