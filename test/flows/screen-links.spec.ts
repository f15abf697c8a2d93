import type { LiveEvent, NewScreenLink, Overview, Problem, ScreenLinkList } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
beforeAll(async () => {
  await platform.start();
  for (const code of ['works', 'other'])
    await platform.put(`/sites/${code}`, { name: code, timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  for (const role of ['energy_manager', 'auditor', 'viewer'])
    await platform.put(`/users/${role}`, { name: role, role, password: PASSWORD, sites: ['works'] });
});
afterAll(async () => {
  await platform.destroy();
});

const links = '/sites/works/screen-links';
const make = async (body: object = {}): Promise<NewScreenLink> =>
  (await platform.post(links, { name: '二号车间', ...body })) as unknown as NewScreenLink;
const tokenOf = ({ path }: NewScreenLink): string => path.split('#')[1] ?? '';
const as = async <T = Problem>(token: string, path: string) =>
  platform.call<T>('GET', path, undefined, token);
const revoke = async (id: string, body: object = { note: 'the screen was sold' }) =>
  platform.call<Problem>('POST', `${links}/${id}/revoke`, body);

describe('the link of a large screen', () => {
  it('opens the figures of its site without a login, and nothing else', async () => {
    const made = await make();
    expect(made.path).toMatch(/^\/screen\?site=works#screen\.[\w-]{43}$/);
    const token = tokenOf(made);
    const overview = await as<Overview>(token, '/sites/works/overview');
    expect([overview.status, overview.body.timezone]).toEqual([200, 'Asia/Shanghai']);
    expect((await as(token, '/sites/works')).status).toBe(200);
    expect((await as(token, '/sites/other/overview')).body.type).toBe('/problems/unknown-site');
    for (const path of ['/sites', '/sites/works/meters', '/sites/works/sources', '/auth/me', links])
      expect([path, (await as(token, path)).status]).toEqual([path, 403]);
    const put = await platform.call<Problem>('PUT', '/sites/works', { name: 'mine' }, token);
    expect([put.status, put.body.type]).toEqual([403, '/problems/not-allowed']);
  });

  it('is kept as a hash, and listed with who made it and when it was last used', async () => {
    const made = await make({ name: 'Gate', note: 'for visitors' });
    const token = tokenOf(made);
    const rows = await platform.sql<{ text: string }>('SELECT t::text AS text FROM screen_link t');
    const secret = token.replace('screen.', '');
    expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
    await as(token, '/sites/works/overview');
    const { items } = await platform.get<ScreenLinkList>(links);
    const [latest] = items;
    expect(latest).toMatchObject({ id: made.link.id, name: 'Gate', state: 'good', createdBy: 'admin' });
    expect(latest?.lastSeenAt).not.toBeNull();
    expect(JSON.stringify(items)).not.toContain(secret);
    const log = await platform.sql<{ kind: string; reason: string; new_value: unknown }>(
      `SELECT kind, reason, new_value FROM journal WHERE key = $1`,
      [made.link.id],
    );
    expect(log).toEqual([
      {
        kind: 'screen-link',
        reason: 'for visitors',
        new_value: { name: 'Gate', expiresAt: null, revoked: false },
      },
    ]);
  });

  it('opens nothing from the moment it is revoked, and says so', async () => {
    const made = await make();
    const token = tokenOf(made);
    expect((await as(token, '/sites/works/overview')).status).toBe(200);
    expect((await revoke(made.link.id, {})).status).toBe(422);
    const done = await revoke(made.link.id);
    expect([done.status, done.body]).toMatchObject([
      200,
      { state: 'revoked', revokedBy: 'admin', revokedWhy: 'the screen was sold' },
    ]);
    const after = await as(token, '/sites/works/overview');
    expect([after.status, after.body.type]).toEqual([401, '/problems/screen-link-ended']);
    expect(after.body.detail).toMatch(/revoked/);
    // A second time changes nothing: the first reason stays.
    expect((await revoke(made.link.id, { note: 'again' })).body).toMatchObject({
      revokedWhy: 'the screen was sold',
    });
    expect((await revoke('00000000-0000-0000-0000-000000000000')).status).toBe(404);
  });

  it('ends by itself when it has an end', async () => {
    const made = await make({ expiresAt: '2999-01-01T00:00:00+08:00' });
    await platform.sql(`UPDATE screen_link SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      made.link.id,
    ]);
    const after = await as(tokenOf(made), '/sites/works/overview');
    expect([after.status, after.body.type]).toEqual([401, '/problems/screen-link-ended']);
    expect(after.body.detail).toMatch(/expired/);
    const past = await platform.call('POST', links, { name: 'x', expiresAt: '2020-01-01T00:00:00Z' });
    expect(past.status).toBe(422);
  });

  it('is not a guess: a token nobody made says the same way that it is not good', async () => {
    const wrong = await as('screen.x', '/sites/works/overview');
    expect([wrong.status, wrong.body.type]).toEqual([401, '/problems/screen-link-ended']);
  });

  it('ends its live stream when it is revoked', async () => {
    const made = await make();
    const response = await fetch(`${platform.url}/api/v1/sites/works/live`, {
      headers: { authorization: `Bearer ${tokenOf(made)}`, accept: 'text/event-stream' },
    });
    expect(response.status).toBe(200);
    const text: string[] = [];
    const whole = (async () => {
      for await (const chunk of response.body ?? []) text.push(Buffer.from(chunk as Uint8Array).toString());
    })();
    await expect.poll(() => text.join(''), { timeout: 10_000 }).toContain('event: live');
    const event = JSON.parse(/data: (.*)/.exec(text.join(''))?.[1] ?? '{}') as LiveEvent;
    expect(event.power).toBeDefined();
    await revoke(made.link.id);
    await whole;
  }, 20_000);

  it('is handed out by those who keep the records, never by a viewer, and read by an auditor', async () => {
    const token = async (role: string) => platform.logIn(role, PASSWORD);
    const post = async (role: string) =>
      (await platform.call('POST', links, { name: role }, await token(role))).status;
    expect([await post('energy_manager'), await post('auditor'), await post('viewer')]).toEqual([
      201, 403, 403,
    ]);
    const list = async (role: string) => (await as(await token(role), links)).status;
    expect([await list('auditor'), await list('viewer')]).toEqual([200, 403]);
  });

  it('stands beside at most fifty others', async () => {
    await platform.sql(
      `INSERT INTO screen_link (id, site, name, token_sha256, created_by, created_at)
       SELECT gen_random_uuid(), 'other', 'n', 'none-' || n, 'admin', now() FROM generate_series(1, 50) n`,
    );
    const refused = await platform.call<Problem>('POST', '/sites/other/screen-links', { name: 'one more' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/too-many-screen-links']);
  });
});
