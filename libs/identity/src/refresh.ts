import type { DataSource, EntityManager } from 'typeorm';
import { newToken, tokenHash } from './tokens.js';

/** How long a session lives on after each time its page was there. */
const LIVES_DAYS = 30;
/** Used tokens are known for so long: one that comes again within it ends its session. */
const REMEMBERED_DAYS = 30;

/** What came of a token that was shown. */
export type Refreshed =
  | { readonly kind: 'renewed'; readonly session: string; readonly username: string; readonly token: string }
  /** The token had been used before: somebody has a copy, and the session has ended. */
  | { readonly kind: 'reused'; readonly username: string }
  | { readonly kind: 'expired' };

interface Row {
  readonly session: string;
  readonly username: string;
  readonly used: boolean;
  readonly good: boolean;
}

const FIND = `
  SELECT r.session_id::text AS session, s.username, r.used_at IS NOT NULL AS used,
         s.ended_at IS NULL AND s.expires_at > now() AS good
  FROM refresh_token r JOIN session s ON s.id = r.session_id
  WHERE r.token_sha256 = $1 FOR UPDATE OF r`;

/** Tokens in the cookies of browsers: each prolongs its session once and is replaced by the next. */
export class RefreshTokens {
  constructor(private readonly dataSource: DataSource) {}

  /** The first token of a session. */
  async begin(session: string): Promise<string> {
    return issue(this.dataSource.manager, session);
  }

  /** Takes a token, and gives the next one while the session is good. */
  async take(token: string): Promise<Refreshed> {
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<Row[]>(FIND, [tokenHash(token)]);
      if (row === undefined) return { kind: 'expired' };
      const { session, username, used, good } = row;
      if (used) {
        await manager.query('UPDATE session SET ended_at = coalesce(ended_at, now()) WHERE id::text = $1', [
          session,
        ]);
        return { kind: 'reused', username };
      }
      if (!good) return { kind: 'expired' };
      await manager.query('UPDATE refresh_token SET used_at = now() WHERE token_sha256 = $1', [
        tokenHash(token),
      ]);
      await manager.query(
        `DELETE FROM refresh_token WHERE session_id::text = $1 AND used_at < now() - make_interval(days => $2)`,
        [session, REMEMBERED_DAYS],
      );
      await manager.query(
        `UPDATE session SET refreshed_at = now(), expires_at = now() + make_interval(days => $2) WHERE id::text = $1`,
        [session, LIVES_DAYS],
      );
      return { kind: 'renewed', session, username, token: await issue(manager, session) };
    });
  }
}

const issue = async (manager: EntityManager, session: string): Promise<string> => {
  const token = newToken();
  await manager.query(
    'INSERT INTO refresh_token (token_sha256, session_id, issued_at) VALUES ($1, $2, now())',
    [tokenHash(token), session],
  );
  return token;
};
