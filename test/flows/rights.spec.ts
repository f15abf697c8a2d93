import type { Problem } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform, type Answer } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const tokens: Record<string, string> = {};
const site = { name: 'One', timezone: 'Asia/Shanghai', gridRegion: 'CN' };
const meter = { name: 'M', carrier: 'electricity', registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }] };

beforeAll(async () => {
  await platform.start();
  for (const code of ['one', 'two']) await platform.put(`/sites/${code}`, site);
  await platform.put('/sites/one/meters/m', meter);
  for (const role of ['energy_manager', 'auditor', 'viewer']) {
    const username = role.replace('_', '-');
    await platform.put(`/users/${username}`, { name: role, role, password: PASSWORD, sites: ['one'] });
    tokens[role] = await platform.logIn(username, PASSWORD);
  }
});
afterAll(async () => {
  await platform.destroy();
});

const problem = (answer: Answer<unknown>): Problem => {
  expect(answer.type).toContain('application/problem+json');
  const body = answer.body as Problem;
  expect(body).toMatchObject({
    status: answer.status,
    type: expect.stringMatching(/^\/problems\/[a-z-]+$/) as string,
  });
  expect(body.detail.length).toBeGreaterThan(10);
  return body;
};

const WRITES: [string, string, unknown][] = [
  ['PUT', '/sites/one', site],
  ['PUT', '/sites/one/meters/m', meter],
  ['POST', '/sites/one/meters/m/credentials', undefined],
  [
    'PUT',
    '/sites/one/sources/s',
    {
      name: 'S',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'm', register: 'e' }] },
    },
  ],
  [
    'POST',
    '/sites/one/activity-data',
    { source: 's', from: '2026-01', to: '2026-02', quantity: 1, unit: 't' },
  ],
  ['PUT', '/users/someone', { name: 'x', role: 'admin', password: PASSWORD, sites: ['*'] }],
];

describe('rights', () => {
  it.each(['auditor', 'viewer'])('lets the %s read and change nothing', async (role) => {
    const token = tokens[role] ?? '';
    for (const [method, path, body] of WRITES) {
      const answer = await platform.call(method, path, body, token);
      expect([method, path, answer.status]).toEqual([method, path, 403]);
      expect(problem(answer).detail).toMatch(/role/);
    }
    for (const path of [
      '/sites',
      '/sites/one/meters',
      '/sites/one/inventory?from=2026&to=2027',
      '/sites/one/reports/inventory.json?year=2026',
    ]) {
      expect((await platform.call('GET', path, undefined, token)).status).toBe(200);
    }
  });

  it('shows a user the granted sites only; others look as if they did not exist', async () => {
    const token = tokens['energy_manager'] ?? '';
    const { body } = await platform.call<{ items: { code: string }[] }>('GET', '/sites', undefined, token);
    expect(body.items.map(({ code }) => code)).toEqual(['one']);
    for (const path of [
      '/sites/two',
      '/sites/two/meters',
      '/sites/two/inventory?from=2026&to=2027',
      '/sites/two/live',
      '/sites/nowhere',
    ]) {
      expect(problem(await platform.call('GET', path, undefined, token))).toMatchObject({
        status: 404,
        type: '/problems/unknown-site',
      });
    }
    expect((await platform.call('PUT', '/sites/two', site, token)).status).toBe(404);
  });

  it('asks for a login, and says the same for a wrong name as for a wrong password', async () => {
    expect(problem(await platform.call('GET', '/sites', undefined, ''))).toMatchObject({
      status: 401,
      type: '/problems/not-logged-in',
    });
    expect(problem(await platform.call('GET', '/sites', undefined, 'forged.token.here'))).toMatchObject({
      status: 401,
    });
    const wrong = await platform.call('POST', '/auth/login', { username: 'admin', password: 'wrong' }, '');
    const unknown = await platform.call(
      'POST',
      '/auth/login',
      { username: 'nobody', password: ADMIN_PASSWORD },
      '',
    );
    expect(problem(wrong)).toMatchObject({ status: 401, type: '/problems/wrong-credentials' });
    expect(unknown.body).toEqual(wrong.body);
  });
});

describe('bad requests say what to do', () => {
  it('in the language of the reader, and at each field in both', async () => {
    const response = await fetch(`${platform.url}/api/v1/sites/three`, {
      method: 'PUT',
      headers: {
        authorization: platform.bearer,
        'content-type': 'application/json',
        'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8',
      },
      body: JSON.stringify({ name: 'x', timezone: 'Mars/Olympus', address: 5 }),
    });
    expect(response.status).toBe(422);
    const zone = {
      zh: '不是 IANA 时区；请填写如 Asia/Shanghai 或 Europe/Berlin 的时区',
      en: 'is not an IANA time zone; give one like Asia/Shanghai or Europe/Berlin',
    };
    const address = {
      zh: '无效输入：期望 string，实际接收 数字',
      en: 'Invalid input: expected string, received number',
    };
    expect(await response.json()).toMatchObject({
      type: '/problems/validation',
      title: '输入不符合要求',
      detail: `timezone：${zone.zh}（另有 1 处）`,
      errors: [
        { field: 'timezone', detail: zone.zh, text: zone },
        { field: 'address', detail: address.zh, text: address },
      ],
    });
  });

  it.each<[string, string, unknown, number, string, RegExp]>([
    ['PUT', '/sites/three', { name: 'x', timezone: 'Mars/Olympus' }, 422, 'timezone', /IANA/],
    [
      'PUT',
      '/sites/three',
      { name: 'x', timezone: 'UTC', gridRegion: 'Mars' },
      422,
      'gridRegion',
      /electricity factor table/,
    ],
    ['PUT', '/sites/three', { name: 'x', timezone: 'UTC', colour: 'red' }, 422, '', /colour/],
    ['PUT', '/sites/bad code', { name: 'x', timezone: 'UTC' }, 422, '', /letters, digits/],
    ['PUT', '/sites/one/meters/n', { ...meter, carrier: 'love' }, 422, 'carrier', /electricity/],
    ['PUT', '/sites/one/meters/n', { ...meter, parent: 'ghost' }, 422, 'parent', /create the parent first/],
    ['PUT', '/sites/one/meters/n', { ...meter, registers: [] }, 422, 'registers', /at least one register/],
    [
      'PUT',
      '/sites/one/meters/n',
      { ...meter, registers: [{ code: 'e', kind: 'interval', unit: 'kWh' }] },
      422,
      'registers.0.interval',
      /PT15M/,
    ],
    [
      'PUT',
      '/sites/one/sources/s',
      { name: 'S', category: 'stationaryCombustion', activity: { kind: 'manual', unit: 't' } },
      422,
      'factor',
      /fuel/,
    ],
    [
      'PUT',
      '/sites/one/sources/s',
      {
        name: 'S',
        category: 'purchasedElectricity',
        activity: { kind: 'meters', registers: [{ meter: 'm', register: 'x' }] },
      },
      422,
      'activity.registers.0.register',
      /it has: e/,
    ],
    [
      'GET',
      '/sites/one/consumption?meter=m&from=2026-02-30&to=2026-03-01',
      undefined,
      422,
      'from',
      /no existing time/,
    ],
    ['GET', '/sites/one/consumption?meter=m&from=2026&to=2025', undefined, 422, 'to', /later than from/],
    ['GET', '/sites/one/consumption?meter=ghost&from=2026&to=2027', undefined, 404, '', /no meter "ghost"/],
    ['GET', '/sites/one/inventory?from=2026&to=2027&method=magic', undefined, 422, '', /GB\/T 32150/],
    [
      'POST',
      '/accounting/calculate',
      {
        formula: 'purchased-electricity',
        inputs: { activity: { value: 1, unit: 'kg' }, emissionFactor: { value: 1, unit: 'kgCO2/kWh' } },
      },
      422,
      'inputs.activity',
      /kg/,
    ],
    [
      'PUT',
      '/sites/one/sources/s',
      {
        name: 'S',
        category: 'purchasedElectricity',
        activity: {
          kind: 'meters',
          registers: [
            { meter: 'm', register: 'e' },
            { meter: 'm', register: 'e', sign: -1 },
          ],
        },
      },
      422,
      'activity.registers.1',
      /bound twice/,
    ],
    [
      'PUT',
      '/sites/one/sources/s',
      {
        name: 'S',
        category: 'purchasedElectricity',
        activity: { kind: 'manual', unit: 'MWh' },
        factor: { kind: 'grid', region: 'Mars' },
      },
      422,
      'factor.region',
      /grid-east/,
    ],
    ['GET', '/sites/one/consumption?from=2026&to=2027', undefined, 422, 'meter', /must be given/],
    [
      'GET',
      '/sites/one/inventory?from=2026-01-01T00:00:00%2B99:00&to=2027',
      undefined,
      422,
      'from',
      /no existing time/,
    ],
    [
      'GET',
      '/sites/one/inventory?from=2026&to=2027&asOf=2026-02-30',
      undefined,
      422,
      'asOf',
      /no existing time/,
    ],
    [
      'GET',
      '/sites/one/meters/m/readings?register=e&from=2026&to=2027&cursor=1e300',
      undefined,
      422,
      'cursor',
      /of the page before/,
    ],
    ['GET', '/sites/one/rejected-messages?cursor=x', undefined, 422, 'cursor', /of the page before/],
    [
      'POST',
      '/accounting/calculate',
      { formula: 'purchased-electricity', inputs: { activity: { value: 1, unit: 'kWh' } } },
      422,
      'inputs.emissionFactor',
      /never taken as 0/,
    ],
    ['PUT', '/sites/three', { name: 'a\0b', timezone: 'UTC' }, 422, '', /NUL/],
    ['GET', '/sites/%00', undefined, 422, '', /NUL/],
    ['GET', '/sites/%E0%A4%A', undefined, 400, '', /not a valid url/],
    ['PUT', '/sites/three', `{"name":"${'x'.repeat(5_000_000)}"}`, 413, '', /too large/],
    ['GET', '/nothing/here', undefined, 404, '', /api\/docs/],
    ['POST', '/auth/login', '{"username":', 400, '', /JSON|json/],
  ])('%s %s', async (method, path, body, status, field, message) => {
    const answer = problem(await platform.call(method, path, body));
    expect(answer.status).toBe(status);
    expect(`${answer.detail} ${JSON.stringify(answer.errors ?? [])}`).toMatch(message);
    expect(['', ...(answer.errors ?? []).map((error) => error.field)]).toContain(field);
  });

  it('documents every call in OpenAPI', async () => {
    const document = (await (await fetch(`${platform.url}/api/docs-json`)).json()) as {
      paths: Record<string, unknown>;
    };
    const calls = [
      'auth/login',
      'sites',
      'sites/{site}',
      'sites/{site}/meters/{meter}',
      'sites/{site}/meters/{meter}/credentials',
    ];
    calls.push(
      'sites/{site}/consumption',
      'sites/{site}/sources/{source}',
      'sites/{site}/activity-data',
      'sites/{site}/inventory',
      'sites/{site}/live',
    );
    calls.push(
      'accounting/formulas',
      'accounting/calculate',
      'sites/{site}/reports/inventory.xlsx',
      'sites/{site}/reports/inventory.json',
      'health/ready',
    );
    for (const call of calls) expect(document.paths).toHaveProperty([`/api/v1/${call}`]);
  });

  it('answers health and metrics without login', async () => {
    expect((await platform.call('GET', '/health/ready', undefined, '')).body).toMatchObject({
      status: 'ready',
      mqtt: 'listening',
    });
    expect((await platform.call('GET', '/health/live', undefined, '')).status).toBe(200);
    const metrics = await (await fetch(`${platform.url}/metrics`)).text();
    expect(metrics).toContain('zerofab_readings_stored_total');
  });
});
