import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

/** A log-in that is still good. */
export interface Session {
  readonly id: string;
  readonly username: string;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** What the browser said it was. */
  readonly agent: string | null;
  /** When a page of it last prolonged it. */
  readonly refreshedAt: Date | null;
}

/** A session lives so long by itself; a page that holds its cookie prolongs it (`RefreshTokens`). */
const SESSION_HOURS = 12;
const MAX_AGENT = 200;
const GOOD = 'ended_at IS NULL AND expires_at > now()';

/** Log-ins of people: a token is good while its session is. */
export class Sessions {
  constructor(private readonly dataSource: DataSource) {}

  async begin(username: string, address: string | null, agent: string | null): Promise<Session> {
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + SESSION_HOURS * 3_600_000);
    const id = randomUUID();
    const known = agent?.slice(0, MAX_AGENT) ?? null;
    await this.dataSource.query(
      `INSERT INTO session (id, username, address, created_at, expires_at, agent) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, username, address, createdAt, expiresAt, known],
    );
    return { id, username, address, createdAt, expiresAt, agent: known, refreshedAt: null };
  }

  /** Whose session it is, while it is good. */
  async owner(id: string): Promise<string | undefined> {
    const [row] = await this.dataSource.query<{ username: string }[]>(
      `SELECT username FROM session WHERE id::text = $1 AND ${GOOD}`,
      [id],
    );
    return row?.username;
  }

  /** Whose sessions these are; those that are not good any more are left out. */
  async owners(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.dataSource.query<{ id: string; username: string }[]>(
      `SELECT id::text AS id, username FROM session WHERE id::text = ANY($1) AND ${GOOD}`,
      [ids],
    );
    return new Map(rows.map(({ id, username }) => [id, username]));
  }

  /** Good sessions of a user, the latest first. */
  async list(username: string): Promise<Session[]> {
    return this.dataSource.query<Session[]>(
      `SELECT id::text AS id, username, address, created_at AS "createdAt", expires_at AS "expiresAt",
              agent, refreshed_at AS "refreshedAt" FROM session
       WHERE username = $1 AND ${GOOD} ORDER BY created_at DESC`,
      [username],
    );
  }

  /** Ends a session. @returns whether it was good until now */
  async end(id: string): Promise<boolean> {
    const [rows] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE session SET ended_at = now() WHERE id::text = $1 AND ${GOOD} RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  /** Ends all sessions of a user, but the one that asks, in the transaction of the change that is the reason. */
  async endAll(manager: EntityManager, username: string, but?: string): Promise<void> {
    await manager.query(
      `UPDATE session SET ended_at = now() WHERE username = $1 AND ${GOOD} AND id::text IS DISTINCT FROM $2`,
      [username, but ?? null],
    );
  }

  /** Removes all sessions of a user, good or ended: the account itself goes. */
  async forget(manager: EntityManager, username: string): Promise<void> {
    await manager.query('DELETE FROM session WHERE username = $1', [username]);
  }
}
