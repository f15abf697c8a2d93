import { Injectable } from '@nestjs/common';
import {
  fixedBaseYearSchema,
  putBoundarySchema,
  type FixedBaseYear,
  type PutBoundary,
} from '@zerofab/contracts';
import { notFound, ProblemError } from '@zerofab/platform';
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
}

const toVersion = (row: Row): BoundaryVersion => ({
  version: row.version,
  definition: putBoundarySchema.parse(row.definition),
  baseYear: row.base_year === null ? null : fixedBaseYearSchema.parse(row.base_year),
  note: row.note,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

/** Boundary records: each change is a version of its own. */
@Injectable()
export class BoundaryStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The version asked for, or the latest; undefined where there is none. */
  async find(siteId: number, version?: number): Promise<BoundaryVersion | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT * FROM boundary_version WHERE site_id = $1 AND ($2::int IS NULL OR version = $2)
       ORDER BY version DESC LIMIT 1`,
      [siteId, version ?? null],
    );
    return row === undefined ? undefined : toVersion(row);
  }

  /** @throws ProblemError 404 */
  async require(siteId: number, version?: number): Promise<BoundaryVersion> {
    const found = await this.find(siteId, version);
    if (found !== undefined) return found;
    throw version === undefined
      ? notFound('no-boundary', 'No boundary is recorded for this site yet; record it: PUT …/boundary')
      : notFound(
          'unknown-version',
          `There is no version ${String(version)}; GET …/boundary/versions lists them`,
        );
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
   * Adds a version after the one the caller saw (0 for none).
   * @throws ProblemError 409 when somebody recorded another one meanwhile
   */
  async add(
    siteId: number,
    seen: number,
    record: Pick<BoundaryVersion, 'definition' | 'baseYear' | 'note' | 'recordedBy'>,
  ): Promise<BoundaryVersion> {
    const { definition, baseYear, note, recordedBy } = record;
    const [row] = await this.dataSource.query<Row[]>(
      `INSERT INTO boundary_version (site_id, version, definition, base_year, note, recorded_by)
       VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6) ON CONFLICT DO NOTHING RETURNING *`,
      [
        siteId,
        seen + 1,
        JSON.stringify(definition),
        baseYear === null ? null : JSON.stringify(baseYear),
        note,
        recordedBy,
      ],
    );
    if (row !== undefined) return toVersion(row);
    throw new ProblemError(
      409,
      'changed-meanwhile',
      'Somebody recorded another version meanwhile; read it and try again',
    );
  }
}
