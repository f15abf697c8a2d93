import { hash, verify } from '@node-rs/argon2';
import { Injectable, type FactoryProvider } from '@nestjs/common';
import type { CurrentUser } from '@zerofab/contracts';
import { jwtVerify, SignJWT } from 'jose';
import { ProblemError } from '@zerofab/platform';
import { Journal, storedUser, type ChangeRequest } from '@zerofab/records';
import { DataSource, Not, type Repository } from 'typeorm';
import type { Role } from '@zerofab/vocabulary';
import { loadSecret } from './secrets.js';
import { User } from './user.entity.js';

/** Who asks: what every guarded handler may rely on. */
export interface Principal {
  readonly username: string;
  readonly displayName: { readonly zh: string; readonly en: string };
  readonly role: Role;
  /** Site codes granted, or `*`. */
  readonly sites: readonly string[];
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

const TOKEN_HOURS = 12;

/** Hash of a password nobody has: an unknown user name costs the same time as a wrong password. */
const nobody = hash('nobody has this password');

/** People's accounts: create, log in, recognise. */
@Injectable()
export class Accounts {
  private readonly users: Repository<User>;

  constructor(
    dataSource: DataSource,
    private readonly journal: Journal,
    private readonly secret: Uint8Array,
  ) {
    this.users = dataSource.getRepository(User);
  }

  async exists(username: string): Promise<boolean> {
    return this.users.existsBy({ username });
  }

  /**
   * Creates the account, or sets password, role and sites of an existing one; nothing changed makes no version.
   * @throws ProblemError 409 when the person saw another version, or the last administrator would be none any more
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
      },
    });
  }

  /**
   * @returns a token for 12 hours.
   * @throws ProblemError 401 for a wrong name or password, without saying which.
   */
  async logIn(
    username: string,
    password: string,
  ): Promise<{ token: string; expiresAt: Date; user: CurrentUser }> {
    const user = await this.users.findOneBy({ username });
    const good = await verify(user?.passwordHash ?? (await nobody), password);
    if (user === null || !good) {
      throw new ProblemError(
        401,
        'wrong-credentials',
        'User name or password is wrong; check both and try again',
      );
    }
    const expiresAt = new Date(Date.now() + TOKEN_HOURS * 3_600_000);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.username)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.secret);
    const displayName = { zh: user.nameZh, en: user.nameEn };
    return { token, expiresAt, user: { username: user.username, displayName, role: user.role } };
  }

  /**
   * Role and sites are read anew for each request, so that a right taken away is gone at once.
   * @throws ProblemError 401 when the token is wrong, too old or its user is gone.
   */
  async recognise(token: string): Promise<Principal> {
    const username = await jwtVerify(token, this.secret, { algorithms: ['HS256'] }).then(
      ({ payload }) => payload.sub,
      () => undefined,
    );
    const user = username === undefined ? null : await this.users.findOneBy({ username });
    if (user === null)
      throw new ProblemError(401, 'not-logged-in', 'The login has expired or is not valid; log in again');
    const displayName = { zh: user.nameZh, en: user.nameEn };
    return { username: user.username, displayName, role: user.role, sites: user.sites };
  }
}

/** @throws ProblemError 409 when the account is the only administrator */
const refuseLastAdmin = async (users: Repository<User>, username: string): Promise<void> => {
  const isAdmin = await users.existsBy({ username, role: 'admin' });
  if (!isAdmin || (await users.existsBy({ username: Not(username), role: 'admin' }))) return;
  throw new ProblemError(
    409,
    'last-administrator',
    `"${username}" is the only administrator; make another account administrator first`,
  );
};

/** Accounts whose tokens are signed with the key kept in `dataDir`. */
export const accountsProvider = (dataDir: string): FactoryProvider<Accounts> => ({
  provide: Accounts,
  inject: [DataSource, Journal],
  useFactory: (dataSource: DataSource, journal: Journal) =>
    new Accounts(dataSource, journal, loadSecret(dataDir, 'token-key')),
});
