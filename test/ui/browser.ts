/** The browser of the UI tests, on pages of the built dashboard served by the mock. */
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { startMockServer, type MockOptions } from './mock-server.js';

const FILES = fileURLToPath(new URL('../../dist/dashboard', import.meta.url));
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** How every browser of the UI tests is launched. */
export const CHROMIUM = { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args };

interface View {
  readonly width?: number;
  readonly height?: number;
  readonly lang?: 'zh-CN' | 'en';
  readonly theme?: 'light' | 'dark';
  /** Demo account; null: nobody is logged in. */
  readonly user?: 'admin' | 'manager' | 'auditor' | null;
}

export class Bench {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
    readonly url: string,
    readonly options: MockOptions,
  ) {}

  static async start(): Promise<Bench> {
    const options: MockOptions = { files: FILES, breaches: new Set() };
    const { server, url } = await startMockServer(0, options);
    const browser = await chromium.launch(CHROMIUM);
    return new Bench(browser, server, url, options);
  }

  /** Ends the bench; fails where the mock gave an answer that the contract does not allow. */
  async stop(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
    const breaches = [...(this.options.breaches ?? [])];
    if (breaches.length > 0) throw new Error(`the mock breaks the contract:\n${breaches.join('\n')}`);
  }

  /** A fresh page; closing its context is the caller's. */
  async open(path: string, view: View = {}): Promise<{ page: Page; context: BrowserContext }> {
    const { width = 1440, height = 900, lang = 'zh-CN', theme = 'light', user = 'manager' } = view;
    const context = await this.browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const role = user === 'manager' ? 'energy_manager' : user;
    const session = {
      accessToken: user,
      expiresAt: '2099-01-01T00:00:00Z',
      user: { username: user, displayName: { zh: '', en: '' }, role },
    };
    const kept = JSON.stringify(user === null ? null : session);
    await context.addInitScript(
      `localStorage.setItem('zerofab.lang', '${lang}');localStorage.setItem('zerofab.theme', '${theme}');` +
        `if (localStorage.getItem('zerofab.session') === null) localStorage.setItem('zerofab.session', ${JSON.stringify(kept)});`,
    );
    const page = await context.newPage();
    watchRequests(page);
    await page.goto(this.url + path);
    return { page, context };
  }
}

const underWay = new WeakMap<Page, Set<Request>>();

/** Keeps the requests that are not answered yet; the live stream never is. */
function watchRequests(page: Page): void {
  const open = new Set<Request>();
  underWay.set(page, open);
  page.on('request', (request) => {
    if (!request.url().endsWith('/live')) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** Waits until the page asks for nothing more and has drawn what it was told. */
export async function settled(page: Page): Promise<void> {
  const draw = async (): Promise<boolean> => {
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    return (underWay.get(page)?.size ?? 0) === 0;
  };
  // Twice in a row: what arrives may ask for more.
  while (!((await draw()) && (await draw())));
}

/** Waits until the overview shows its figures and its chart. */
export async function overviewReady(page: Page): Promise<void> {
  await page
    .getByRole('img', { name: /2026|May|5月/ })
    .first()
    .waitFor();
  await page.locator('canvas').first().waitFor();
}
