import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

type LedgerParameterName = 'apportionment' | 'certificateLimitMwh';

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
  constructor(private readonly dataSource: DataSource) {}

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

  async add(
    siteId: number,
    year: number,
    values: Readonly<Partial<Record<LedgerParameterName, string>>>,
    source: string,
    by: string,
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO ledger_parameter (site_id, year, name, value, source, recorded_by)
       SELECT $1, $2, name, value, $5, $6 FROM unnest($3::text[], $4::numeric[]) AS given (name, value)`,
      [siteId, year, Object.keys(values), Object.values(values), source, by],
    );
  }
}
