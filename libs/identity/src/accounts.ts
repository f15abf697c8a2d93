import { hash, verify } from '@node-rs/argon2';
import { Injectable, type FactoryProvider } from '@nestjs/common';
import type { CurrentUser } from '@zerofab/contracts';
import { jwtVerify, SignJWT } from 'jose';
import { Journal, storedUser, type ChangeRequest } from '@zerofab/records';
import { DataSource, Not, type Repository } from 'typeorm';
import { refused, refusedField, type Role } from '@zerofab/vocabulary';
import { FailedLogins } from './failed-logins.js';
import { loadSecret } from './secrets.js';
import { Sessions, type Session } from './sessions.js';
import { User } from './user.entity.js';

/** Who asks: what every guarded handler may rely on. */
export interface Principal {
  readonly username: string;
  readonly displayName: { readonly zh: string; readonly en: string };
  readonly role: Role;
  /** Site codes granted, or `*`. */
  readonly sites: readonly string[];
  /** The log-in that asks. */
  readonly session: string;
}

export const seesSite = (who: Principal, site: string): boolean =>
  who.role === 'admin' || who.sites.includes('*') || who.sites.includes(site);

export interface NewUser {
  readonly username: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly role: Role;
  readonly password: string;
  readonly sites: readonly string[];
}

/** Hash of a password nobody has: an unknown user name costs the same time as a wrong password. */
const nobody = hash('nobody has this password');

/** People's accounts: create, log in, recognise. */
@Injectable()
export class Accounts {
  private readonly users: Repository<User>;
  private readonly sessions: Sessions;
  private readonly failures = new FailedLogins();

  constructor(
    dataSource: DataSource,
    private readonly journal: Journal,
    private readonly secret: Uint8Array,
  ) {
    this.users = dataSource.getRepository(User);
    this.sessions = new Sessions(dataSource);
  }

  async exists(username: string): Promise<boolean> {
    return this.users.existsBy({ username });
  }

  /**
   * Creates the account, or sets password, role and sites of an existing one; nothing changed makes no version.
   * @throws RefusedError conflict when the person saw another version, or the last administrator would be none any more
   */
  async save(user: NewUser, request: ChangeRequest): Promise<void> {
    const { password, sites, username, nameZh, nameEn, role } = user;
    const before = await this.users.findOneBy({ username });
    const samePassword = before !== null && (await verify(before.passwordHash, password));
    const row = { username, nameZh, nameEn, role, sites: [...sites], passwordHash: await hash(password) };
    await this.journal.append({
      // The key of a repeat would not tell one password from another; setting an account twice does no harm.
      request: { ...request, idempotencyKey: undefined },
      site: null,
      stored: storedUser,
      key: username,
      action: before !== null && !samePassword ? 'password' : 'put',
      value: { name: { zh: nameZh, en: nameEn }, role, sites: [...sites] },
      always: !samePassword,
      write: async ({ manager }) => {
        const users = manager.getRepository(User);
        if (role !== 'admin') await refuseLastAdmin(users, username);
        await users.upsert(row, ['username']);
        if (before !== null && (!samePassword || before.role !== role))
          await this.sessions.endAll(manager, username);
      },
    });
  }

  /**
   * Begins a session.
   * @returns a token for 12 hours, good while the session is
   * @throws RefusedError not-logged-in for a wrong name or password, without saying which; too-many after too many
   */
  async logIn(
    username: string,
    password: string,
    address: string | null = null,
  ): Promise<{ token: string; expiresAt: Date; user: CurrentUser }> {
    this.failures.check(username, address, Date.now());
    const user = await this.users.findOneBy({ username });
    const good = await verify(user?.passwordHash ?? (await nobody), password);
    if (user === null || !good) {
      this.failures.failed(username, address, Date.now());
      throw refused('wrong-credentials', {
        zh: '用户名或密码错误；请核对后重试',
        en: 'User name or password is wrong; check both and try again',
      });
    }
    this.failures.succeeded(username, address);
    const { id, expiresAt } = await this.sessions.begin(username, address);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.username)
      .setJti(id)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.secret);
    const displayName = { zh: user.nameZh, en: user.nameEn };
    return { token, expiresAt, user: { username: user.username, displayName, role: user.role } };
  }

  /**
   * Session, role and sites are read anew for each request, so that a right taken away is gone at once.
   * @throws RefusedError not-logged-in when the token is wrong, too old, its session has ended or its user is gone.
   */
  async recognise(token: string): Promise<Principal> {
    const session = await jwtVerify(token, this.secret, { algorithms: ['HS256'] }).then(
      ({ payload }) => payload.jti,
      () => undefined,
    );
    const username = session === undefined ? undefined : await this.sessions.owner(session);
    const user = username === undefined ? null : await this.users.findOneBy({ username });
    if (user === null || session === undefined)
      throw refused('not-logged-in', {
        zh: '登录已过期或无效；请重新登录',
        en: 'The login has expired or is not valid; log in again',
      });
    const displayName = { zh: user.nameZh, en: user.nameEn };
    return { username: user.username, displayName, role: user.role, sites: user.sites, session };
  }

  /** Ends the session that asks. */
  async logOut({ session }: Principal): Promise<void> {
    await this.sessions.end(session);
  }

  async sessionsOf({ username }: Principal): Promise<Session[]> {
    return this.sessions.list(username);
  }

  /** Ends a session of one's own; an administrator ends anybody's. @throws RefusedError not-found */
  async endSession(id: string, asker: Principal): Promise<void> {
    const owner = await this.sessions.owner(id);
    const mayEnd = owner === asker.username || asker.role === 'admin';
    if (owner === undefined || !mayEnd || !(await this.sessions.end(id)))
      throw refused('unknown-session', {
        zh: `您没有会话“${id}”；GET /auth/sessions 列出您的会话`,
        en: `There is no session "${id}" of yours; GET /auth/sessions lists them`,
      });
  }

  /**
   * Changes one's own password; all other sessions end at once.
   * @throws RefusedError invalid when the present password is wrong
   */
  async changePassword(
    asker: Principal,
    { current, password }: { readonly current: string; readonly password: string },
    request: ChangeRequest,
  ): Promise<void> {
    const user = await this.users.findOneByOrFail({ username: asker.username });
    if (!(await verify(user.passwordHash, current)))
      throw refusedField('wrong-password', 'current', {
        zh: '不是您当前的密码；请重新输入',
        en: 'is not your present password; enter it again',
      });
    const passwordHash = await hash(password);
    await this.journal.append({
      request: { ...request, idempotencyKey: undefined, expectedVersion: undefined },
      site: null,
      stored: storedUser,
      key: user.username,
      action: 'password',
      value: { name: { zh: user.nameZh, en: user.nameEn }, role: user.role, sites: user.sites },
      always: true,
      write: async ({ manager }) => {
        await manager.update(User, { username: user.username }, { passwordHash });
        await this.sessions.endAll(manager, user.username, asker.session);
      },
    });
  }
}

/** @throws RefusedError conflict when the account is the only administrator */
const refuseLastAdmin = async (users: Repository<User>, username: string): Promise<void> => {
  const isAdmin = await users.existsBy({ username, role: 'admin' });
  if (!isAdmin || (await users.existsBy({ username: Not(username), role: 'admin' }))) return;
  throw refused('last-administrator', {
    zh: `“${username}”是唯一的管理员；请先将另一账户设为管理员`,
    en: `"${username}" is the only administrator; make another account administrator first`,
  });
};

/** Accounts whose tokens are signed with the key kept in `dataDir`. */
export const accountsProvider = (dataDir: string): FactoryProvider<Accounts> => ({
  provide: Accounts,
  inject: [DataSource, Journal],
  useFactory: (dataSource: DataSource, journal: Journal) =>
    new Accounts(dataSource, journal, loadSecret(dataDir, 'token-key')),
});
