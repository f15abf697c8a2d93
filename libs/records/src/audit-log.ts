import { Injectable } from '@nestjs/common';
import { dayRoots, GENESIS_HASH, type DayRoot } from '@zerofab/audit';
import { DataSource } from 'typeorm';
import type { ChangeRequest } from './actor.js';
import { sha256, type JournalAction, type JournalEntry } from './entry.js';
import { selectEntries } from './journal-rows.js';
import { Journal } from './journal.js';
import { storedAccess } from './schema/access.v1.js';

/** Which entries are asked for; times are instants, `to` exclusive. */
export interface AuditQuestion {
  /** Codes of the sites that may be seen; null: all, and what belongs to the whole platform. */
  readonly sites: readonly string[] | null;
  readonly from: Date;
  readonly to: Date;
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** Only entries behind this number. */
  readonly after?: number | undefined;
  readonly limit: number;
}

const MAX_AGENT = 200;

/** The journal as an audit log: in its order, over a span, with what was read and exported. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Entries in their order. */
  async entries(question: AuditQuestion): Promise<JournalEntry[]> {
    const { sites, from, to, kind, actor, action, after, limit } = question;
    return selectEntries(
      this.dataSource.manager,
      `seq > $1 AND at >= $2 AND at < $3 AND ($4::text[] IS NULL OR site = ANY ($4))
         AND ($5::text IS NULL OR kind = $5) AND ($6::text IS NULL OR actor = $6) AND ($7::text IS NULL OR action = $7)
       ORDER BY seq LIMIT $8`,
      [after ?? 0, from, to, sites, kind ?? null, actor ?? null, action ?? null, limit],
    );
  }

  /** When something of a site was last handed out under a path that begins like this; null: never. */
  async lastExport(site: string, path: string): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ at: Date }[]>(
      `SELECT at FROM journal WHERE coalesce(site, '') = $1 AND kind = $2 AND action = 'export' AND starts_with(new_value->>'path', $3)
       ORDER BY seq DESC LIMIT 1`,
      [site, storedAccess.kind, path],
    );
    return row?.at ?? null;
  }

  /** Hashes of all entries of a span, in their order: what its daily roots are made from. */
  async hashes(from: Date, to: Date): Promise<{ seq: number; at: string; hash: string }[]> {
    const rows = await this.dataSource.query<{ seq: string; at: Date; hash: string }[]>(
      'SELECT seq, at, hash FROM journal WHERE at >= $1 AND at < $2 ORDER BY seq',
      [from, to],
    );
    return rows.map(({ seq, at, hash }) => ({ seq: Number(seq), at: at.toISOString(), hash }));
  }

  /** Merkle roots of the days of UTC of a span; that of a day which is not over covers what there is. */
  async roots(from: Date, to: Date): Promise<DayRoot[]> {
    return dayRoots(await this.hashes(from, to), sha256);
  }

  /** Number and hash of the last entry before an instant. */
  async before(instant: Date): Promise<{ readonly seq: number; readonly hash: string }> {
    const [row] = await this.dataSource.query<{ seq: string; hash: string }[]>(
      'SELECT seq, hash FROM journal WHERE at < $1 ORDER BY seq DESC LIMIT 1',
      [instant],
    );
    return row === undefined ? { seq: 0, hash: GENESIS_HASH } : { seq: Number(row.seq), hash: row.hash };
  }

  /** Notes that something was read or taken along. */
  async note(
    action: Extract<JournalAction, 'read' | 'export'>,
    what: { readonly site: string | null; readonly path: string; readonly agent: string | null },
    { actor }: Pick<ChangeRequest, 'actor'>,
  ): Promise<void> {
    await this.journal.append({
      request: { actor },
      site: what.site,
      stored: storedAccess,
      key: actor.username,
      action,
      value: { path: what.path, agent: what.agent?.slice(0, MAX_AGENT) ?? null },
      always: true,
      write: () => Promise.resolve(),
    });
  }
}
