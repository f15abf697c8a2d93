import type {
  FactorImport,
  FactorPreview,
  Inventory,
  InventoryMatrix,
  PeriodView,
  RestatementView,
} from '@zerofab/contracts';
import { methodById } from '@zerofab/accounting';
import { siteFigures, thawInputs, type FrozenInputs } from '@zerofab/figures';
import { canonicalJson } from '@zerofab/audit';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish, type Answer, type Json } from './platform.fixture.js';

const platform = new Platform();
const PASSWORD = 'a long enough password';
const SITE = '/sites/works';
const MARCH = `${SITE}/periods/2025-03`;
const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const [FROM, LAST, TO] = [
  '2025-03-01T00:00:00+08:00',
  '2025-03-31T12:00:00+08:00',
  '2025-04-01T00:00:00+08:00',
];
const tokens: Record<string, string> = {};
const as = async <T = PeriodView>(
  who: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> => platform.call<T>(method, path, body, tokens[who]);
const ok = async <T = PeriodView>(who: string, path: string, body?: unknown): Promise<T> => {
  const answer = await as<T>(who, 'POST', path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const inventory = async (more = '', span = 'from=2025-03&to=2025-04'): Promise<Inventory> =>
  platform.get<Inventory>(`${SITE}/inventory?${span}${more}`);
const period = async (): Promise<PeriodView> => platform.get<PeriodView>(MARCH);
const waiveAll = ({ points }: PeriodView) =>
  points.map(({ id }) => ({ point: id, reason: 'known and minor' }));
const refusal = (answer: Answer<unknown>): [number, unknown] => [
  answer.status,
  (answer.body as Json)['type'],
];

/** A counter that rises by 10 each hour. */
const readings = (from: string, to: string) =>
  Array.from({ length: (at(to) - at(from)) / HOUR + 1 }, (_, n) => ({
    ts: at(from) + n * HOUR,
    values: { e: ((at(from) - at(FROM)) / HOUR + n) * 10 },
  }));
const send = async (from: string, to: string): Promise<void> => {
  const client = await platform.meter('works', 'main');
  await publish(client, 'works', 'main', readings(from, to));
  await client.endAsync();
};
const meter = {
  name: 'Main',
  carrier: 'electricity',
  registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT1H', multiplier: 1 }],
};
const grid = {
  name: 'Grid',
  category: 'purchasedElectricity',
  activity: { kind: 'meters', registers: [{ meter: 'main', register: 'e' }] },
  factor: { kind: 'library', id: 'elec-cn-js-2023-average' },
};
const diesel = (quantity: number, more: object = {}) => ({
  source: 'trucks',
  from: '2025-03',
  to: '2025-04',
  quantity,
  unit: 't',
  evidence: 'invoice 7',
  ...more,
});

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN-JS' });
  await platform.put(`${SITE}/meters/main`, meter);
  await send(FROM, LAST);
  await platform.put(`${SITE}/sources/grid`, grid);
  await platform.put(`${SITE}/sources/trucks`, {
    name: 'Trucks',
    category: 'mobileCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
  await platform.post(`${SITE}/activity-data`, diesel(2));
  for (const [name, role] of [
    ['manager', 'energy_manager'],
    ['second', 'energy_manager'],
    ['auditor', 'auditor'],
  ] as const) {
    await platform.put(`/users/${name}`, { name, role, password: PASSWORD, sites: ['works'] });
    tokens[name] = await platform.logIn(name, PASSWORD);
  }
});
afterAll(async () => {
  await platform.destroy();
});

describe('a period', () => {
  it('is open at first, and shows what is to be done before it is closed', async () => {
    const view = await period();
    expect(view).toMatchObject({ state: 'open', over: true, versions: [], pending: null });
    expect(view.points.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['low-coverage', 'boundary-missing', 'plan-missing']),
    );
    const coverage = view.points.find(({ kind }) => kind === 'low-coverage');
    expect(coverage).toMatchObject({ id: 'low-coverage:grid', source: 'grid', waiver: null });
    expect((await platform.get<{ items: unknown[] }>(`${SITE}/periods`)).items).toEqual([]);
  });

  it('is refused where it is none, or not over', async () => {
    expect(refusal(await as('manager', 'POST', `${SITE}/periods/2025-13/close`))).toEqual([
      422,
      '/problems/bad-period',
    ]);
    const year = String(new Date().getFullYear());
    expect(refusal(await as('manager', 'POST', `${SITE}/periods/${year}/close`))).toEqual([
      409,
      '/problems/period-not-over',
    ]);
  });

  it('is closed once each point is solved or waived with a reason, and takes no more records then', async () => {
    const early = await as('manager', 'POST', `${MARCH}/close`);
    expect(refusal(early)).toEqual([409, '/problems/period-not-ready']);
    const view = await period();
    const unknown = await as('manager', 'POST', `${MARCH}/waivers`, {
      waivers: [{ point: 'nothing', reason: 'x' }],
    });
    expect(refusal(unknown)).toEqual([404, '/problems/unknown-point']);
    const waived = await ok('manager', `${MARCH}/waivers`, { waivers: waiveAll(view).slice(0, 1) });
    expect(waived.points.filter(({ waiver }) => waiver?.by === 'manager')).toHaveLength(1);
    const closed = await ok('manager', `${MARCH}/close`, { waivers: waiveAll(view) });
    expect(closed).toMatchObject({ state: 'closed', closed: { by: 'manager' } });
    const late = await as('manager', 'POST', `${SITE}/activity-data`, diesel(3, { replaces: 'overlapping' }));
    expect(refusal(late)).toEqual([409, '/problems/period-closed']);
  });

  it('goes through submission and verification in order, by the right people', async () => {
    expect(refusal(await as('auditor', 'POST', `${MARCH}/verify`))).toEqual([409, '/problems/period-state']);
    expect(await ok('manager', `${MARCH}/submit`)).toMatchObject({ state: 'submitted' });
    expect((await as('manager', 'POST', `${MARCH}/verify`)).status).toBe(403);
    expect((await as('auditor', 'POST', `${MARCH}/close`)).status).toBe(403);
    expect(refusal(await as('manager', 'POST', `${MARCH}/reopen`, {}))).toEqual([
      422,
      '/problems/validation',
    ]);
    expect(await ok('second', `${MARCH}/reopen`, { reason: 'a bill is missing' })).toMatchObject({
      state: 'open',
      closed: null,
    });
    await ok('manager', `${MARCH}/close`);
    await ok('manager', `${MARCH}/submit`);
    expect(await ok('auditor', `${MARCH}/verify`)).toMatchObject({
      state: 'verified',
      verified: { by: 'auditor' },
    });
  });

  it('is not locked by who closed it, nor when the figures moved since they were verified', async () => {
    expect(refusal(await as('manager', 'POST', `${MARCH}/lock`))).toEqual([403, '/problems/second-person']);
    await platform.put(`${SITE}/sources/grid`, { ...grid, factor: { kind: 'grid', rule: 'data-year' } });
    const moved = await as('second', 'POST', `${MARCH}/lock`);
    expect(refusal(moved)).toEqual([409, '/problems/period-figures-moved']);
    await platform.put(`${SITE}/sources/grid`, grid);
    expect((await period()).state).toBe('verified');
  });

  it('is locked once by one of several at once, while records are edited', async () => {
    const edits = [5, 6].map(async (quantity) =>
      as('manager', 'POST', `${SITE}/activity-data`, diesel(quantity, { replaces: 'overlapping' })),
    );
    const locks = ['second', 'second'].map(async (who) => as(who, 'POST', `${MARCH}/lock`));
    const answers = await Promise.all(locks);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    for (const edit of await Promise.all(edits)) expect(edit.status).toBe(409);
    expect(await period()).toMatchObject({ state: 'locked', latestVersion: 1, pending: null });
    expect(refusal(await as('manager', 'POST', `${MARCH}/reopen`, { reason: 'please' }))).toEqual([
      409,
      '/problems/period-state',
    ]);
  });
});

describe('a locked period', () => {
  let locked: Inventory;
  let restatement: RestatementView;

  it('says which version its figures are, and they can be worked out again from the version alone', async () => {
    locked = await inventory();
    expect(locked.reporting).toMatchObject({
      period: '2025-03',
      state: 'locked',
      version: 1,
      latestVersion: 1,
    });
    const { head, sha256 } = await platform.get<{ head: { parts: Record<string, string> }; sha256: string }>(
      `${MARCH}/versions/1`,
    );
    const hash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
    expect(hash(head)).toBe(sha256);
    expect(locked.reporting?.sha256).toBe(sha256);
    const part = async (name: string): Promise<unknown> => platform.get(`${MARCH}/versions/1/${name}`);
    for (const [name, sha] of Object.entries(head.parts)) expect(hash(await part(name))).toBe(sha);
    const frozen = {
      facts: await part('facts'),
      sources: await part('activity'),
      factors: await part('factors'),
    } as FrozenInputs;
    const { facts, data } = thawInputs(frozen);
    const again = siteFigures(facts, data, methodById(locked.method.id));
    expect(again.map(({ figure }) => figure.exact)).toEqual(locked.sources.map(({ exact }) => exact));
    expect(JSON.stringify(frozen)).not.toMatch(/password/i);
  });

  it('takes late readings, and shows the same figures; the difference waits to be restated', async () => {
    await send(LAST, TO);
    await expect.poll(async () => (await period()).pending?.lines.length, { timeout: 20_000 }).toBe(1);
    const { pending } = await period();
    expect(pending?.lines).toMatchObject([
      {
        code: 'grid',
        before: locked.sources.find(({ code }) => code === 'grid')?.exact,
        causes: [{ kind: 'activity', what: '2025-03', before: '7320 kWh', after: '7440 kWh' }],
      },
    ]);
    expect((await inventory()).exact).toEqual(locked.exact);
  });

  it('stands against another multiplier, source and factor table; each is told as a cause', async () => {
    await platform.put(`${SITE}/meters/main`, {
      ...meter,
      registers: [{ ...meter.registers[0], multiplier: 2 }],
      effectiveFrom: '2025-03-01',
    });
    await platform.put(`${SITE}/sources/trucks`, {
      name: 'Trucks',
      category: 'mobileCombustion',
      activity: { kind: 'manual', unit: 't' },
      factor: { kind: 'fuel', fuel: 'gasoline' },
    });
    const columns = 'id,name_zh,name_en,category,value,unit,region,year,valid_from,source,confidence';
    const row =
      'elec-cn-js-2023-average,甲,a,grid-average-provincial,0.4,kgCO2/kWh,CN-JS,2023,2025-12-01,a notice,high';
    const table = { table: 'electricity', title: 'A notice', csv: `${columns}\n${row}\n` };
    const preview = await platform.call<FactorPreview>('POST', '/factors/preview', table);
    const imported = await platform.call<FactorImport>('POST', '/factors/imports', {
      ...table,
      basedOn: preview.body.basedOn,
      acceptChanged: true,
    });
    expect([imported.status, imported.body]).toMatchObject([201, { changed: 1 }]);
    await expect
      .poll(
        async () =>
          (await period()).pending?.lines.map(({ code, causes }) => [
            code,
            [...new Set(causes.map(({ kind }) => kind))],
          ]),
        { timeout: 20_000 },
      )
      .toEqual([
        ['grid', ['activity', 'factor']],
        ['trucks', ['definition', 'factor']],
      ]);
    const { pending } = await period();
    // 744 h × 10 kWh × 2 × 0.4 kg/kWh
    expect(pending?.lines[0]?.after).toBe('5.952');
    expect((await inventory()).exact).toEqual(locked.exact);
    expect((await inventory('&version=1')).sources).toEqual(locked.sources);
    const matrix = await platform.get<InventoryMatrix>(`${SITE}/inventory/matrix?from=2025-03&to=2025-04`);
    expect(matrix.totals).toEqual([locked.totalTco2e]);
  });

  it('takes records of its time only while a restatement is open', async () => {
    const record = diesel(4, { replaces: 'overlapping', note: 'second invoice found' });
    const refused = await as('manager', 'POST', `${SITE}/activity-data`, record);
    expect(refusal(refused)).toEqual([409, '/problems/period-locked']);
    const moved = diesel(4, { from: '2025-04', to: '2025-05', replaces: ['1'] });
    expect((await as('manager', 'POST', `${SITE}/activity-data`, moved)).status).toBe(409);
    restatement = await ok<RestatementView>('manager', `${MARCH}/restatements`, {
      reason: 'second invoice found',
    });
    expect(restatement).toMatchObject({ state: 'open', baseVersion: 1, opened: { by: 'manager' } });
    expect(refusal(await as('second', 'POST', `${MARCH}/restatements`, { reason: 'me too' }))).toEqual([
      409,
      '/problems/restatement-open',
    ]);
    await ok('manager', `${SITE}/activity-data`, record);
    expect((await inventory()).exact).toEqual(locked.exact);
  });

  it('is restated by a second person, once; both versions stay readable', async () => {
    const id = `${MARCH}/restatements/${restatement.id}`;
    const proposed = await ok<RestatementView>('manager', `${id}/propose`);
    expect(proposed.difference?.lines.map(({ code }) => code)).toEqual(['grid', 'trucks']);
    expect(refusal(await as('manager', 'POST', `${id}/approve`))).toEqual([403, '/problems/second-person']);
    expect((await as('auditor', 'POST', `${id}/approve`)).status).toBe(403);
    // What happens after the proposal is not in what is approved.
    await platform.put(`${SITE}/sources/trucks`, {
      name: 'Trucks',
      category: 'mobileCombustion',
      activity: { kind: 'manual', unit: 't' },
      factor: { kind: 'fuel', fuel: 'diesel' },
    });
    const answers = await Promise.all([
      as('second', 'POST', `${id}/approve`),
      platform.call('POST', `${id}/approve`),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const two = await inventory();
    expect(two.reporting).toMatchObject({ version: 2, latestVersion: 2 });
    expect(two.exact.total).toBe(proposed.difference?.after);
    const one = await inventory('&version=1');
    expect(one.exact).toEqual(locked.exact);
    expect(one.reporting).toMatchObject({ version: 1, latestVersion: 2 });
    const difference = await platform.get(`${MARCH}/difference?from=1&to=2`);
    expect(difference).toEqual(proposed.difference);
    expect((await period()).pending?.lines.map(({ code }) => code)).toEqual(['trucks']);
  });

  it('answers what is asked of it otherwise by computing now, and says so', async () => {
    const other = await inventory('&method=GHG%20Protocol%20(location-based)');
    expect(other.reporting).toMatchObject({ state: 'locked', version: null, latestVersion: 2 });
    const both = await platform.call(
      'GET',
      `${SITE}/inventory?from=2025-03&to=2025-04&version=1&asOf=2026-01`,
    );
    expect(refusal(both)).toEqual([409, '/problems/version-stands']);
    const none = await platform.call('GET', `${SITE}/inventory?from=2025-03&to=2025-04&version=9`);
    expect(refusal(none)).toEqual([404, '/problems/unknown-version']);
    const open = await platform.call('GET', `${SITE}/inventory?from=2025-05&to=2025-06&version=1`);
    expect(refusal(open)).toEqual([404, '/problems/unknown-version']);
  });

  it('is the same after a restart, and its content takes no change', async () => {
    const before = await inventory('&version=1');
    for (const table of ['frozen_content', 'inventory_version'])
      for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET sha256 = sha256`])
        await expect(platform.sql(statement)).rejects.toThrow(/only added to/);
    await platform.stop();
    await platform.start();
    expect(await inventory('&version=1')).toEqual(before);
  });

  it('is named by the report of a locked year', async () => {
    for (const who of ['manager', 'second', 'auditor']) tokens[who] = await platform.logIn(who, PASSWORD);
    const year = `${SITE}/periods/2025`;
    const view = await platform.get<PeriodView>(year);
    // March would have to be restated: a year does not close over a month that tells of other figures.
    const over = await as('manager', 'POST', `${year}/close`, { waivers: waiveAll(view) });
    expect(refusal(over)).toEqual([409, '/problems/year-months']);
    const { id } = await ok<RestatementView>('manager', `${MARCH}/restatements`, {
      reason: 'diesel after all',
    });
    await ok('manager', `${MARCH}/restatements/${id}/propose`);
    await ok('second', `${MARCH}/restatements/${id}/approve`);
    // Neither does it over a month that is closed and not locked.
    const may = `${SITE}/periods/2025-05`;
    await ok('manager', `${may}/close`, { waivers: waiveAll(await platform.get<PeriodView>(may)) });
    const half = await as('manager', 'POST', `${year}/close`, { waivers: waiveAll(view) });
    expect(refusal(half)).toEqual([409, '/problems/year-months']);
    await ok('manager', `${may}/reopen`, { reason: 'the year stands for it' });
    await ok('manager', `${year}/close`, { waivers: waiveAll(view) });
    const alone = { waivers: waiveAll(await platform.get<PeriodView>(may)) };
    expect(refusal(await as('manager', 'POST', `${may}/close`, alone))).toEqual([
      409,
      '/problems/month-of-year',
    ]);
    expect(refusal(await as('second', 'POST', `${year}/lock`))).toEqual([409, '/problems/period-state']);
    await ok('second', `${year}/lock`, { unverified: 'no verification is asked for' });
    await platform.put(`${SITE}/sources/grid`, { ...grid, included: false, reason: 'let out' });
    const report = await platform.get<{ inventory: Inventory }>(
      `${SITE}/reports/inventory.json?year=2025&version=1`,
    );
    expect(report.inventory.reporting).toMatchObject({ period: '2025', version: 1 });
    expect(report.inventory.exact.total).toBe(view.totalTco2e);
    const { items } = await platform.get<{ items: Json[] }>(`${SITE}/periods`);
    expect(items.map((item) => [item['period'], item['state'], item['latestVersion']])).toEqual([
      ['2025-05', 'open', null],
      ['2025-03', 'locked', 3],
      ['2025', 'locked', 1],
    ]);
  });

  it('is restated within its year once that is locked', async () => {
    const year = `${SITE}/periods/2025`;
    const begin = { reason: 'the grid is let out' };
    const alone = await as('manager', 'POST', `${MARCH}/restatements`, begin);
    expect(refusal(alone)).toEqual([409, '/problems/month-of-year']);
    const whole = await ok<RestatementView>('manager', `${year}/restatements`, begin);
    const before = await as('manager', 'POST', `${year}/restatements/${whole.id}/propose`);
    expect(refusal(before)).toEqual([409, '/problems/year-months']);
    const part = await ok<RestatementView>('manager', `${MARCH}/restatements`, begin);
    await ok('manager', `${MARCH}/restatements/${part.id}/propose`);
    const early = await as('manager', 'POST', `${year}/restatements/${whole.id}/withdraw`, {});
    expect(refusal(early)).toEqual([409, '/problems/year-months']);
    await ok('second', `${MARCH}/restatements/${part.id}/approve`);
    expect((await platform.get<PeriodView>(year)).months).toEqual([
      { period: '2025-03', state: 'locked', version: 4, newer: true },
      { period: '2025-05', state: 'open', version: null, newer: false },
    ]);
    await ok('manager', `${year}/restatements/${whole.id}/propose`);
    await ok('second', `${year}/restatements/${whole.id}/approve`);
    const both = await platform.get<PeriodView>(year);
    expect(both).toMatchObject({ latestVersion: 2, pending: null });
    expect(both.months?.[0]).toMatchObject({ version: 4, newer: false });
  });
});
