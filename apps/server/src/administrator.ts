import { madePassword, type Accounts } from '@zerofab/identity';
import type { Environment } from '@zerofab/platform';
import { systemActor, type ChangeRequest } from '@zerofab/records';
import { DEMO_PEOPLE } from './demo/demo-people.js';
import { DEMO_PASSWORD } from './demo/public-password.js';

/** Logins to print once. */
export type Logins = readonly { readonly username: string; readonly password: string }[];

const FIRST_START: ChangeRequest = { actor: systemActor('zerofab'), reason: 'first start' };
const LEFT_DEMO: ChangeRequest = { actor: systemActor('zerofab'), reason: 'the demo mode was left' };
const ADMIN = 'admin';

/** The first administrator: with the given password, the demo's, or one made now. */
const createAdmin = async (env: Environment, accounts: Accounts): Promise<Logins> => {
  const password = env.adminPassword ?? (env.demo ? DEMO_PASSWORD : madePassword());
  const name = { nameZh: '管理员', nameEn: 'Administrator' };
  await accounts.save({ username: ADMIN, ...name, role: 'admin', password, sites: ['*'] }, FIRST_START);
  return env.adminPassword === undefined && !env.demo ? [{ username: ADMIN, password }] : [];
};

/**
 * What a demo left behind and its public password opens: the demo's people are removed, the administrator gets a new
 * password. An account whose password a person changed is that person's and stays.
 */
const leaveDemo = async (env: Environment, accounts: Accounts): Promise<Logins> => {
  const logins: { username: string; password: string }[] = [];
  for (const username of await accounts.openedBy(DEMO_PASSWORD, [ADMIN, ...DEMO_PEOPLE])) {
    if (username !== ADMIN) {
      await accounts.remove(username, LEFT_DEMO);
      continue;
    }
    const password = await accounts.resetPassword(username, LEFT_DEMO, env.adminPassword);
    if (env.adminPassword === undefined) logins.push({ username, password });
  }
  return logins;
};

/**
 * Sees to it that there is an administrator, and that outside a demo no account is open to everybody.
 * @returns logins made now, to print once
 */
export const giveAdmin = async (env: Environment, accounts: Accounts): Promise<Logins> => {
  const created = (await accounts.exists(ADMIN)) ? [] : await createAdmin(env, accounts);
  return env.demo ? created : [...created, ...(await leaveDemo(env, accounts))];
};
