import { Injectable } from '@nestjs/common';
import {
  Journal,
  storedPeriod,
  type ChangeRequest,
  type ChangeTransaction,
  type JournalEntry,
  type StoredPeriod,
} from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource, type EntityManager } from 'typeorm';
import { toPeriod, type Period, type PeriodRow } from './period-rows.js';

type PeriodSite = Pick<SiteEntity, 'id' | 'code'>;

/** Reporting periods and what became of them. */
@Injectable()
export class PeriodStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Periods of a site that were closed at least once, the latest first. */
  async list(siteId: number): Promise<Period[]> {
    const rows = await this.dataSource.query<PeriodRow[]>(
      'SELECT * FROM reporting_period WHERE site_id = $1 ORDER BY from_ts DESC, period',
      [siteId],
    );
    return rows.map(toPeriod);
  }

  /** @param manager of the transaction that asks, where one does */
  async find(siteId: number, period: string, manager?: EntityManager): Promise<Period | undefined> {
    return presentPeriod(manager ?? this.dataSource.manager, siteId, period);
  }

  /** A period as a transaction sees it; undefined where it was never closed. */
  async within(siteId: number, period: string, manager: EntityManager): Promise<Period | undefined> {
    return presentPeriod(manager, siteId, period);
  }

  /** Months of a year that were closed at least once, the first first. */
  async monthsOf(
    siteId: number,
    year: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Period[]> {
    const rows = await manager.query<PeriodRow[]>(
      `SELECT * FROM reporting_period WHERE site_id = $1 AND period LIKE $2 || '-__' ORDER BY period`,
      [siteId, year],
    );
    return rows.map(toPeriod);
  }

  /** Periods that are not open and reach into [fromMs, toMs). */
  async closedWithin(siteId: number, fromMs: number, toMs: number): Promise<Period[]> {
    const rows = await this.dataSource.query<PeriodRow[]>(
      `SELECT * FROM reporting_period WHERE site_id = $1 AND state <> 'open' AND from_ts < $3 AND to_ts > $2
       ORDER BY from_ts, period`,
      [siteId, new Date(fromMs), new Date(toMs)],
    );
    return rows.map(toPeriod);
  }

  /**
   * Brings a period into its next state, in one transaction with all that goes with it.
   * @param move decides from the period as it stands in the transaction, so that of two at once one sees the other;
   * whatever it throws leaves everything as it was
   */
  async change(
    site: PeriodSite,
    before: Pick<StoredPeriod, 'period'>,
    action: JournalEntry['action'],
    request: ChangeRequest,
    move: (present: Period | undefined, tx: ChangeTransaction) => Promise<StoredPeriod> | StoredPeriod,
  ): Promise<Period> {
    const { period } = before;
    await this.journal.append<StoredPeriod>({
      request,
      site: site.code,
      stored: storedPeriod,
      key: period,
      action,
      // Decided below, from the state in the transaction.
      value: { period } as StoredPeriod,
      always: true,
      write: async (tx) => {
        const moved = await move(await presentPeriod(tx.manager, site.id, period), tx);
        const value = storedPeriod.read(moved, storedPeriod.schemaVersion);
        await tx.manager.query(
          `INSERT INTO reporting_period (site_id, period, from_ts, to_ts, state, record, schema_version, version, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
           ON CONFLICT (site_id, period) DO UPDATE SET state = excluded.state, record = excluded.record,
             from_ts = excluded.from_ts, to_ts = excluded.to_ts, schema_version = excluded.schema_version,
             version = excluded.version, changed_at = excluded.changed_at`,
          [
            site.id,
            period,
            new Date(value.fromMs),
            new Date(value.toMs),
            value.state,
            JSON.stringify(value),
            storedPeriod.schemaVersion,
            tx.version,
            tx.at,
          ],
        );
        return { value };
      },
    });
    const changed = await this.find(site.id, period);
    if (changed === undefined) throw new Error(`period ${period} was not stored`);
    return changed;
  }
}

const presentPeriod = async (
  manager: EntityManager,
  siteId: number,
  period: string,
): Promise<Period | undefined> => {
  const [row] = await manager.query<PeriodRow[]>(
    'SELECT * FROM reporting_period WHERE site_id = $1 AND period = $2',
    [siteId, period],
  );
  return row === undefined ? undefined : toPeriod(row);
};
