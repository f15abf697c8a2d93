import type { HistoryPage, Problem, Site } from '@zerofab/contracts';
import { historySchema } from '@zerofab/contracts';
import { checkChain } from '@zerofab/audit';
import { auditEntry, History, sha256 } from '@zerofab/records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, type Json } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';

const heat = (name: string, more: object = {}) => ({
  name,
  category: 'HEAT_IN',
  activity: { kind: 'manual', unit: 'GJ' },
  ...more,
});

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'works', timezone: 'Asia/Shanghai', gridRegion: 'CN-GD' });
});
afterAll(async () => {
  await platform.destroy();
});

const send = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${platform.url}/api/v1${path}`, {
    method,
    headers: { authorization: platform.bearer, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: (await response.json()) as Json,
  };
};
const history = async (query: string) => {
  const page = await platform.get<HistoryPage>(`/sites/works/history?${query}`);
  expect(historySchema.safeParse(page).error).toBeUndefined();
  return page;
};

describe('versions', () => {
  it('tells the version as ETag; the same definition makes none', async () => {
    const path = '/sites/works/sources/boiler';
    const first = await send('PUT', path, heat('one'));
    expect([first.status, first.etag]).toEqual([200, '"1"']);
    expect((await send('PUT', path, heat('one'))).etag).toBe('"1"');
    expect((await send('PUT', path, heat('two'), { 'if-match': '"1"' })).etag).toBe('"2"');
    expect(await send('GET', path, undefined)).toMatchObject({ etag: '"2"', body: { version: 2 } });
    expect((await send('GET', '/sites/works', undefined)).etag).toBe('"1"');
  });

  it('refuses a stale change with both versions, by header or by body', async () => {
    const path = '/sites/works/sources/boiler';
    const stale = await send('PUT', path, heat('three'), { 'if-match': '"1"' });
    expect(stale).toMatchObject({
      status: 409,
      body: { type: '/problems/stale-version', expectedVersion: 1, presentVersion: 2 },
    });
    expect((await send('PUT', path, heat('three', { expectedVersion: 1 }))).status).toBe(409);
    expect((await send('PUT', path, heat('three'), { 'if-match': 'three' })).status).toBe(422);
    const site = { name: 'w', timezone: 'Asia/Shanghai', gridRegion: 'CN-GD', expectedVersion: 7 };
    expect((await send('PUT', '/sites/works', site)).status).toBe(409);
  });

  it('of twenty at once, one wins with If-Match and nineteen are told', async () => {
    await send('PUT', '/sites/works/sources/race', heat('start'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send('PUT', '/sites/works/sources/race', heat(`try ${String(n)}`), { 'if-match': '"1"' }),
      ),
    );
    const counts = [200, 409].map((status) => answers.filter((answer) => answer.status === status).length);
    expect(counts).toEqual([1, 19]);
    const won = answers.find(({ status }) => status === 200);
    const { body } = await send('GET', '/sites/works/sources/race', undefined);
    expect(body).toMatchObject({ version: 2, name: won?.body['name'] });
  });

  it('of twenty at once without If-Match, each is kept in the journal', async () => {
    await send('PUT', '/sites/works/sources/free', heat('start'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send('PUT', '/sites/works/sources/free', heat(`try ${String(n)}`)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const { items } = await history('kind=source&key=free');
    expect(items.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, n) => 21 - n));
    expect(new Set(items.map((item) => JSON.stringify(item.new))).size).toBe(21);
  });

  it('does a repeated request once', async () => {
    const record = { source: 'boiler', from: '2025-01', to: '2025-02', quantity: '12.50', unit: 'GJ' };
    const key = { 'idempotency-key': 'entry-1' };
    const first = await send('POST', '/sites/works/activity-data', record, key);
    const again = await send('POST', '/sites/works/activity-data', record, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = await send('POST', '/sites/works/activity-data', { ...record, quantity: '13' }, key);
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
  });
});

describe('history', () => {
  it('says who, when, why, what it was and what it is', async () => {
    const { body } = await send('POST', '/sites/works/activity-data', {
      source: 'boiler',
      from: '2025-03',
      to: '2025-04',
      quantity: '1',
      unit: 'GJ',
    });
    await send('POST', '/sites/works/activity-data', {
      source: 'boiler',
      from: '2025-03',
      to: '2025-04',
      quantity: '2',
      unit: 'GJ',
      note: 'read the wrong line',
      replaces: body['id'],
    });
    const [added] = (await history('kind=activity-data&limit=1')).items.slice(0, 1);
    expect(added).toMatchObject({ action: 'replaced', key: body['id'], reason: 'read the wrong line' });
    expect(added?.old).toMatchObject({ quantity: '1', replacedBy: null });
    const [, fresh] = (await history('kind=activity-data&limit=2')).items;
    expect(fresh).toMatchObject({ action: 'add', actor: 'admin', actorRole: 'admin', address: '127.0.0.1' });
    expect(fresh?.new).toMatchObject({ quantity: '2', replaces: body['id'] });
  });

  it('is paged and knows its kinds', async () => {
    const first = await history('limit=3');
    expect(first.items).toHaveLength(3);
    const second = await history(`limit=3&before=${String(first.next)}`);
    expect(second.items[0]?.seq).toBeLessThan(first.items[2]?.seq ?? 0);
    const { status, body } = await platform.call<Problem>('GET', '/sites/works/history?kind=user');
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'kind']);
  });

  it('keeps meters, logins of meters and users, never a password', async () => {
    const meter = {
      name: 'M',
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
    };
    await send('PUT', '/sites/works/meters/m', { ...meter, note: 'new incomer' });
    await platform.post('/sites/works/meters/m/credentials', undefined);
    const user = { name: 'U', role: 'viewer', password: PASSWORD, sites: ['works'] };
    await send('PUT', '/users/u', user);
    expect((await history('kind=meter')).items).toMatchObject([{ key: 'm', reason: 'new incomer' }]);
    const issued = await history('kind=meter-credentials');
    expect(issued.items).toMatchObject([{ action: 'issue', new: { username: 'works/m' } }]);
    const users = await platform.get<HistoryPage>('/history?kind=user&key=u');
    expect(users.items).toMatchObject([{ new: { role: 'viewer', sites: ['works'] } }]);
    expect(JSON.stringify([users, issued])).not.toContain(PASSWORD);
    const token = await platform.logIn('u', PASSWORD);
    expect((await platform.call('GET', '/sites/works/history', undefined, token)).status).toBe(403);
    expect((await platform.call('GET', '/history', undefined, token)).status).toBe(403);
  });

  it('is one chain over everything', async () => {
    const history = new History(platform.store);
    expect(checkChain((await history.entries()).map(auditEntry), sha256)).toEqual([]);
  });
});

describe('what was known', () => {
  it('answers as before a change of the grid region', async () => {
    await platform.put('/sites/works/sources/power', {
      name: 'power',
      category: 'purchasedElectricity',
      activity: { kind: 'manual', unit: 'MWh' },
    });
    const record = { source: 'power', from: '2024', to: '2025', quantity: '1000', unit: 'MWh' };
    await platform.post('/sites/works/activity-data', record);
    const ask = async (more: string) =>
      platform.get<{ totalTco2e: number; timezone: string }>(
        `/sites/works/inventory?from=2024&to=2025${more}`,
      );
    const method = `&method=${encodeURIComponent('GHG Protocol (location-based)')}`;
    const before = await ask(method);
    const known = new Date().toISOString();
    const moved = {
      name: 'works',
      timezone: 'Asia/Seoul',
      gridRegion: 'KR',
      note: 'moved',
      effectiveFrom: '2020-01',
    };
    expect(((await platform.put('/sites/works', moved)) as unknown as Site).version).toBe(2);
    const after = await ask(method);
    expect(after.timezone).toBe('Asia/Seoul');
    expect(after.totalTco2e).not.toBe(before.totalTco2e);
    const then = await ask(`${method}&knownAt=${encodeURIComponent(known)}`);
    expect([then.totalTco2e, then.timezone]).toEqual([before.totalTco2e, 'Asia/Shanghai']);
  });
});

describe('administrators', () => {
  it('the last one stays', async () => {
    const admin = { name: 'A', role: 'viewer', password: PASSWORD, sites: ['*'] };
    const refused = await send('PUT', '/users/admin', admin);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/last-administrator' } });
    await platform.put('/users/second', { ...admin, role: 'admin' });
    expect((await send('PUT', '/users/second', { ...admin, password: PASSWORD })).status).toBe(200);
  });
});
