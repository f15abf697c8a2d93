import type { LinkOwner, OneTimeLink, PersonList, Problem, SessionList } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a password of her own';
beforeAll(async () => {
  await platform.start();
});
afterAll(async () => {
  await platform.destroy();
});

const problem = async (method: string, path: string, body?: unknown, token?: string): Promise<string> =>
  (await platform.call<Problem>(method, path, body, token)).body.type;
const person = async (username: string) =>
  (await platform.get<PersonList>('/users')).items.find((one) => one.username === username);
const tokenOf = (link: OneTimeLink): string => link.path.split('#')[1] ?? '';
const makeLink = async (username: string): Promise<OneTimeLink> =>
  (await platform.post(`/users/${username}/link`, {})) as unknown as OneTimeLink;
const useLink = async (token: string, password: string) =>
  platform.call<Problem>('POST', '/auth/links/use', { token, password }, '');
const logIn = async (username: string, password: string) =>
  platform.call<Problem & { accessToken?: string }>('POST', '/auth/login', { username, password }, '');

describe('an invitation', () => {
  const wang = { name: '王敏', role: 'energy_manager', sites: ['*'] };

  it('creates an account that nobody can open before its person set a password', async () => {
    await platform.put('/users/wang', wang);
    expect(await person('wang')).toMatchObject({
      hasPassword: false,
      link: null,
      disabled: false,
      sites: ['*'],
    });
    expect((await logIn('wang', '')).status).toBe(422);
    expect((await logIn('wang', 'anything at all')).status).toBe(401);
  });

  it('is a link that is good once, and names its person', async () => {
    const first = await makeLink('wang');
    const link = await makeLink('wang');
    expect(link.purpose).toBe('invite');
    expect(await problem('POST', '/auth/links/look', { token: tokenOf(first) }, '')).toBe(
      '/problems/link-not-valid',
    );
    const owner = await platform.call<LinkOwner>('POST', '/auth/links/look', { token: tokenOf(link) }, '');
    expect(owner.body).toMatchObject({ username: 'wang', displayName: { zh: '王敏' }, purpose: 'invite' });
    expect((await useLink(tokenOf(link), 'password123')).body.type).toBe('/problems/weak-password');
    expect((await useLink(tokenOf(link), PASSWORD)).status).toBe(200);
    expect((await useLink(tokenOf(link), 'another password of hers')).body.type).toBe(
      '/problems/link-not-valid',
    );
    expect((await logIn('wang', PASSWORD)).status).toBe(200);
    const known = await person('wang');
    expect(known).toMatchObject({ hasPassword: true, link: null, sessions: 1 });
    expect(known?.lastLoginAt).not.toBeNull();
  });

  it('expires', async () => {
    const link = await makeLink('wang');
    expect(link.purpose).toBe('reset');
    await platform.sql(
      `UPDATE one_time_link SET expires_at = now() - interval '1 second' WHERE used_at IS NULL`,
    );
    expect((await useLink(tokenOf(link), 'yet another password')).body.type).toBe('/problems/link-not-valid');
  });

  it('keeps the password where role or sites change without one', async () => {
    await platform.put('/users/wang', { ...wang, sites: ['one'] });
    expect((await logIn('wang', PASSWORD)).status).toBe(200);
  });

  it('keeps no token that could be used', async () => {
    const link = await makeLink('wang');
    const rows = await platform.sql<{ text: string }>('SELECT t::text AS text FROM one_time_link t');
    expect(rows.some(({ text }) => text.includes(tokenOf(link)))).toBe(false);
  });
});

describe('a reset', () => {
  it('ends the sessions when its link is used, not before', async () => {
    const token = await platform.logIn('wang', PASSWORD);
    const me = async () => (await platform.call('GET', '/auth/me', undefined, token)).status;
    const link = await makeLink('wang');
    expect(await me()).toBe(200);
    expect((await useLink(tokenOf(link), 'a third password of hers')).status).toBe(200);
    expect(await me()).toBe(401);
  });
});

describe('a closed account', () => {
  it('opens nothing, says why to whoever knows the password, and opens again', async () => {
    await platform.put('/users/li', { name: 'Li', role: 'viewer', password: PASSWORD, sites: [] });
    const token = await platform.logIn('li', PASSWORD);
    const link = await makeLink('li');
    expect((await platform.call('POST', '/users/li/disable', {})).status).toBe(200);
    expect((await platform.call('GET', '/auth/me', undefined, token)).status).toBe(401);
    expect((await logIn('li', PASSWORD)).body.type).toBe('/problems/account-disabled');
    expect((await logIn('li', 'wrong password')).body.type).toBe('/problems/wrong-credentials');
    expect((await useLink(tokenOf(link), 'another one for li')).body.type).toBe('/problems/link-not-valid');
    expect((await platform.call('POST', '/users/li/enable', {})).status).toBe(200);
    expect((await logIn('li', PASSWORD)).status).toBe(200);
  });

  it('is not the only administrator', async () => {
    expect(await problem('POST', '/users/admin/disable', {})).toBe('/problems/last-administrator');
    await platform.put('/users/second', { name: 'S', role: 'admin', password: PASSWORD, sites: ['*'] });
    expect((await platform.call('POST', '/users/second/disable', {})).status).toBe(200);
    expect(await problem('POST', '/users/admin/disable', {})).toBe('/problems/last-administrator');
  });
});

describe('the refresh cookie', () => {
  interface Cookie {
    readonly status: number;
    readonly cookie: string;
    readonly header: string;
    readonly token: string;
    readonly type: string;
  }
  const ask = async (path: string, init: RequestInit): Promise<Cookie> => {
    const response = await fetch(`${platform.url}/api/v1${path}`, { method: 'POST', ...init });
    const body = (await response.json()) as { accessToken?: string; type?: string };
    const header = response.headers.get('set-cookie') ?? '';
    const [cookie = ''] = header.split(';');
    return { status: response.status, cookie, header, token: body.accessToken ?? '', type: body.type ?? '' };
  };
  const begin = async (): Promise<Cookie> =>
    ask('/auth/login', {
      headers: { 'content-type': 'application/json', 'user-agent': 'wall screen' },
      body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
    });
  const refresh = async (cookie: string): Promise<Cookie> => ask('/auth/refresh', { headers: { cookie } });
  const me = async (token: string): Promise<number> =>
    (await platform.call('GET', '/auth/me', undefined, token)).status;

  it('is for these routes alone, out of reach of scripts and other sites', async () => {
    const { header } = await begin();
    expect(header).toMatch(
      /^zerofab_refresh=[\w-]{43}; Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
  });

  it('prolongs its session by 30 days and is replaced each time', async () => {
    const first = await begin();
    const second = await refresh(first.cookie);
    const third = await refresh(second.cookie);
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(new Set([first.cookie, second.cookie, third.cookie]).size).toBe(3);
    expect([await me(first.token), await me(third.token)]).toEqual([200, 200]);
    const { body } = await platform.call<SessionList>('GET', '/auth/sessions', undefined, third.token);
    const own = body.items.find((session) => session.own);
    expect(own?.agent).toBe('wall screen');
    expect(Date.parse(own?.expiresAt ?? '') - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect(own?.refreshedAt).not.toBeNull();
  });

  it('that is used twice ends the whole session: tokens and cookies of it', async () => {
    const first = await begin();
    const second = await refresh(first.cookie);
    const copy = await refresh(first.cookie);
    expect([copy.status, copy.type]).toEqual([401, '/problems/refresh-reused']);
    expect(copy.header).toMatch(/Max-Age=0/);
    expect([await me(first.token), await me(second.token)]).toEqual([401, 401]);
    expect((await refresh(second.cookie)).type).toBe('/problems/session-expired');
  });

  it('ends with logging out, with a revoked session and with a made-up token', async () => {
    const one = await begin();
    await platform.call('POST', '/auth/logout', undefined, one.token);
    expect((await refresh(one.cookie)).type).toBe('/problems/session-expired');
    const two = await begin();
    const { body } = await platform.call<SessionList>('GET', '/auth/sessions', undefined, two.token);
    await platform.call('DELETE', `/auth/sessions/${body.items.find(({ own }) => own)?.id ?? ''}`);
    expect((await refresh(two.cookie)).status).toBe(401);
    expect((await refresh(`zerofab_refresh=${'x'.repeat(43)}`)).type).toBe('/problems/session-expired');
    expect((await refresh('')).type).toBe('/problems/session-expired');
  });

  it('is not the way in for two at once', async () => {
    const { cookie } = await begin();
    const both = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]));
  });
});

it('sessions of an account are listed for an administrator', async () => {
  await platform.put('/users/zhao', { name: 'Zhao', role: 'viewer', password: PASSWORD, sites: [] });
  const token = await platform.logIn('zhao', PASSWORD);
  const { items } = await platform.get<SessionList>('/users/zhao/sessions');
  expect(items).toHaveLength(1);
  await platform.call('DELETE', `/auth/sessions/${items[0]?.id ?? ''}`);
  expect((await platform.call('GET', '/auth/me', undefined, token)).status).toBe(401);
  expect(await problem('GET', '/users/nobody/sessions')).toBe('/problems/not-found');
});
