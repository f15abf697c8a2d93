/** People on the real server: an administrator invites, a person sets the own password; a session that ended says so. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionList } from '@zerofab/contracts';
import { ADMIN_PASSWORD, Platform } from '../../flows/platform.fixture.js';
import { CHROMIUM } from '../browser.js';

const platform = new Platform();
let browser: Browser;
const contexts: BrowserContext[] = [];
const open = async (): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  contexts.push(context);
  const page = await context.newPage();
  await page.addInitScript(`localStorage.setItem('zerofab.lang', 'zh-CN')`);
  return page;
};
const logIn = async (page: Page, username: string, password: string): Promise<void> => {
  await page.goto(platform.url);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').first().fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: '一厂', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  browser = await chromium.launch(CHROMIUM);
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await platform.destroy();
});

describe('people', () => {
  let link = '';

  it('are invited by a link that is shown once', async () => {
    const page = await open();
    await logIn(page, 'admin', ADMIN_PASSWORD);
    await page.getByRole('link', { name: '配置', exact: true }).click();
    await page.getByRole('button', { name: '用户', exact: true }).click();
    await page.getByRole('button', { name: '邀请用户' }).click();
    const form = page.getByRole('form', { name: '邀请用户' });
    await form.getByLabel('姓名').fill('王敏');
    await form.getByLabel('角色').selectOption('energy_manager');
    expect(await form.getByLabel('用户名').inputValue()).toBe('wm');
    await form.getByRole('button', { name: '建立账户并生成邀请链接' }).click();
    link = await page.getByRole('region', { name: '一次性链接' }).innerText();
    expect(link).toMatch(/\/welcome#[\w-]{43}$/);
    await page.getByText(/邀请链接有效至/).waitFor();
  });

  it('set their own password by it, once', async () => {
    const page = await open();
    await page.goto(link);
    await page.getByText('王敏，您好').waitFor();
    await page.getByLabel('新密码').fill('her own password');
    await page.getByLabel('再次输入').fill('her own passwort');
    await page.getByRole('button', { name: '保存并登录' }).click();
    await page.getByText('两次输入的密码不同。').waitFor();
    await page.getByLabel('再次输入').fill('her own password');
    await page.getByRole('button', { name: '保存并登录' }).click();
    await page.getByRole('heading', { name: '总览' }).waitFor();
    const again = await open();
    await again.goto(link);
    await again.getByText(/该链接已使用、已过期或无效/).waitFor();
  });

  it('stay logged in when the token of the page has ended, by the cookie of the browser', async () => {
    const page = await open();
    await logIn(page, 'wm', 'her own password');
    await page.getByRole('heading', { name: '总览' }).waitFor();
    // A page that was closed over night: its token is over, its cookie is not.
    await page.evaluate(`{
      const kept = JSON.parse(localStorage.getItem('zerofab.session'));
      localStorage.setItem('zerofab.session', JSON.stringify({ ...kept, expiresAt: '2020-01-01T00:00:00Z' }));
    }`);
    await page.reload();
    await page.getByRole('heading', { name: '总览' }).waitFor();
    expect(await page.evaluate(`localStorage.getItem('zerofab.session')`)).not.toContain('2020-01-01');
  });

  it('are told at the login when their session has ended', async () => {
    const page = await open();
    await logIn(page, 'wm', 'her own password');
    await page.getByRole('heading', { name: '总览' }).waitFor();
    const { items } = await platform.get<SessionList>('/users/wm/sessions');
    for (const { id } of items) await platform.call('DELETE', `/auth/sessions/${id}`);
    // The page may notice before the click: the live stream ends with its session.
    const told = page.waitForURL(/\/login\?next=/);
    page
      .getByRole('link', { name: '报告', exact: true })
      .click()
      .catch(() => undefined);
    await told;
    await page.getByText('登录已过期，请重新登录。').waitFor();
  });

  it('see and end their other log-ins, and change their password', async () => {
    const [page, other] = [await open(), await open()];
    await logIn(other, 'wm', 'her own password');
    await logIn(page, 'wm', 'her own password');
    await page.getByRole('heading', { name: '总览' }).waitFor();
    await page.goto(`${platform.url}/settings?tab=account`);
    const table = page.getByRole('table', { name: '登录会话' });
    await table.getByText('本次登录').waitFor();
    await page.getByRole('button', { name: /结束“.*”的会话/ }).click();
    await page.getByRole('button', { name: '结束会话', exact: true }).click();
    await page.getByRole('button', { name: /结束“.*”的会话/ }).waitFor({ state: 'detached' });
    await page.getByLabel('当前密码').fill('her own password');
    await page.getByLabel('新密码 *', { exact: true }).fill('a newer password');
    await page.getByLabel('再次输入新密码').fill('a newer password');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByText('密码已修改；其他登录会话已结束。').waitFor();
    expect(await platform.logIn('wm', 'a newer password')).toBeTruthy();
  });
});

describe('a viewer on an empty site', () => {
  it('is told who may do the next step', async () => {
    await platform.put('/users/guest', {
      name: '访客',
      role: 'viewer',
      password: 'a long password',
      sites: ['works'],
    });
    const page = await open();
    await logIn(page, 'guest', 'a long password');
    await page.getByText('由系统管理员或能源管理员完成').first().waitFor();
    expect(await page.getByRole('link', { name: '加入计量表' }).count()).toBe(0);
  });
});
