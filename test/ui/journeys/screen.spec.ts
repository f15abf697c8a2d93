/** The large screen on the real server: a link is made in the settings, opened without a login, and taken back. */
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform } from '../../flows/platform.fixture.js';
import { CHROMIUM } from '../browser.js';

const platform = new Platform();
let browser: Browser;
const contexts: BrowserContext[] = [];
const open = async (width = 1440, height = 900): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  contexts.push(context);
  const page = await context.newPage();
  await page.addInitScript(`localStorage.setItem('zerofab.lang', 'zh-CN')`);
  return page;
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: '一厂', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/meters/main', {
    name: '主进线',
    carrier: 'electricity',
    registers: [{ code: 'active_power', kind: 'gauge', unit: 'kW' }],
  });
  browser = await chromium.launch(CHROMIUM);
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await platform.destroy();
});

describe('the large screen', () => {
  let address = '';
  let settings: Page;
  let screen: Page;

  it('gets its link in the settings, shown once', async () => {
    settings = await open();
    await settings.goto(`${platform.url}/settings?tab=screens`);
    await settings.getByLabel('用户名').fill('admin');
    await settings.getByLabel('密码').first().fill(ADMIN_PASSWORD);
    await settings.getByRole('button', { name: '登录', exact: true }).click();
    await settings.getByRole('button', { name: '新建大屏链接' }).click();
    const form = settings.getByRole('form', { name: '新建大屏链接' });
    await form.getByRole('button', { name: '生成链接' }).click();
    await form.getByRole('alert').first().waitFor();
    await form.getByLabel('名称').fill('二号车间东门');
    await form.getByRole('button', { name: '生成链接' }).click();
    address = await settings.getByRole('region', { name: '大屏链接' }).innerText();
    expect(address).toMatch(/\/screen\?site=works#screen\.[\w-]{43}$/);
    await settings.getByRole('cell', { name: '二号车间东门', exact: true }).waitFor();
  });

  it('opens by it without a login, hides the token, and is there again after a reload', async () => {
    screen = await open(1920, 1080);
    await screen.goto(address);
    await screen.getByRole('heading', { name: '一厂' }).waitFor();
    await screen.getByRole('heading', { name: '24 小时负荷' }).waitFor();
    await screen.waitForURL(/\/screen\?site=works$/);
    await screen.reload();
    await screen.getByRole('heading', { name: '一厂' }).waitFor();
    await screen.keyboard.press('ArrowRight');
    await screen.getByText('本年还没有批准的预算。').waitFor();
    await screen.keyboard.press('ArrowRight');
    await screen.getByRole('heading', { name: /需要处理/ }).waitFor();
    const small = await screen.evaluate(
      `Math.min(...[...document.querySelectorAll('.screen *')]
        .filter((e) => e.children.length === 0 && e.textContent.trim() !== '' && e.offsetParent !== null)
        .map((e) => parseFloat(getComputedStyle(e).fontSize)))`,
    );
    expect(small).toBeGreaterThanOrEqual(24);
    expect(await screen.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
  });

  it('is readable: axe finds nothing serious', async () => {
    await screen.evaluate(axe.source);
    const found = await screen.evaluate<axe.AxeResults>('axe.run(document)');
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });

  it('leads to nothing else of the platform', async () => {
    const page = await open();
    await page.goto(address);
    await page.getByRole('heading', { name: '一厂' }).waitFor();
    await page.goto(`${platform.url}/meters`);
    await page.waitForURL(/\/login/);
  });

  it('says that its link was revoked, and stays dark without figures', async () => {
    await settings.getByRole('button', { name: '收回链接 二号车间东门' }).click();
    const form = settings.getByRole('form', { name: '收回链接 二号车间东门' });
    await form.getByLabel('收回原因').fill('屏幕已拆除');
    await form.getByRole('button', { name: '收回链接' }).click();
    await settings.getByText(/已收回 · .* · admin · 屏幕已拆除/).waitFor();
    await screen.reload();
    await screen.getByText(/此大屏链接已被收回/).waitFor();
    expect(await screen.getByRole('heading', { name: '一厂' }).count()).toBe(0);
  });

  it('says what to do where there is neither link nor login', async () => {
    const page = await open();
    await page.goto(`${platform.url}/screen`);
    await page.getByText(/此浏览器没有大屏链接，也没有登录/).waitFor();
    await page.getByRole('link', { name: '登录' }).click();
    await page.waitForURL(/\/login\?next=\/screen/);
  });
});
