import { Injectable } from '@nestjs/common';
import { Journal, storedDatumCheck, type ChangeRequest, type StoredDatumCheck } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';
import { refuseEnded } from './finding.store.js';
import { toDatumCheck, type DatumCheck, type DatumCheckRow } from './verification-rows.js';

/** What auditors noted of data: one note a datum, the latest; those before it are in the journal. */
@Injectable()
export class DatumCheckStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Notes of an engagement, by datum. */
  async list(engagement: string): Promise<ReadonlyMap<string, DatumCheck>> {
    const rows = await this.dataSource.query<DatumCheckRow[]>(
      'SELECT record, schema_version, version FROM verification_check WHERE engagement_id = $1',
      [engagement],
    );
    return new Map(rows.map(toDatumCheck).map((check) => [check.datum, check]));
  }

  /** @throws RefusedError stale-version, engagement-state */
  async put(
    site: Pick<SiteEntity, 'id' | 'code'>,
    value: Pick<StoredDatumCheck, 'engagement' | 'datum' | 'result' | 'comment'>,
    request: ChangeRequest,
  ): Promise<DatumCheck> {
    const { engagement, datum } = value;
    const draft = { ...value, by: request.actor.username, at: '' };
    await this.journal.append<StoredDatumCheck>({
      request,
      site: site.code,
      stored: storedDatumCheck,
      key: `${engagement}/${datum}`,
      action: 'put',
      value: draft,
      // Its own time is no change of it.
      subject: ({ by, result, comment }) => ({ by, result, comment }),
      write: async ({ manager, at, version }) => {
        await refuseEnded(manager, engagement);
        const stamped = { ...draft, at: at.toISOString() };
        await manager.query(
          `INSERT INTO verification_check (engagement_id, datum, record, schema_version, version, changed_at)
           VALUES ($1, $2, $3::jsonb, $4, $5, $6)
           ON CONFLICT (engagement_id, datum) DO UPDATE SET record = excluded.record,
             schema_version = excluded.schema_version, version = excluded.version, changed_at = excluded.changed_at`,
          [engagement, datum, JSON.stringify(stamped), storedDatumCheck.schemaVersion, version, at],
        );
        return { value: stamped };
      },
    });
    const stored = (await this.list(engagement)).get(datum);
    if (stored === undefined) throw new Error(`the check of ${datum} was not stored`);
    return stored;
  }
}
