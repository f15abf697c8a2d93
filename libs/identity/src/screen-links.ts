import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Journal, storedScreenLink, type ChangeRequest } from '@zerofab/records';
import { refused, refusedField } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';
import type { Principal } from './accounts.js';
import { newToken, tokenHash } from './tokens.js';

/** The link of a large screen, as it is kept. */
export interface ScreenLink {
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedWhy: string | null;
  readonly lastSeenAt: Date | null;
}

/** What tells the token of a screen from that of a person. */
const PREFIX = 'screen.';
/** Links of a site that are good at once: more screens than a works has walls. */
const MOST = 50;
/** Links that a list shows, ended ones among them. */
const LISTED = 200;
const GOOD = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';
const COLUMNS = `id::text AS id, site, name, created_by AS "createdBy", created_at AS "createdAt",
  expires_at AS "expiresAt", revoked_at AS "revokedAt", revoked_by AS "revokedBy", revoked_why AS "revokedWhy",
  last_seen_at AS "lastSeenAt"`;

/** Whether a bearer token is one of a screen. */
export const isScreenToken = (token: string): boolean => token.startsWith(PREFIX);

const asPrincipal = ({ id, name, site }: ScreenLink): Principal => ({
  username: `${PREFIX}${id}`,
  displayName: { zh: name, en: name },
  role: 'viewer',
  sites: [site],
  session: `${PREFIX}${id}`,
});

const valueOf = (link: Pick<ScreenLink, 'name' | 'expiresAt'>, revoked: boolean) => ({
  name: link.name,
  expiresAt: link.expiresAt?.toISOString() ?? null,
  revoked,
});

/** Links by which large screens read one site each without a login, until they expire or are revoked. */
@Injectable()
export class ScreenLinks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Links of a site, the latest first. */
  async list(site: string): Promise<ScreenLink[]> {
    return this.dataSource.query<ScreenLink[]>(
      `SELECT ${COLUMNS} FROM screen_link WHERE site = $1 ORDER BY created_at DESC, id LIMIT ${String(LISTED)}`,
      [site],
    );
  }

  /**
   * Makes a link.
   * @returns the link and its token, which is kept nowhere
   * @throws RefusedError `validation` for an end that has passed; `too-many-screen-links`
   */
  async make(
    site: string,
    asked: { readonly name: string; readonly expiresAt: Date | null },
    request: ChangeRequest,
  ): Promise<{ readonly link: ScreenLink; readonly token: string }> {
    if (asked.expiresAt !== null && asked.expiresAt.getTime() <= Date.now())
      throw refusedField('validation', 'expiresAt', {
        zh: '该时间已过；请填写将来的时间，或留空',
        en: 'has passed; give a time to come, or leave it out',
      });
    const id = randomUUID();
    const token = `${PREFIX}${newToken()}`;
    await this.journal.append({
      // A token is shown once: a repeat makes another link.
      request: { ...request, idempotencyKey: undefined, expectedVersion: undefined },
      site,
      stored: storedScreenLink,
      key: id,
      action: 'issue',
      value: valueOf(asked, false),
      write: async ({ manager, at }) => {
        const [row] = await manager.query<{ count: number }[]>(
          `SELECT count(*)::int AS count FROM screen_link WHERE site = $1 AND ${GOOD}`,
          [site],
        );
        if ((row?.count ?? 0) >= MOST) throw tooMany();
        await manager.query(
          `INSERT INTO screen_link (id, site, name, token_sha256, created_by, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, site, asked.name, tokenHash(token), request.actor.username, at, asked.expiresAt],
        );
      },
    });
    return { link: await this.require(site, id), token };
  }

  /**
   * Takes a link back: from now on it opens nothing. One that is revoked already stays as it is.
   * @throws RefusedError `not-found`
   */
  async revoke(site: string, id: string, request: ChangeRequest): Promise<ScreenLink> {
    const link = await this.require(site, id);
    await this.journal.append({
      request,
      site,
      stored: storedScreenLink,
      key: id,
      action: 'revoke',
      value: valueOf(link, true),
      write: async ({ manager, at }) => {
        await manager.query(
          'UPDATE screen_link SET revoked_at = $2, revoked_by = $3, revoked_why = $4 WHERE id = $1::uuid',
          [id, at, request.actor.username, request.reason ?? null],
        );
      },
    });
    return this.require(site, id);
  }

  /**
   * Who a screen is: a viewer of one site. It is read anew for each request, so that a link taken back is gone at once.
   * @throws RefusedError `screen-link-ended`, which tells revoked, expired and unknown apart
   */
  async recognise(token: string): Promise<Principal> {
    const [link] = await this.dataSource.query<ScreenLink[]>(
      `SELECT ${COLUMNS} FROM screen_link WHERE token_sha256 = $1`,
      [tokenHash(token)],
    );
    if (link === undefined || link.revokedAt !== null || isPast(link.expiresAt)) throw ended(link);
    await this.dataSource.query(
      `UPDATE screen_link SET last_seen_at = now()
       WHERE id = $1::uuid AND (last_seen_at IS NULL OR last_seen_at < now() - interval '10 minutes')`,
      [link.id],
    );
    return asPrincipal(link);
  }

  /** Who is behind these sessions as of now, by session; people's sessions and ended links are left out. */
  async present(sessions: readonly string[]): Promise<ReadonlyMap<string, Principal>> {
    const ids = sessions.filter(isScreenToken).map((session) => session.slice(PREFIX.length));
    if (ids.length === 0) return new Map();
    const links = await this.dataSource.query<ScreenLink[]>(
      `SELECT ${COLUMNS} FROM screen_link WHERE id::text = ANY($1) AND ${GOOD}`,
      [ids],
    );
    return new Map(links.map(asPrincipal).map((who) => [who.session, who]));
  }

  private async require(site: string, id: string): Promise<ScreenLink> {
    const [link] = await this.dataSource.query<ScreenLink[]>(
      `SELECT ${COLUMNS} FROM screen_link WHERE site = $1 AND id::text = $2`,
      [site, id],
    );
    if (link !== undefined) return link;
    throw refused('not-found', {
      zh: `该站点没有大屏链接“${id}”；GET …/screen-links 列出全部链接`,
      en: `The site has no screen link "${id}"; GET …/screen-links lists them`,
    });
  }
}

const isPast = (time: Date | null): boolean => time !== null && time.getTime() <= Date.now();

const tooMany = () =>
  refused('too-many-screen-links', {
    zh: `该站点已有 ${String(MOST)} 个有效的大屏链接；请先收回不再使用的链接`,
    en: `The site has ${String(MOST)} good screen links; revoke those that are not used any more first`,
  });

const ended = (link: ScreenLink | undefined) => {
  const [zh, en] =
    link === undefined
      ? ['无效', 'not valid']
      : link.revokedAt !== null
        ? ['已被收回', 'revoked']
        : ['已过期', 'expired'];
  return refused('screen-link-ended', {
    zh: `此大屏链接${zh}；请能源管理员在“配置 › 大屏”中生成新的链接，再在此屏幕上打开`,
    en: `The link of this screen is ${en}; ask an energy manager for a new one (Settings › Screens) and open it here`,
  });
};
