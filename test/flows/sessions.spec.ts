import type { HistoryPage, Problem, SessionList } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const user = { name: 'U', role: 'viewer', password: PASSWORD, sites: ['*'] };

beforeAll(async () => {
  await platform.start();
  await platform.put('/users/u', user);
});
afterAll(async () => {
  await platform.destroy();
});
const me = async (token: string): Promise<number> =>
  (await platform.call('GET', '/auth/me', undefined, token)).status;

describe('sessions', () => {
  it('end by logging out, the others stay', async () => {
    const [one, two] = [await platform.logIn('u', PASSWORD), await platform.logIn('u', PASSWORD)];
    expect((await platform.call('POST', '/auth/logout', undefined, one)).status).toBe(204);
    expect([await me(one), await me(two)]).toEqual([401, 200]);
  });

  it('are listed and ended one by one, by their owner or an administrator', async () => {
    const [one, two] = [await platform.logIn('u', PASSWORD), await platform.logIn('u', PASSWORD)];
    const { body } = await platform.call<SessionList>('GET', '/auth/sessions', undefined, two);
    const [own, other] = body.items;
    expect([own?.own, other?.own]).toEqual([true, false]);
    const end = async (id: string, token?: string) =>
      (await platform.call('DELETE', `/auth/sessions/${id}`, undefined, token)).status;
    expect(await end(other?.id ?? '', two)).toBe(204);
    expect([await me(one), await me(two)]).toEqual([401, 200]);
    const [admins] = (await platform.get<SessionList>('/auth/sessions')).items;
    expect(await end(admins?.id ?? '', two)).toBe(404);
    expect(await end(own?.id ?? '')).toBe(204);
    expect(await me(two)).toBe(401);
  });

  it('end at once with a change of role or password, not with the same account again', async () => {
    const token = await platform.logIn('u', PASSWORD);
    await platform.put('/users/u', user);
    expect(await me(token)).toBe(200);
    await platform.put('/users/u', { ...user, role: 'auditor' });
    expect(await me(token)).toBe(401);
  });

  it('of others end when one changes the own password', async () => {
    const [one, two] = [await platform.logIn('u', PASSWORD), await platform.logIn('u', PASSWORD)];
    const change = async (body: object) => platform.call<Problem>('POST', '/auth/password', body, two);
    expect((await change({ current: 'wrong one', password: 'another long one' })).body.type).toBe(
      '/problems/wrong-password',
    );
    expect((await change({ current: PASSWORD, password: 'password123' })).body.type).toBe(
      '/problems/weak-password',
    );
    expect((await change({ current: PASSWORD, password: 'another long one' })).status).toBe(204);
    expect([await me(one), await me(two)]).toEqual([401, 200]);
    expect(await me(await platform.logIn('u', 'another long one'))).toBe(200);
    const { items } = await platform.get<HistoryPage>('/history?kind=user&key=u&limit=1');
    expect(items).toMatchObject([{ action: 'password', actor: 'u' }]);
  });

  it('refuses the user name as password', async () => {
    const { status } = await platform.call('PUT', '/users/longusername', {
      ...user,
      password: 'LongUserName',
    });
    expect(status).toBe(422);
  });

  it('makes whoever guesses wait, not the other accounts of the address', async () => {
    const guess = async (password: string) =>
      (await platform.call('POST', '/auth/login', { username: 'u', password }, '')).status;
    const tries: number[] = [];
    for (let n = 0; n < 11; n += 1) tries.push(await guess('no idea at all'));
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect(await guess('another long one')).toBe(429);
    expect(await me(await platform.logIn('admin', ADMIN_PASSWORD))).toBe(200);
  });
});

describe('live streams', () => {
  const open = async (token: string): Promise<() => Promise<number>> => {
    const response = await fetch(`${platform.url}/api/v1/sites/live/live`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    return async () => {
      const began = Date.now();
      while ((await reader?.read())?.done === false);
      return Date.now() - began;
    };
  };
  const screen = { name: 'S', role: 'viewer', password: PASSWORD, sites: ['live'] };

  it.each<[string, (token: string) => Promise<unknown>]>([
    ['logging out', async (token) => platform.call('POST', '/auth/logout', undefined, token)],
    ['another role', async () => platform.put('/users/screen', { ...screen, role: 'auditor' })],
    [
      'another password',
      async () => platform.put('/users/screen', { ...screen, password: 'quite another one' }),
    ],
    ['a site not granted any more', async () => platform.put('/users/screen', { ...screen, sites: [] })],
  ])('end within 2 s of %s', async (_what, change) => {
    await platform.put('/sites/live', { name: 'L', timezone: 'UTC' });
    await platform.put('/users/screen', screen);
    const token = await platform.logIn('screen', PASSWORD);
    const ended = await open(token);
    await change(token);
    expect(await ended()).toBeLessThan(2000);
  });
});

describe('health', () => {
  const away = { 'x-forwarded-for': '203.0.113.9' };
  it('tells its details to the logged in and to this machine alone', async () => {
    const ask = async (path: string, headers: Record<string, string>) =>
      fetch(`${platform.url}${path}`, { headers });
    const keys = async (headers: Record<string, string>) =>
      Object.keys((await (await ask('/api/v1/health/ready', headers)).json()) as object);
    expect(await keys(away)).toEqual(['status']);
    expect(await keys({})).toContain('mqtt');
    expect(await keys({ ...away, authorization: platform.bearer })).toContain('mqtt');
    expect((await ask('/metrics', away)).status).toBe(401);
    expect((await ask('/metrics', {})).status).toBe(200);
    expect((await ask('/metrics', { ...away, authorization: platform.bearer })).status).toBe(200);
  });
});
