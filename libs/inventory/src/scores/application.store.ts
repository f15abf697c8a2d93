import { Injectable } from '@nestjs/common';
import { Journal, storedApplication, storedSelfEvaluation, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';

export type ApplicationContent = ReturnType<(typeof storedApplication)['read']>;
export type SelfEvaluationContent = ReturnType<(typeof storedSelfEvaluation)['read']>;

interface Recorded {
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}
interface Row {
  readonly value: unknown;
  readonly schema_version: number;
  readonly version: number;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}
type OfSite = Pick<SiteEntity, 'id' | 'code'>;

const recorded = (row: Row): Recorded => ({
  version: row.version,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

/** Applications of a site by a scheme, and what it says of each year. */
@Injectable()
export class ApplicationStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  async find(siteId: number, scheme: string): Promise<(ApplicationContent & Recorded) | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT * FROM application WHERE site_id = $1 AND scheme = $2',
      [siteId, scheme],
    );
    return row === undefined
      ? undefined
      : { ...storedApplication.read(row.value, row.schema_version), ...recorded(row) };
  }

  /** Self-evaluations, the earliest year first. */
  async evaluations(siteId: number, scheme: string): Promise<(SelfEvaluationContent & Recorded)[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM self_evaluation WHERE site_id = $1 AND scheme = $2 ORDER BY year',
      [siteId, scheme],
    );
    return rows.map((row) => ({
      ...storedSelfEvaluation.read(row.value, row.schema_version),
      ...recorded(row),
    }));
  }

  /** Saves a version of the application; its note is the reason. @throws RefusedError stale-version */
  async put(site: OfSite, content: ApplicationContent, request: ChangeRequest): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedApplication,
      key: content.scheme,
      action: 'put',
      value: content,
      subject: ({ note: _note, ...rest }) => rest,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO application (site_id, scheme, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)
           ON CONFLICT (site_id, scheme) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            content.scheme,
            JSON.stringify(content),
            storedApplication.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }

  /** Saves the self-evaluation of a year. @throws RefusedError stale-version */
  async putEvaluation(site: OfSite, content: SelfEvaluationContent, request: ChangeRequest): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedSelfEvaluation,
      key: `${content.scheme}/${String(content.year)}`,
      action: 'put',
      value: content,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO self_evaluation (site_id, scheme, year, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
           ON CONFLICT (site_id, scheme, year) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            content.scheme,
            content.year,
            JSON.stringify(content),
            storedSelfEvaluation.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }
}
