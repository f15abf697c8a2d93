import {
  budgetExecutionSchema,
  budgetProposalSchema,
  budgetSchema,
  budgetVersionListSchema,
  targetProgressSchema,
  type Budget,
  type BudgetExecution,
  type Problem,
  type TargetProgress,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// A budget of the year is proposed by one person and approved by another; the page then shows how it stands.
const platform = new Platform();
const SITE = '/sites/works';
const PASSWORD = 'a long enough password';
const YEAR = Number(
  new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date()),
);
const BUDGET = `${SITE}/budgets/${String(YEAR)}`;
const tokens = new Map<string, string>();
const as = (who: string) => tokens.get(who) ?? '';
const DAYS = Array.from({ length: 12 }, (_, n) => new Date(Date.UTC(YEAR, n + 1, 0)).getUTCDate());
const DAYS_OF_YEAR = DAYS.reduce((sum, days) => sum + days, 0);
/** A budget of so many MWh a day. */
const perDay = (mwh: number, more: object = {}) => ({
  indicator: 'source:electricity',
  unit: 'MWh',
  total: String(DAYS_OF_YEAR * mwh),
  months: DAYS.map((days) => String(days * mwh)),
  ...more,
});
const put = (body: object, who = 'proposer') => platform.call<Budget & Problem>('PUT', BUDGET, body, as(who));
const approve = (version: number, who: string) =>
  platform.call<Budget & Problem>('POST', `${BUDGET}/approve`, { version }, as(who));
const execution = async (): Promise<BudgetExecution> =>
  budgetExecutionSchema.parse(await platform.get(`${BUDGET}/execution`));

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put(`${SITE}/units`, { items: [{ code: 'shop', name: 'Shop', kind: 'workshop' }] });
  for (const name of ['proposer', 'approver', 'other']) {
    await platform.put(`/users/${name}`, {
      name,
      role: 'energy_manager',
      password: PASSWORD,
      sites: ['works'],
    });
    tokens.set(name, await platform.logIn(name, PASSWORD));
  }
  await platform.put(`/users/reader`, {
    name: 'reader',
    role: 'viewer',
    password: PASSWORD,
    sites: ['works'],
  });
  tokens.set('reader', await platform.logIn('reader', PASSWORD));
  await platform.put(`${SITE}/sources/electricity`, {
    name: 'electricity',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'MWh' },
  });
  // One MWh a day, last year and this one.
  for (const [year, days] of [
    [YEAR - 1, Math.round((Date.UTC(YEAR, 0, 1) - Date.UTC(YEAR - 1, 0, 1)) / 86_400_000)],
    [YEAR, DAYS_OF_YEAR],
  ] as const)
    await platform.post(`${SITE}/activity-data`, {
      source: 'electricity',
      from: String(year),
      to: String(year + 1),
      quantity: String(days),
      unit: 'MWh',
    });
});
afterAll(async () => {
  await platform.destroy();
});

describe('a budget', () => {
  it('of a year without one is none, and nothing is told of how it stands', async () => {
    expect(budgetSchema.parse(await platform.get(BUDGET))).toMatchObject({
      version: 0,
      state: 'none',
      items: [],
    });
    expect(await execution()).toMatchObject({ version: null, items: [] });
  });

  it('begins from what the year before used', async () => {
    const answer = budgetProposalSchema.parse(
      await platform.get(`${BUDGET}/proposal?indicator=source:electricity`),
    );
    expect(answer).toMatchObject({ unit: 'MWh', indicator: 'source:electricity' });
    expect(answer.months[0]).toMatchObject({ month: `${String(YEAR - 1)}-01`, complete: true });
    expect(answer.months[0]?.actual).toBeCloseTo(31, 6);
  });

  it('is refused where it does not add up, or is of nothing that is known', async () => {
    const off = await put({ items: [perDay(1, { total: '300' })] });
    expect(off).toMatchObject({ status: 422, body: { type: '/problems/budget-does-not-add-up' } });
    expect(off.body.detail).toContain(`by ${String(DAYS_OF_YEAR - 300)} MWh`);
    const field = async (item: object) => (await put({ items: [perDay(1, item)] })).body.errors?.[0]?.field;
    expect(await field({ unit: 't' })).toBe('items.0.unit');
    expect(await field({ indicator: 'source:ghost' })).toBe('indicator');
    expect(await field({ indicator: 'carrier:electricity' })).toBe('indicator');
    expect(await field({ indicator: 'money' })).toBe('items.0.indicator');
    expect(await field({ siteUnit: 'shop' })).toBe('siteUnit');
    expect((await put({ items: [perDay(1), perDay(2)] })).status).toBe(422);
    expect((await put({ items: [perDay(1)] }, 'reader')).status).toBe(403);
  });

  it('is a draft until somebody else approves it; of two at once one does', async () => {
    const draft = await put({ items: [perDay(1)] });
    expect(draft).toMatchObject({ status: 200, body: { version: 1, state: 'draft', author: 'proposer' } });
    expect((await execution()).version).toBeNull();
    expect(await approve(1, 'proposer')).toMatchObject({
      status: 403,
      body: { type: '/problems/own-budget' },
    });
    expect((await approve(1, 'reader')).status).toBe(403);
    expect((await approve(7, 'approver')).status).toBe(404);
    const both = await Promise.all([approve(1, 'approver'), approve(1, 'other')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.body.type).toBe('/problems/budget-not-approvable');
    expect(budgetSchema.parse(await platform.get(BUDGET))).toMatchObject({
      state: 'approved',
      approvedVersion: 1,
    });
  });

  it('stands as it is used, with pace and forecast', async () => {
    const [item] = (await execution()).items;
    expect(item).toMatchObject({ complete: true, unit: 'MWh', siteUnit: null });
    // One MWh a day against a budget of one MWh a day: on its pace, and on the way to 100 %.
    const { used, pace, forecast, months } = item!;
    expect(Math.abs((used ?? 0) - pace.budget)).toBeLessThan(0.004);
    expect(Math.abs(pace.linear - pace.budget)).toBeLessThan(1e-9);
    expect(Math.abs((pace.seasonal ?? 0) - pace.budget)).toBeLessThan(0.004);
    expect(forecast?.value).toBeCloseTo(DAYS_OF_YEAR, 6);
    expect(forecast?.backTest).toMatchObject({ wape: expect.closeTo(0, 9) as number, origins: 12 });
    expect([forecast?.method, forecast?.better]).toEqual(['weekNaive', false]);
    expect(months.map(({ budget }) => Number(budget))).toEqual(DAYS);
    const whole = months.filter(({ complete }) => complete);
    for (const { actual, budget } of whole) expect(actual).toBeCloseTo(Number(budget), 6);
  });

  it('changes with its reason, as a draft beside the one in force', async () => {
    const changed = { items: [perDay(0.5)] };
    expect(await put(changed)).toMatchObject({ status: 422, body: { type: '/problems/reason-needed' } });
    expect((await put({ ...changed, note: 'half the line is sold', expectedVersion: 0 })).status).toBe(409);
    expect(await put({ ...changed, note: 'half the line is sold', expectedVersion: 1 })).toMatchObject({
      status: 200,
      body: { version: 2, state: 'draft', approvedVersion: 1, note: 'half the line is sold' },
    });
    expect((await execution()).version).toBe(1);
    expect((await approve(1, 'approver')).status).toBe(409);
    expect((await approve(2, 'approver')).status).toBe(200);
    const { items } = budgetVersionListSchema.parse(await platform.get(`${BUDGET}/versions`));
    expect(items.map(({ version, state }) => [version, state])).toEqual([
      [2, 'approved'],
      [1, 'approved'],
    ]);
  });

  it('alarms once it is used up, and warns of a forecast over it', async () => {
    const [item] = (await execution()).items;
    expect(item?.forecastShare).toBeCloseTo(2, 6);
    expect(item?.state).toBe((item?.used ?? 0) >= 1 ? 'alarm' : 'warning');
    expect(item?.why?.zh).not.toBe('');
  });

  it('of units takes no more than that of the site', async () => {
    await platform.put(`${SITE}/meters/shop`, {
      name: 'Shop',
      carrier: 'water',
      unit: 'shop',
      registers: [{ code: 'volume', kind: 'counter', unit: 'm3' }],
    });
    const water = (total: string, siteUnit?: string) => ({
      indicator: 'carrier:water',
      siteUnit,
      unit: 'm3',
      total,
      months: [total, ...Array.from({ length: 11 }, () => '0')],
    });
    const next = `${SITE}/budgets/${String(YEAR + 1)}`;
    const over = await platform.call<Problem>('PUT', next, { items: [water('10'), water('11', 'shop')] });
    expect(over).toMatchObject({ status: 422, body: { type: '/problems/budget-does-not-add-up' } });
    expect(over.body.detail).toMatch(/11 m3.*10 m3/);
    const fits = await platform.put(next, { items: [water('10'), water('9', 'shop')] });
    expect(fits).toMatchObject({ version: 1 });
    await platform.call('POST', `${next}/approve`, { version: 1 }, as('approver'));
    const ahead = budgetExecutionSchema.parse(await platform.get(`${next}/execution`));
    expect(ahead.items.map(({ state, actual }) => [state, actual])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
    expect(ahead.items[0]?.reason?.en).toContain('has not begun');
  });
});

describe('targets', () => {
  const TARGET = {
    baseYear: YEAR - 1,
    baseValue: '200',
    unit: 'tCO2e',
    source: 'inventory of the year',
    targetYear: YEAR + 4,
    path: 'linear',
    targetValue: '100',
  };
  const put = (indicator: string, body: object) =>
    platform.call<TargetProgress & Problem>('PUT', `${SITE}/targets/${encodeURIComponent(indicator)}`, body);

  it('show path, what was reached and the gap by year', async () => {
    const { status, body } = await put('tco2e', TARGET);
    expect(status).toBe(200);
    const [target] = targetProgressSchema.parse(body).items;
    expect(target?.years.map(({ planned }) => planned)).toEqual(['200', '180', '160', '140', '120', '100']);
    const [base, running] = target?.years ?? [];
    expect(base).toMatchObject({ complete: true });
    expect(base?.gap).toBeCloseTo((base?.actual ?? 0) - 200, 6);
    expect(running).toMatchObject({ complete: false });
    expect(running?.gap).toBeCloseTo((running?.forecast ?? 0) - 180, 6);
    expect(target?.neededPerYear).toBeCloseTo(((running?.forecast ?? 0) - 100) / 4, 6);
  });

  it('by rate fall by 4.2 % of the base value a year', async () => {
    const { body } = await put('tce', { ...TARGET, unit: 'tce', path: 'rate', targetValue: null });
    const target = targetProgressSchema.parse(body).items.find(({ indicator }) => indicator === 'tce');
    expect(target?.years.at(-1)?.planned).toBe('158');
  });

  it('are refused where the path cannot be walked or the unit does not fit', async () => {
    expect(await put('tco2e', { ...TARGET, targetYear: YEAR - 1 })).toMatchObject({
      status: 422,
      body: { type: '/problems/bad-target-path', errors: [{ field: 'targetYear' }] },
    });
    expect((await put('tco2e', { ...TARGET, path: 'own' })).body.errors?.[0]?.field).toBe('points');
    expect((await put('tco2e', { ...TARGET, unit: 'tce' })).body.errors?.[0]?.field).toBe('unit');
    expect((await put('tcePerUnit:ghost', TARGET)).body.type).toBe('/problems/unknown-product');
    expect((await put('happiness', TARGET)).status).toBe(422);
    expect((await put('tco2e', { ...TARGET, expectedVersion: 9 })).status).toBe(409);
  });

  it('of an intensity say why it is missing', async () => {
    const { body } = await put('tcePerOutputValue', { ...TARGET, unit: 'kgce/10^4CNY' });
    const found = targetProgressSchema
      .parse(body)
      .items.find(({ indicator }) => indicator === 'tcePerOutputValue');
    const year = found?.years.find((each) => each.year === YEAR - 1);
    expect(year).toMatchObject({ actual: null, gap: null });
    expect(year?.reason?.en).not.toBe('');
  });
});
