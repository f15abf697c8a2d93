import { Injectable } from '@nestjs/common';
import { Journal, storedLedgerParameter, type ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';

const NAMES = ['apportionment', 'certificateLimitMwh'] as const;
type LedgerParameterName = (typeof NAMES)[number];

/** An input of the ledger of a year, as it was recorded. */
export interface LedgerParameterRecord {
  readonly name: LedgerParameterName;
  /** Decimal text. */
  readonly value: string;
  readonly source: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

interface Row {
  readonly name: LedgerParameterName;
  readonly value: string;
  readonly source: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

/** What the province publishes for a year: only added to, the latest counts, all stay readable. */
@Injectable()
export class LedgerParameterStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** All values of a year, the oldest first. */
  async list(siteId: number, year: number): Promise<LedgerParameterRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT name, value::text AS value, source, recorded_at, recorded_by FROM ledger_parameter
       WHERE site_id = $1 AND year = $2 ORDER BY id`,
      [siteId, year],
    );
    return rows.map(({ recorded_at: recordedAt, recorded_by: recordedBy, ...rest }) => ({
      ...rest,
      recordedAt,
      recordedBy,
    }));
  }

  /** Records values of a year; a value with its source that counts already makes no further one. */
  async add(
    site: Pick<SiteEntity, 'id' | 'code'>,
    year: number,
    values: Readonly<Partial<Record<LedgerParameterName, string>>>,
    source: string,
    request: ChangeRequest,
  ): Promise<void> {
    for (const name of NAMES) {
      const value = values[name];
      if (value === undefined) continue;
      await this.journal.append({
        // Two values of one request are two records: neither version nor key of a repeat can be of both.
        request: { ...request, expectedVersion: undefined, idempotencyKey: undefined },
        site: site.code,
        stored: storedLedgerParameter,
        key: `${String(year)}/${name}`,
        action: 'put',
        value: { year, name, value, source },
        write: async ({ manager, at }) => {
          await manager.query(
            `INSERT INTO ledger_parameter (site_id, year, name, value, source, recorded_by, recorded_at)
             VALUES ($1, $2, $3, $4::numeric, $5, $6, $7)`,
            [site.id, year, name, value, source, request.actor.username, at],
          );
        },
      });
    }
  }
}
