import { hash, verify } from '@node-rs/argon2';
import { Injectable, type FactoryProvider } from '@nestjs/common';
import type { CurrentUser } from '@zerofab/contracts';
import { jwtVerify, SignJWT } from 'jose';
import { Journal, storedLogin, storedUser, type ChangeRequest } from '@zerofab/records';
import { DataSource, In, IsNull, Not, type Repository } from 'typeorm';
import { refused, refusedField, type Role } from '@zerofab/vocabulary';
import { FailedLogins } from './failed-logins.js';
import { loadSecret } from './secrets.js';
import { madePassword } from './made-password.js';
import { RefreshTokens } from './refresh.js';
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
  /** Left out: the present one stays; a new account has none until its person sets one by a link. */
  readonly password?: string | undefined;
  readonly sites: readonly string[];
}

/** A log-in that was begun or prolonged. */
export interface LogIn {
  /** For the `Authorization` header, good until `expiresAt` and while the session is. */
  readonly token: string;
  readonly expiresAt: Date;
  /** For the cookie that prolongs the session; good once. */
  readonly refreshToken: string;
  readonly user: CurrentUser;
}

const TOKEN_HOURS = 12;
const MAX_AGENT = 200;

/** Hash of a password nobody has: an unknown user name costs the same time as a wrong password. */
const nobody = hash('nobody has this password');

/** People's accounts: create, log in, recognise. */
@Injectable()
export class Accounts {
  private readonly users: Repository<User>;
  private readonly sessions: Sessions;
  private readonly refreshTokens: RefreshTokens;
  private readonly failures = new FailedLogins();

  constructor(
    dataSource: DataSource,
    private readonly journal: Journal,
    private readonly secret: Uint8Array,
    private readonly isPublic: (password: string) => boolean = () => false,
  ) {
    this.users = dataSource.getRepository(User);
    this.sessions = new Sessions(dataSource);
    this.refreshTokens = new RefreshTokens(dataSource);
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
    const samePassword =
      before !== null && (password === undefined || (await verify(before.passwordHash, password)));
    const row = {
      username,
      nameZh,
      nameEn,
      role,
      sites: [...sites],
      passwordHash: samePassword ? before.passwordHash : await hash(password ?? madePassword()),
      hasPassword: password !== undefined || before?.hasPassword === true,
    };
    await this.journal.append({
      // The key of a repeat would not tell one password from another; setting an account twice does no harm.
      request: { ...request, idempotencyKey: undefined },
      site: null,
      stored: storedUser,
      key: username,
      action: before !== null && !samePassword ? 'password' : 'put',
      value: {
        name: { zh: nameZh, en: nameEn },
        role,
        sites: [...sites],
        disabled: (before?.disabledAt ?? null) !== null,
      },
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

  /** Those of the accounts that a password opens. */
  async openedBy(password: string, usernames: readonly string[]): Promise<string[]> {
    const opened: string[] = [];
    for (const { username, passwordHash } of await this.users.findBy({ username: In([...usernames]) }))
      if (await verify(passwordHash, password)) opened.push(username);
    return opened;
  }

  /**
   * Sets another password without asking for the present one; all sessions of the account end.
   * @returns the password: the given one, or one made now
   * @throws RefusedError not-found
   */
  async resetPassword(username: string, request: ChangeRequest, password = madePassword()): Promise<string> {
    const user = await this.users.findOneBy({ username });
    if (user === null)
      throw refused('not-found', {
        zh: `没有用户“${username}”；请核对用户名`,
        en: `There is no user "${username}"; check the name`,
      });
    const passwordHash = await hash(password);
    await this.journal.append({
      request,
      site: null,
      stored: storedUser,
      key: username,
      action: 'password',
      value: accountValue(user),
      always: true,
      write: async ({ manager }) => {
        await manager.update(User, { username }, { passwordHash, hasPassword: true });
        await this.sessions.endAll(manager, username);
      },
    });
    return password;
  }

  /** Removes an account and ends its sessions; the journal keeps what it was. @throws RefusedError for the last administrator */
  async remove(username: string, request: ChangeRequest): Promise<void> {
    const user = await this.users.findOneBy({ username });
    if (user === null) return;
    await this.journal.append({
      request,
      site: null,
      stored: storedUser,
      key: username,
      action: 'withdraw',
      value: { ...accountValue(user), sites: [] },
      always: true,
      write: async ({ manager }) => {
        const users = manager.getRepository(User);
        await refuseLastAdmin(users, username);
        await this.sessions.forget(manager, username);
        await users.delete({ username });
      },
    });
  }

  /**
   * Begins a session.
   * @returns a token for 12 hours, good while the session is, and one that prolongs the session
   * @throws RefusedError wrong-credentials for a wrong name or password, without saying which; account-disabled;
   * too-many-logins after too many
   */
  async logIn(
    username: string,
    password: string,
    address: string | null = null,
    agent: string | null = null,
  ): Promise<LogIn> {
    this.failures.check(username, address, Date.now());
    const user = await this.users.findOneBy({ username });
    const good = await verify(user?.passwordHash ?? (await nobody), password);
    if (user === null || !good || this.isPublic(password)) {
      this.failures.failed(username, address, Date.now());
      await this.noteLogIn('wrong', user, { username, address, agent });
      throw refused('wrong-credentials', {
        zh: '用户名或密码错误；请核对后重试',
        en: 'User name or password is wrong; check both and try again',
      });
    }
    this.failures.succeeded(username, address);
    // Told only to whoever knows the password.
    if (user.disabledAt !== null) {
      await this.noteLogIn('disabled', user, { username, address, agent });
      throw refused('account-disabled', {
        zh: `账户“${username}”已停用；请联系系统管理员启用`,
        en: `The account "${username}" is disabled; ask an administrator to enable it`,
      });
    }
    await this.noteLogIn('in', user, { username, address, agent });
    const { id } = await this.sessions.begin(username, address, agent);
    await this.users.update({ username }, { lastLoginAt: new Date() });
    return this.logInOf(user, id, await this.refreshTokens.begin(id));
  }

  /** A log-in that was tried is an entry of the audit log, under the name that was given. */
  private async noteLogIn(
    outcome: 'in' | 'wrong' | 'disabled',
    user: User | null,
    { username, address, agent }: { username: string; address: string | null; agent: string | null },
  ): Promise<void> {
    await this.journal.append({
      request: { actor: { username, role: user?.role ?? 'unknown', address } },
      site: null,
      stored: storedLogin,
      key: username,
      action: outcome === 'in' ? 'login' : 'refuse',
      value: { outcome, agent: agent?.slice(0, MAX_AGENT) ?? null },
      always: true,
      write: () => Promise.resolve(),
    });
  }

  /**
   * Prolongs a session by the token of its cookie, and gives the next one.
   * @throws RefusedError session-expired, or refresh-reused when the token had been used: then the session has ended
   */
  async refresh(refreshToken: string): Promise<LogIn> {
    const taken = await this.refreshTokens.take(refreshToken);
    if (taken.kind === 'reused')
      throw refused('refresh-reused', {
        zh: '该登录凭据已被使用过，可能被他人复制；为安全起见会话已结束，请重新登录',
        en: 'This login was used before, perhaps by somebody who copied it; the session has ended for safety, log in again',
      });
    const user = taken.kind === 'renewed' ? await this.users.findOneBy({ username: taken.username }) : null;
    if (taken.kind === 'expired' || user === null || user.disabledAt !== null)
      throw refused('session-expired', {
        zh: '登录已过期；请重新登录',
        en: 'The session has expired; log in again',
      });
    return this.logInOf(user, taken.session, taken.token);
  }

  private async logInOf(user: User, session: string, refreshToken: string): Promise<LogIn> {
    const expiresAt = new Date(Date.now() + TOKEN_HOURS * 3_600_000);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.username)
      .setJti(session)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.secret);
    const displayName = { zh: user.nameZh, en: user.nameEn };
    return {
      token,
      expiresAt,
      refreshToken,
      user: { username: user.username, displayName, role: user.role },
    };
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
    if (user === null || session === undefined || user.disabledAt !== null)
      throw refused('not-logged-in', {
        zh: '登录已过期或无效；请重新登录',
        en: 'The login has expired or is not valid; log in again',
      });
    return principalOf(user, session);
  }

  /** Who is behind these sessions as of now, by session; an ended session is left out. */
  async present(sessions: readonly string[]): Promise<ReadonlyMap<string, Principal>> {
    const owners = await this.sessions.owners(sessions);
    const users = await this.users.findBy({ username: In([...new Set(owners.values())]) });
    const byName = new Map(users.map((user) => [user.username, user]));
    const found = new Map<string, Principal>();
    for (const [session, username] of owners) {
      const user = byName.get(username);
      if (user !== undefined && user.disabledAt === null) found.set(session, principalOf(user, session));
    }
    return found;
  }

  /** Ends the session that asks. */
  async logOut({ session }: Principal): Promise<void> {
    await this.sessions.end(session);
  }

  async sessionsOf({ username }: Pick<Principal, 'username'>): Promise<Session[]> {
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
      value: accountValue(user),
      always: true,
      write: async ({ manager }) => {
        await manager.update(User, { username: user.username }, { passwordHash, hasPassword: true });
        await this.sessions.endAll(manager, user.username, asker.session);
      },
    });
  }
}

const principalOf = ({ username, nameZh, nameEn, role, sites }: User, session: string): Principal => ({
  username,
  displayName: { zh: nameZh, en: nameEn },
  role,
  sites,
  session,
});

/** An account as the journal keeps it: never its password. */
export const accountValue = ({ nameZh, nameEn, role, sites, disabledAt }: User) => ({
  name: { zh: nameZh, en: nameEn },
  role,
  sites,
  disabled: disabledAt !== null,
});

/** @throws RefusedError conflict when the account is the only administrator */
export const refuseLastAdmin = async (users: Repository<User>, username: string): Promise<void> => {
  const open = { role: 'admin', disabledAt: IsNull() } as const;
  const isAdmin = await users.existsBy({ username, ...open });
  if (!isAdmin || (await users.existsBy({ username: Not(username), ...open }))) return;
  throw refused('last-administrator', {
    zh: `“${username}”是唯一的管理员；请先将另一账户设为管理员`,
    en: `"${username}" is the only administrator; make another account administrator first`,
  });
};

/** Accounts whose tokens are signed with the key kept in `dataDir`; a password that `isPublic` opens none. */
export const accountsProvider = (
  dataDir: string,
  isPublic: (password: string) => boolean,
): FactoryProvider<Accounts> => ({
  provide: Accounts,
  inject: [DataSource, Journal],
  useFactory: (dataSource: DataSource, journal: Journal) =>
    new Accounts(dataSource, journal, loadSecret(dataDir, 'token-key'), isPublic),
});
