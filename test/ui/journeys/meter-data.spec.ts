/** Is the data there, and do the meters add up: calendar and balance of a works with its own generation, on the real server. */
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform } from '../../flows/platform.fixture.js';
import { CHROMIUM } from '../browser.js';

const platform = new Platform();
let browser: Browser;
let page: Page;
const contexts: BrowserContext[] = [];
/** The month before this one, in the time of the site. */
const MONTH = ((): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15)).toISOString().slice(0, 7);
})();
const START = Date.parse(`${MONTH}-01T00:00:00Z`);

const meter = async (code: string, name: string, carrier: string, parent?: string): Promise<void> => {
  await platform.put(`/sites/works/meters/${code}`, {
    name,
    carrier,
    ...(parent === undefined ? {} : { parent }),
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT15M' }],
  });
};
/** Two days of a counter that rises evenly. */
const send = async (
  code: string,
  perDay: number,
  keep = (_quarter: number): boolean => true,
): Promise<void> => {
  const readings = Array.from({ length: 193 }, (_, quarter) => quarter)
    .filter(keep)
    .map((quarter) => ({
      meter: code,
      ts: new Date(START + quarter * 900_000).toISOString(),
      values: { e: (perDay * quarter) / 96 },
    }));
  expect((await platform.call('POST', '/sites/works/readings', readings)).status).toBe(200);
};
const serious = async (): Promise<string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: '一厂', timezone: 'UTC', gridRegion: 'CN' });
  await meter('grid', '主进线', 'electricity');
  await meter('hall', '一车间', 'electricity', 'grid');
  await meter('roof', '屋顶光伏', 'pv', 'grid');
  await send('grid', 960);
  await send('hall', 1150, (quarter) => quarter <= 96 || quarter >= 144);
  await send('roof', 240);
  browser = await chromium.launch(CHROMIUM);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  contexts.push(context);
  page = await context.newPage();
  await page.addInitScript(`localStorage.setItem('zerofab.lang', 'zh-CN')`);
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await platform.destroy();
});

describe('meters and data', () => {
  it('shows on a calendar which data is whole, and lists what is not', async () => {
    await page.goto(`${platform.url}/meters?tab=calendar&month=${MONTH}`);
    await page.getByLabel('用户名').fill('admin');
    await page.getByLabel('密码').first().fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    const row = page.getByRole('row', { name: /^一车间/ }).first();
    await row.waitFor();
    expect(await row.getByRole('cell').nth(0).innerText()).toMatch(/完整/);
    expect(await row.getByRole('cell').nth(1).innerText()).toMatch(/估算/);
    expect(await row.getByRole('cell').nth(2).innerText()).toMatch(/缺测/);
    await page.getByRole('button', { name: '一车间' }).click();
    await page.waitForURL(/meter=hall/);
    const gap = page.getByRole('row').filter({ hasText: '缺口按前后读数分摊' });
    await gap
      .getByRole('cell', { name: /^50\.0/ })
      .first()
      .waitFor();
    expect(await serious()).toEqual([]);
  });

  it('steps back a month and keeps it in the address', async () => {
    await page.getByRole('button', { name: '上一月' }).click();
    await page.waitForURL((url) => (url.searchParams.get('month') ?? MONTH) < MONTH);
    await page.goBack().catch(() => undefined);
  });

  it('holds what is bought and made against the meters below', async () => {
    await page.goto(`${platform.url}/meters?tab=balance&month=${MONTH}`);
    // 2 × (960 + 240) = 2400 kWh against 2 × 1150 = 2300: 100 kWh, +4.2 %, beyond 3 %.
    const row = page.getByRole('row').filter({ hasText: '全厂电网' });
    await row.getByText('+4.2').waitFor();
    await row.getByText(/超过 3.0/).waitFor();
    await page.getByRole('button', { name: '全厂电网' }).click();
    const parts = page.getByRole('table', { name: /的组成/ });
    await parts.getByRole('row').filter({ hasText: '屋顶光伏' }).getByText('自发').waitFor();
    await parts.getByRole('row').filter({ hasText: '一车间' }).getByText('95.8').waitFor();
    expect(await serious()).toEqual([]);
  });
});
