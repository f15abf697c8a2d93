import type {
  Checklist,
  Connection,
  GridRegionList,
  HistoryResult,
  MeterPreview,
  Problem,
  RefusedLogins,
  Site,
  SourceSuggestions,
  UnitList,
} from '@zerofab/contracts';
import ExcelJS from 'exceljs';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// The way from an empty store to a first figure, as the guided set-up of the dashboard asks for it.
const platform = new Platform();
beforeAll(async () => {
  await platform.start();
});
afterAll(async () => {
  await platform.destroy();
});

const SITE = {
  name: { zh: '苏州工厂' },
  organisation: '某某机械有限公司',
  timezone: 'Asia/Shanghai',
  gridRegion: 'CN-JS',
  province: 'CN-JS',
  industryClass: 'C3411',
  currency: 'CNY',
  address: '苏州市',
};
const stateOf = (list: Checklist, step: string): string | undefined =>
  list.items.find((item) => item.step === step)?.state;

describe('a site', () => {
  it('needs no English name, and keeps province, class of industry and currency', async () => {
    const site = (await platform.put('/sites/suzhou', SITE)) as unknown as Site;
    expect(site).toMatchObject({
      name: { zh: '苏州工厂', en: '苏州工厂' },
      province: 'CN-JS',
      industryClass: 'C3411',
      currency: 'CNY',
    });
  });

  it.each([
    ['province', 'Jiangsu', /ISO 3166-2/],
    ['industryClass', '34', /GB\/T 4754/],
    ['currency', 'Yuan', /三位字母/],
  ])('refuses a %s such as %s and says what to give, in Chinese', async (field, value, text) => {
    const response = await fetch(`${platform.url}/api/v1/sites/suzhou`, {
      method: 'PUT',
      headers: {
        authorization: platform.bearer,
        'content-type': 'application/json',
        'accept-language': 'zh',
      },
      body: JSON.stringify({ ...SITE, [field]: value }),
    });
    const problem = (await response.json()) as Problem;
    expect(response.status).toBe(422);
    expect(problem.errors?.[0]).toMatchObject({ field, detail: expect.stringMatching(text) as string });
  });

  it('is offered the regions of the factor table', async () => {
    const { items } = await platform.get<GridRegionList>('/grid-regions');
    expect(items.find(({ key }) => key === 'CN-JS')).toMatchObject({
      name: { zh: '江苏' },
      kind: 'province',
    });
  });

  it('tells its meters where the broker is', async () => {
    expect(await platform.get<Connection>('/sites/suzhou/connection')).toEqual({
      broker: 'embedded',
      host: '127.0.0.1',
      port: Number(new URL(platform.mqttUrl).port),
      tls: false,
      machineOnly: true,
      topic: 'zerofab/v1/{site}/{meter}/readings',
    });
  });
});

describe('units', () => {
  const items = [
    { code: 'plant', name: '一厂', kind: 'plant' },
    { code: 'w1', name: '锻造车间', kind: 'workshop', parent: 'plant' },
  ];
  const put = async (list: unknown) => platform.call<Problem>('PUT', '/sites/suzhou/units', { items: list });

  it('are saved all at once, with a version', async () => {
    expect((await put(items)).status).toBe(200);
    const list = await platform.get<UnitList>('/sites/suzhou/units');
    expect(list.version).toBe(1);
    expect(list.items[1]).toEqual({
      code: 'w1',
      name: { zh: '锻造车间', en: '锻造车间' },
      kind: 'workshop',
      parent: 'plant',
    });
  });

  it('refuse an unknown parent, a circle and the loss of a unit that a meter measures', async () => {
    expect((await put([{ ...items[0], parent: 'nobody' }])).body.type).toBe('/problems/unknown-parent-unit');
    expect((await put([{ ...items[0], parent: 'w1' }, items[1]])).body.type).toBe('/problems/circular-units');
    const meter = {
      name: '锻造',
      carrier: 'electricity',
      unit: 'w1',
      registers: [{ code: 'active_energy', kind: 'counter', unit: 'kWh' }],
    };
    await platform.put('/sites/suzhou/meters/forge', meter);
    expect((await put([items[0]])).body.type).toBe('/problems/unit-in-use');
    const unknown = await platform.call<Problem>('PUT', '/sites/suzhou/meters/forge', {
      ...meter,
      unit: 'x',
    });
    expect(unknown.body.type).toBe('/problems/unknown-site-unit');
  });
});

describe('a list of meters', () => {
  const preview = async (body: unknown) =>
    (await platform.call<MeterPreview>('POST', '/sites/suzhou/meter-import/preview', body)).body;
  const head = ['代码', '名称', '能源品种', '上级表代码', '寄存器类型', '倍率', '间隔(分钟)'];

  it('is read from the template as it was downloaded', async () => {
    const bytes = await platform.bytes('/sites/suzhou/meter-import/template.xlsx?lang=zh');
    const { items, problems } = await preview({ file: Buffer.from(bytes).toString('base64') });
    expect(problems).toEqual([]);
    expect(items.map(({ code, action }) => [code, action])).toEqual([
      ['main', 'new'],
      ['workshop-1', 'new'],
      ['gas', 'new'],
    ]);
    const csv = Buffer.from(
      await platform.bytes('/sites/suzhou/meter-import/template.csv?lang=en'),
    ).toString();
    const rows = csv
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect((await preview({ rows })).items.map(({ action }) => action)).toEqual(['new', 'new', 'new']);
  });

  it('says in which row and column what is wrong, in both languages', async () => {
    const { items, problems } = await preview({
      rows: [
        head,
        ['main', '主进线', '电力', '', '累计', '80', '15'],
        ['bad code!', '坏', '电', '', '', '', ''],
        ['steam', '蒸汽', '木柴', '', '', '', ''],
        ['sub', '分表', '电', 'nobody', '计数', '-3', '15'],
      ],
    });
    expect(items.map(({ code, action }) => [code, action])).toEqual([
      ['main', 'new'],
      ['bad code!', 'error'],
      ['steam', 'error'],
      ['sub', 'error'],
    ]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'code'],
      [4, 'carrier'],
      [5, 'kind'],
      [5, 'multiplier'],
      [5, 'parent'],
    ]);
    expect(problems[1]?.text.zh).toContain('“木柴”不是能源品种');
    expect(problems.every(({ text }) => text.zh !== '' && text.en !== '')).toBe(true);
  });

  it('is saved parents first; the same list again changes nothing', async () => {
    const rows = [
      head,
      ['line-1', '一线', '电', 'main', '', '', ''],
      ['main', '主进线', '电', '', '', '80', ''],
    ];
    const { items } = await preview({ rows });
    const meters = items.map(({ code, meter }) => ({ code, meter }));
    const saved = await platform.call('POST', '/sites/suzhou/meter-import', { meters });
    expect([saved.status, saved.body]).toEqual([200, { saved: 2 }]);
    expect((await preview({ rows })).items.map(({ action }) => action)).toEqual(['same', 'same']);
  });

  it('is saved whole or not at all, and every meter that is refused is named', async () => {
    const codes = async () =>
      (await platform.get<{ items: { code: string }[] }>('/sites/suzhou/meters')).items.map(
        ({ code }) => code,
      );
    const before = await codes();
    const body = (parent?: string) => ({
      name: { zh: '表' },
      carrier: 'electricity',
      ...(parent === undefined ? {} : { parent }),
      registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
    });
    const save = async (meters: readonly unknown[]) =>
      platform.call<Problem>('POST', '/sites/suzhou/meter-import', { meters });
    const refused = await save([
      { code: 'below-nobody', meter: body('nobody') },
      { code: 'good-1', meter: body() },
      { code: 'below-refused', meter: body('below-nobody') },
      { code: 'of-no-unit', meter: { ...body('good-1'), unit: 'no-unit' } },
      { code: 'round-1', meter: body('round-2') },
      { code: 'round-2', meter: body('round-1') },
    ]);
    expect(refused.body.errors?.map(({ field }) => field)).toEqual([
      'meters.0.parent',
      'meters.3.unit',
      'meters.5.parent',
    ]);
    expect([refused.status, await codes()]).toEqual([422, before]);
    const history = await platform.get<{ items: unknown[] }>('/sites/suzhou/history?kind=meter&key=good-1');
    expect(history.items).toEqual([]);
    const twice = await save([
      { code: 'good-1', meter: body() },
      { code: 'good-1', meter: body() },
    ]);
    expect([twice.status, await codes()]).toEqual([422, before]);
  });

  it('refuses what is no workbook, and a workbook that is too wide', async () => {
    const ask = async (bytes: Buffer) =>
      platform.call<Problem>('POST', '/sites/suzhou/meter-import/preview', {
        file: bytes.toString('base64'),
      });
    expect((await ask(Buffer.from('no zip'))).body.type).toBe('/problems/bad-meter-list');
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('x').getCell(1, 100).value = 'far';
    const wide = await ask(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(wide.body.type).toBe('/problems/bad-meter-list');
  });
});

describe('the login of a meter', () => {
  it('is taken away: its connection ends, and it is no more let in', async () => {
    const client = await platform.meter('suzhou', 'main');
    const ended = new Promise<void>((resolve) => {
      client.once('close', () => {
        resolve();
      });
    });
    const revoked = await platform.call('DELETE', '/sites/suzhou/meters/main/credentials');
    expect(revoked.status).toBe(204);
    await ended;
    await client.endAsync(true);
    const { items } = await platform.get<{ items: { code: string; hasCredentials: boolean }[] }>(
      '/sites/suzhou/meters',
    );
    expect(items.find(({ code }) => code === 'main')?.hasCredentials).toBe(false);
    const again = await platform.call('DELETE', '/sites/suzhou/meters/main/credentials');
    expect(again.status).toBe(204);
    const history = await platform.get<{ items: { action: string }[] }>(
      '/sites/suzhou/history?kind=meter-credentials&key=main',
    );
    expect(history.items.map(({ action }) => action)).toEqual(['withdraw', 'issue']);
  });
});

it('a login with a wrong password is told to whoever sets the meter up, until it gets in', async () => {
  const knock = connectAsync(
    platform.mqttUrl,
    { username: 'suzhou/main', password: 'mistyped', protocolVersion: 4, reconnectPeriod: 0 },
    false,
  );
  await expect(knock).rejects.toThrow(/Bad username or password/);
  const refusedNow = async () =>
    (await platform.get<RefusedLogins>('/sites/suzhou/refused-logins')).items.map(({ username }) => username);
  expect(await refusedNow()).toEqual(['suzhou/main']);
  await (await platform.meter('suzhou', 'main')).endAsync();
  expect(await refusedNow()).toEqual([]);
});

describe('history', () => {
  const enter = async (readings: unknown) =>
    (await platform.call<HistoryResult>('POST', '/sites/suzhou/meters/main/history', { readings })).body;
  const year = new Date().getFullYear();
  const readings = Array.from({ length: 97 }, (_, index) => ({
    ts: Date.parse(`${String(year)}-01-01T00:00:00+08:00`) + index * 900_000,
    values: { active_energy: 100 + index },
  }));

  it('is stored once, and told apart from conflicts and what cannot be used', async () => {
    expect(await enter(readings)).toEqual({
      received: 97,
      stored: 97,
      repeated: 0,
      conflict: 0,
      rejected: 0,
      problems: [],
    });
    const [first, second] = readings;
    const again = await enter([
      first,
      { ts: second?.ts, values: { active_energy: 5 } },
      { ts: '1970-01-01T00:00:00Z', values: { active_energy: 1 } },
      { ts: second?.ts, values: { nothing: 1 } },
    ]);
    expect(again).toMatchObject({ received: 4, stored: 0, repeated: 1, conflict: 1, rejected: 2 });
    expect(again.problems.map(({ index, reason }) => [index, reason])).toEqual([
      [2, 'bad-time'],
      [3, 'unknown-register'],
    ]);
    expect(again.problems[1]?.text.zh).toContain('没有这个寄存器');
    const conflicts = await platform.get<{ total: number }>('/sites/suzhou/conflicts');
    expect(conflicts.total).toBe(1);
  });

  it('refuses a meter that is not there', async () => {
    const { status } = await platform.call('POST', '/sites/suzhou/meters/none/history', { readings });
    expect(status).toBe(404);
  });
});

describe('sources and the check list', () => {
  it('suggest purchased electricity from the incomer alone, and the part of the industry', async () => {
    const { items, part } = await platform.get<SourceSuggestions>('/sites/suzhou/source-suggestions');
    expect(items.map(({ code }) => code)).toEqual(['electricity']);
    expect(items[0]?.source.activity).toEqual({
      kind: 'meters',
      registers: [
        { meter: 'forge', register: 'active_energy', sign: 1 },
        { meter: 'main', register: 'active_energy', sign: 1 },
      ],
    });
    expect(part?.id).toBe('gbt32151-29-2024');
    await platform.put('/sites/suzhou/sources/electricity', items[0]?.source);
    expect((await platform.get<SourceSuggestions>('/sites/suzhou/source-suggestions')).items).toEqual([]);
  });

  it('says what is still missing, from what is there', async () => {
    await platform.put('/sites/empty', { name: 'E', timezone: 'UTC' });
    const empty = await platform.get<Checklist>('/sites/empty/checklist');
    expect(
      ['site', 'units', 'meters', 'readings', 'sources', 'boundary'].map((s) => stateOf(empty, s)),
    ).toEqual(['partly', 'missing', 'missing', 'missing', 'missing', 'missing']);
    const list = await platform.get<Checklist>('/sites/suzhou/checklist');
    expect(
      ['site', 'units', 'meters', 'readings', 'history', 'sources'].map((s) => stateOf(list, s)),
    ).toEqual(['done', 'done', 'done', 'partly', 'done', 'done']);
    expect(list.done).toBe(list.items.filter(({ state }) => state === 'done').length);
  });
});
