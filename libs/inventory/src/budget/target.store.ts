import { Injectable } from '@nestjs/common';
import { Journal, storedTarget, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';

export type TargetContent = ReturnType<(typeof storedTarget)['read']>;

/** A target with the version of its definition. */
export interface TargetDefinition extends TargetContent {
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

/** Targets of sites, one an indicator; every version stands in the journal. */
@Injectable()
export class TargetStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  async list(siteId: number): Promise<TargetDefinition[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM target WHERE site_id = $1 ORDER BY indicator',
      [siteId],
    );
    return rows.map((row) => ({
      ...storedTarget.read(row.value, row.schema_version),
      version: row.version,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
    }));
  }

  /** Sets or changes a target. @throws RefusedError stale-version */
  async put(
    site: Pick<SiteEntity, 'id' | 'code'>,
    target: TargetContent,
    request: ChangeRequest,
  ): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedTarget,
      key: target.indicator,
      action: 'put',
      value: target,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO target (site_id, indicator, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)
           ON CONFLICT (site_id, indicator) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            target.indicator,
            JSON.stringify(target),
            storedTarget.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }
}
