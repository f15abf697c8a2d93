import { hash } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Journal, storedUser, type ChangeRequest } from '@zerofab/records';
import { refused, type Role } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { accountValue, refuseLastAdmin } from './accounts.js';
import { checkPassword } from './password-rules.js';
import { Sessions } from './sessions.js';
import { newToken, tokenHash } from './tokens.js';
import { User } from './user.entity.js';

/** What a one-time link is for: a first password, or a new one. */
export type LinkPurpose = 'invite' | 'reset';

/** An account as an administrator sees it. */
export interface Person {
  readonly username: string;
  readonly displayName: { readonly zh: string; readonly en: string };
  readonly role: Role;
  readonly sites: readonly string[];
  readonly disabled: boolean;
  readonly hasPassword: boolean;
  readonly lastLoginAt: Date | null;
  readonly sessions: number;
  /** A link that is still good; its token is nowhere. */
  readonly link: { readonly purpose: LinkPurpose; readonly expiresAt: Date } | null;
}

const HOURS: Readonly<Record<LinkPurpose, number>> = { invite: 7 * 24, reset: 24 };

interface Row {
  readonly username: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly role: Role;
  readonly sites: string[];
  readonly disabled_at: Date | null;
  readonly has_password: boolean;
  readonly last_login_at: Date | null;
  readonly sessions: number;
  readonly purpose: LinkPurpose | null;
  readonly link_until: Date | null;
}

const PEOPLE = `
  SELECT u.username, u.name_zh, u.name_en, u.role, u.sites, u.disabled_at, u.has_password, u.last_login_at,
    (SELECT count(*)::int FROM session s
     WHERE s.username = u.username AND s.ended_at IS NULL AND s.expires_at > now()) AS sessions,
    l.purpose, l.expires_at AS link_until
  FROM app_user u
  LEFT JOIN LATERAL (
    SELECT purpose, expires_at FROM one_time_link
    WHERE username = u.username AND used_at IS NULL AND expires_at > now() ORDER BY created_at DESC LIMIT 1
  ) l ON true
  WHERE $1::text IS NULL OR u.username = $1
  ORDER BY u.username`;

const toPerson = (row: Row): Person => ({
  username: row.username,
  displayName: { zh: row.name_zh, en: row.name_en },
  role: row.role,
  sites: row.sites,
  disabled: row.disabled_at !== null,
  hasPassword: row.has_password,
  lastLoginAt: row.last_login_at,
  sessions: row.sessions,
  link:
    row.purpose === null || row.link_until === null
      ? null
      : { purpose: row.purpose, expiresAt: row.link_until },
});

const notValid = () =>
  refused('link-not-valid', {
    zh: '该链接已使用、已过期或无效；请向系统管理员索取新的链接',
    en: 'This link was used, has expired or is not valid; ask an administrator for a new one',
  });

/** Accounts as administrators keep them: who there is, links for passwords, closing and opening. */
@Injectable()
export class People {
  private readonly sessions: Sessions;

  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {
    this.sessions = new Sessions(dataSource);
  }

  async list(): Promise<Person[]> {
    return (await this.dataSource.query<Row[]>(PEOPLE, [null])).map(toPerson);
  }

  /** @throws RefusedError not-found */
  async person(username: string): Promise<Person> {
    const [row] = await this.dataSource.query<Row[]>(PEOPLE, [username]);
    if (row === undefined)
      throw refused('not-found', {
        zh: `没有用户“${username}”；请核对用户名`,
        en: `There is no user "${username}"; check the name`,
      });
    return toPerson(row);
  }

  /**
   * Makes a link by which a person sets the own password: once, within 7 days for a first one, a day for another. A link
   * made before stops working; the present password works until the link is used.
   * @returns the token of the link, which is kept nowhere
   * @throws RefusedError not-found
   */
  async makeLink(
    username: string,
    request: ChangeRequest,
  ): Promise<{ readonly token: string; readonly purpose: LinkPurpose; readonly expiresAt: Date }> {
    const user = await this.require(username);
    const purpose = user.hasPassword ? 'reset' : 'invite';
    const token = newToken();
    let expiresAt = new Date();
    await this.journal.append({
      // A link is shown once: a repeat makes a new one.
      request: { ...request, idempotencyKey: undefined, expectedVersion: undefined },
      site: null,
      stored: storedUser,
      key: username,
      action: 'issue',
      value: accountValue(user),
      always: true,
      write: async ({ manager, at }) => {
        expiresAt = new Date(at.getTime() + HOURS[purpose] * 3_600_000);
        await manager.query('DELETE FROM one_time_link WHERE username = $1 AND used_at IS NULL', [username]);
        await manager.query(
          `INSERT INTO one_time_link (token_sha256, username, purpose, created_by, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [tokenHash(token), username, purpose, request.actor.username, at, expiresAt],
        );
      },
    });
    return { token, purpose, expiresAt };
  }

  /** Whose link it is, without using it. @throws RefusedError link-not-valid */
  async lookAtLink(
    token: string,
  ): Promise<{ readonly person: Person; readonly purpose: LinkPurpose; readonly expiresAt: Date }> {
    const person = await this.person(await this.ownerOf(token));
    if (person.link === null || person.disabled) throw notValid();
    return { person, ...person.link };
  }

  /**
   * Sets the password of the person whose link it is; the link stops working, all sessions end.
   * @throws RefusedError link-not-valid; weak-password, which leaves the link good
   */
  async useLink(token: string, password: string, address: string | null): Promise<Person> {
    const username = await this.ownerOf(token);
    const user = await this.require(username);
    if (user.disabledAt !== null) throw notValid();
    checkPassword('password', username, password);
    const passwordHash = await hash(password);
    await this.journal.append({
      request: { actor: { username, role: user.role, address }, reason: 'one-time link' },
      site: null,
      stored: storedUser,
      key: username,
      action: 'password',
      value: accountValue(user),
      always: true,
      write: async ({ manager, at }) => {
        await spend(manager, token, at);
        await manager.update(User, { username }, { passwordHash, hasPassword: true });
        await this.sessions.endAll(manager, username);
      },
    });
    return this.person(username);
  }

  /**
   * Closes an account, or opens it again; a closed one opens nothing, and its sessions end at once.
   * @throws RefusedError not-found; last-administrator
   */
  async setDisabled(username: string, disabled: boolean, request: ChangeRequest): Promise<Person> {
    const user = await this.require(username);
    await this.journal.append({
      request,
      site: null,
      stored: storedUser,
      key: username,
      action: 'put',
      value: { ...accountValue(user), disabled },
      write: async ({ manager, at }) => {
        if (disabled) await refuseLastAdmin(manager.getRepository(User), username);
        await manager.update(User, { username }, { disabledAt: disabled ? at : null });
        if (disabled) await this.sessions.endAll(manager, username);
      },
    });
    return this.person(username);
  }

  private async require(username: string): Promise<User> {
    const user = await this.dataSource.getRepository(User).findOneBy({ username });
    if (user === null)
      throw refused('not-found', {
        zh: `没有用户“${username}”；请核对用户名`,
        en: `There is no user "${username}"; check the name`,
      });
    return user;
  }

  private async ownerOf(token: string): Promise<string> {
    const [row] = await this.dataSource.query<{ username: string }[]>(
      'SELECT username FROM one_time_link WHERE token_sha256 = $1 AND used_at IS NULL AND expires_at > now()',
      [tokenHash(token)],
    );
    if (row === undefined) throw notValid();
    return row.username;
  }
}

/** Of two who use a link at once one finds it good. */
const spend = async (manager: EntityManager, token: string, at: Date): Promise<void> => {
  const [rows] = await manager.query<[unknown[], number]>(
    `UPDATE one_time_link SET used_at = $2
     WHERE token_sha256 = $1 AND used_at IS NULL AND expires_at > $2 RETURNING username`,
    [tokenHash(token), at],
  );
  if (rows.length === 0) throw notValid();
};
