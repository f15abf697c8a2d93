import { Injectable } from '@nestjs/common';
import {
  Journal,
  storedRestatement,
  type ChangeRequest,
  type ChangeTransaction,
  type JournalEntry,
  type StoredRestatement,
} from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { toRestatement, type Restatement, type RestatementRow } from './period-rows.js';

type PeriodSite = Pick<SiteEntity, 'id' | 'code'>;

const unknown = (id: string): RefusedError =>
  refused('unknown-restatement', {
    zh: `该报告期没有第 ${id} 号更正；GET …/periods/{period} 列出全部`,
    en: `This period has no restatement ${id}; GET …/periods/{period} lists them`,
  });

/** Restatements of locked periods. */
@Injectable()
export class RestatementStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Restatements of a period, the latest first. */
  async list(siteId: number, period: string): Promise<Restatement[]> {
    const rows = await this.dataSource.query<RestatementRow[]>(
      'SELECT * FROM restatement WHERE site_id = $1 AND period = $2 ORDER BY id DESC',
      [siteId, period],
    );
    return rows.map(toRestatement);
  }

  /** Restatements under way, by period. */
  async underWay(
    siteId: number,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ReadonlyMap<string, Restatement>> {
    const rows = await manager.query<RestatementRow[]>(
      `SELECT * FROM restatement WHERE site_id = $1 AND state IN ('open', 'proposed')`,
      [siteId],
    );
    return new Map(rows.map(toRestatement).map((one) => [one.period, one]));
  }

  /** @throws RefusedError unknown-restatement */
  async require(siteId: number, period: string, id: string): Promise<Restatement> {
    return present(this.dataSource.manager, siteId, period, id);
  }

  /**
   * @param guard what else forbids it, asked in the transaction
   * @throws RefusedError restatement-open
   */
  async open(
    site: PeriodSite,
    value: StoredRestatement,
    request: ChangeRequest,
    guard: (manager: EntityManager) => Promise<void>,
  ): Promise<Restatement> {
    const { key } = await this.journal.append<StoredRestatement>({
      request: { ...request, expectedVersion: undefined, reason: value.reason },
      site: site.code,
      stored: storedRestatement,
      action: 'add',
      value,
      write: async ({ manager, at }) => {
        await refuseSecond(manager, site.id, value.period);
        await guard(manager);
        const stamped = { ...value, opened: { ...value.opened, at: at.toISOString() } };
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO restatement (site_id, period, state, record, schema_version, version, changed_at)
           VALUES ($1, $2, $3, $4::jsonb, $5, 1, $6) RETURNING id`,
          [site.id, value.period, value.state, JSON.stringify(stamped), storedRestatement.schemaVersion, at],
        );
        if (row === undefined) throw new Error('a restatement was not stored');
        return { key: row.id, value: stamped };
      },
    });
    return this.require(site.id, value.period, key);
  }

  /**
   * Brings a restatement into its next state.
   * @param move decides from the restatement as it stands in the transaction
   */
  async change(
    site: PeriodSite,
    { period, id }: Pick<Restatement, 'period' | 'id'>,
    action: JournalEntry['action'],
    request: ChangeRequest,
    move: (restatement: Restatement, tx: ChangeTransaction) => Promise<StoredRestatement> | StoredRestatement,
  ): Promise<Restatement> {
    await this.journal.append<StoredRestatement>({
      request,
      site: site.code,
      stored: storedRestatement,
      key: id,
      action,
      value: { period } as StoredRestatement,
      always: true,
      write: async (tx) => {
        const moved = await move(await present(tx.manager, site.id, period, id), tx);
        const value = storedRestatement.read(moved, storedRestatement.schemaVersion);
        await tx.manager.query(
          `UPDATE restatement SET state = $2, record = $3::jsonb, schema_version = $4, version = $5, changed_at = $6
           WHERE id = $1`,
          [id, value.state, JSON.stringify(value), storedRestatement.schemaVersion, tx.version, tx.at],
        );
        return { value };
      },
    });
    return this.require(site.id, period, id);
  }
}

const present = async (
  manager: EntityManager,
  siteId: number,
  period: string,
  id: string,
): Promise<Restatement> => {
  const [row] = /^\d{1,18}$/.test(id)
    ? await manager.query<RestatementRow[]>(
        'SELECT * FROM restatement WHERE site_id = $1 AND period = $2 AND id = $3',
        [siteId, period, id],
      )
    : [];
  if (row === undefined) throw unknown(id);
  return toRestatement(row);
};

const refuseSecond = async (manager: EntityManager, siteId: number, period: string): Promise<void> => {
  const [other] = await manager.query<{ id: string }[]>(
    `SELECT id FROM restatement WHERE site_id = $1 AND period = $2 AND state IN ('open', 'proposed')`,
    [siteId, period],
  );
  if (other === undefined) return;
  throw refused('restatement-open', {
    zh: `报告期 ${period} 已有第 ${other.id} 号更正在办；请先完成或撤回`,
    en: `Restatement ${other.id} of ${period} is under way; finish or withdraw it first`,
  });
};
