import { Injectable } from '@nestjs/common';
import {
  Journal,
  storedEngagement,
  type ChangeRequest,
  type ChangeTransaction,
  type JournalEntry,
  type StoredEngagement,
} from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource, type EntityManager } from 'typeorm';
import { engagementOpen, unknownEngagement } from './verification-refusals.js';
import { toEngagement, type Engagement, type EngagementRow } from './verification-rows.js';

type EngagementSite = Pick<SiteEntity, 'id' | 'code'>;

/** Verification engagements of sites. */
@Injectable()
export class EngagementStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Engagements of a site, of one period where it is named; the latest first. */
  async list(siteId: number, period?: string, manager?: EntityManager): Promise<Engagement[]> {
    const rows = await (manager ?? this.dataSource.manager).query<EngagementRow[]>(
      `SELECT * FROM verification_engagement WHERE site_id = $1 AND ($2::text IS NULL OR period = $2)
       ORDER BY id DESC`,
      [siteId, period ?? null],
    );
    return rows.map(toEngagement);
  }

  /** @throws RefusedError unknown-engagement */
  async require(siteId: number, id: string): Promise<Engagement> {
    return present(this.dataSource.manager, siteId, id);
  }

  /**
   * Begins an engagement.
   * @param also what else is written in its transaction
   * @throws RefusedError engagement-open
   */
  async open(
    site: EngagementSite,
    value: StoredEngagement,
    request: ChangeRequest,
    also: (tx: ChangeTransaction) => Promise<void>,
  ): Promise<Engagement> {
    const { key } = await this.journal.append<StoredEngagement>({
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedEngagement,
      action: 'add',
      value,
      write: async (tx) => {
        const open = (await this.list(site.id, value.period, tx.manager)).find(
          ({ state }) => state === 'open',
        );
        if (open !== undefined) throw engagementOpen(value.period, open.id);
        await also(tx);
        const at = tx.at.toISOString();
        const stamped = {
          ...value,
          opened: { ...value.opened, at },
          basis: { ...value.basis, at },
        };
        const [row] = await tx.manager.query<{ id: string }[]>(
          `INSERT INTO verification_engagement (site_id, period, state, record, schema_version, version, changed_at)
           VALUES ($1, $2, $3, $4::jsonb, $5, 1, $6) RETURNING id`,
          [
            site.id,
            value.period,
            value.state,
            JSON.stringify(stamped),
            storedEngagement.schemaVersion,
            tx.at,
          ],
        );
        if (row === undefined) throw new Error('an engagement was not stored');
        return { key: row.id, value: stamped };
      },
    });
    return this.require(site.id, key);
  }

  /**
   * Changes an engagement.
   * @param move decides from the engagement as it stands in the transaction
   * @throws RefusedError unknown-engagement, stale-version, whatever `move` throws
   */
  async change(
    site: EngagementSite,
    id: string,
    action: JournalEntry['action'],
    request: ChangeRequest,
    move: (engagement: Engagement, tx: ChangeTransaction) => Promise<StoredEngagement> | StoredEngagement,
  ): Promise<Engagement> {
    const { period } = await this.require(site.id, id);
    await this.journal.append<StoredEngagement>({
      request,
      site: site.code,
      stored: storedEngagement,
      key: id,
      action,
      // Decided below, from the state in the transaction.
      value: { period } as StoredEngagement,
      always: true,
      write: async (tx) => {
        const moved = await move(await present(tx.manager, site.id, id), tx);
        const value = storedEngagement.read(moved, storedEngagement.schemaVersion);
        await tx.manager.query(
          `UPDATE verification_engagement SET state = $2, record = $3::jsonb, schema_version = $4, version = $5,
             changed_at = $6 WHERE id = $1`,
          [id, value.state, JSON.stringify(value), storedEngagement.schemaVersion, tx.version, tx.at],
        );
        return { value };
      },
    });
    return this.require(site.id, id);
  }
}

const present = async (manager: EntityManager, siteId: number, id: string): Promise<Engagement> => {
  const [row] = /^[1-9]\d{0,17}$/.test(id)
    ? await manager.query<EngagementRow[]>(
        'SELECT * FROM verification_engagement WHERE site_id = $1 AND id = $2',
        [siteId, id],
      )
    : [];
  if (row === undefined) throw unknownEngagement(id);
  return toEngagement(row);
};
