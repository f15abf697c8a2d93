import { Injectable } from '@nestjs/common';
import { MAX_FINDINGS } from '@zerofab/contracts';
import {
  Journal,
  storedFinding,
  type ChangeRequest,
  type ChangeTransaction,
  type JournalEntry,
  type StoredFinding,
} from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { engagementState, unknownFinding } from './verification-refusals.js';
import { toFinding, type Engagement, type EngagementRow, type Finding } from './verification-rows.js';

type FindingSite = Pick<SiteEntity, 'id' | 'code'>;

/** Findings of verifications; they change as long as their engagement is open. */
@Injectable()
export class FindingStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Findings of an engagement, the first first. */
  async list(engagement: string, manager?: EntityManager): Promise<Finding[]> {
    const rows = await (manager ?? this.dataSource.manager).query<EngagementRow[]>(
      'SELECT * FROM verification_finding WHERE engagement_id = $1 ORDER BY id',
      [engagement],
    );
    return rows.map(toFinding);
  }

  /** @throws RefusedError unknown-finding */
  async require(engagement: string, id: string): Promise<Finding> {
    return present(this.dataSource.manager, engagement, id);
  }

  /** @throws RefusedError engagement-state, too-many-findings */
  async add(
    site: FindingSite,
    engagement: Engagement,
    value: Omit<StoredFinding, 'number'>,
    request: ChangeRequest,
  ): Promise<Finding> {
    const { key } = await this.journal.append<StoredFinding>({
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedFinding,
      action: 'add',
      value: { ...value, number: 0 },
      write: async ({ manager, at }) => {
        await refuseEnded(manager, engagement.id);
        const number = (await this.list(engagement.id, manager)).length + 1;
        if (number > MAX_FINDINGS) throw tooMany();
        const stamped = { ...value, number, raised: { ...value.raised, at: at.toISOString() } };
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO verification_finding (site_id, engagement_id, state, record, schema_version, version, changed_at)
           VALUES ($1, $2, $3, $4::jsonb, $5, 1, $6) RETURNING id`,
          [site.id, engagement.id, value.state, JSON.stringify(stamped), storedFinding.schemaVersion, at],
        );
        if (row === undefined) throw new Error('a finding was not stored');
        return { key: row.id, value: stamped };
      },
    });
    return this.require(engagement.id, key);
  }

  /**
   * Changes a finding of an open engagement.
   * @param move decides from the finding as it stands in the transaction
   * @throws RefusedError unknown-finding, engagement-state, stale-version, whatever `move` throws
   */
  async change(
    site: FindingSite,
    engagement: Engagement,
    id: string,
    action: JournalEntry['action'],
    request: ChangeRequest,
    move: (finding: Finding, tx: ChangeTransaction) => StoredFinding,
  ): Promise<Finding> {
    await this.require(engagement.id, id);
    await this.journal.append<StoredFinding>({
      request,
      site: site.code,
      stored: storedFinding,
      key: id,
      action,
      // Decided below, from the state in the transaction.
      value: { engagement: engagement.id } as StoredFinding,
      always: true,
      write: async (tx) => {
        await refuseEnded(tx.manager, engagement.id);
        const moved = move(await present(tx.manager, engagement.id, id), tx);
        const value = storedFinding.read(moved, storedFinding.schemaVersion);
        await tx.manager.query(
          `UPDATE verification_finding SET state = $2, record = $3::jsonb, schema_version = $4, version = $5,
             changed_at = $6 WHERE id = $1`,
          [id, value.state, JSON.stringify(value), storedFinding.schemaVersion, tx.version, tx.at],
        );
        return { value };
      },
    });
    return this.require(engagement.id, id);
  }
}

const present = async (manager: EntityManager, engagement: string, id: string): Promise<Finding> => {
  const [row] = /^[1-9]\d{0,17}$/.test(id)
    ? await manager.query<EngagementRow[]>(
        'SELECT * FROM verification_finding WHERE engagement_id = $1 AND id = $2',
        [engagement, id],
      )
    : [];
  if (row === undefined) throw unknownFinding(id);
  return toFinding(row);
};

/** Asked in the transaction: of a conclusion and a finding at once, the later one sees the earlier. */
export const refuseEnded = async (manager: EntityManager, engagement: string): Promise<void> => {
  const [row] = await manager.query<{ state: Engagement['state'] }[]>(
    'SELECT state FROM verification_engagement WHERE id = $1',
    [engagement],
  );
  if (row !== undefined && row.state !== 'open') throw engagementState(engagement, row.state);
};

const tooMany = () =>
  refused('too-many-findings', {
    zh: `一个核查任务最多 ${String(MAX_FINDINGS)} 项不符合；请合并同类项`,
    en: `An engagement holds at most ${String(MAX_FINDINGS)} findings; put those of one kind together`,
  });
