import type { Inventory } from '@zerofab/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, overviewReady } from './browser.js';

let bench: Bench;
const contexts: BrowserContext[] = [];
const open = async (...args: Parameters<Bench['open']>): Promise<Page> => {
  const { page, context } = await bench.open(...args);
  contexts.push(context);
  return page;
};
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
beforeEach(() => {
  bench.options.failing = null;
  bench.options.silentLive = false;
  bench.options.backfill = null;
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const boxes = (page: Page): Promise<Box[]> =>
  page.evaluate<Box[]>(
    `[...document.querySelectorAll('main .grid > .card')].map((card) => {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      return { left: Math.round(left), right: Math.round(right), top: Math.round(top), bottom: Math.round(bottom) };
    })`,
  );

describe('layout', () => {
  it.each([
    [1440, 900],
    [1920, 1080],
  ])(
    'fits %i × %i without scrolling, every edge on the same four columns, rows of equal height',
    async (width, height) => {
      for (const lang of ['zh-CN', 'en'] as const) {
        const page = await open('/', { width, height, lang });
        await overviewReady(page);
        const overflow = await page.evaluate<number>(
          `(() => { const main = document.querySelector('main'); return main.scrollHeight - main.clientHeight; })()`,
        );
        expect(overflow).toBeLessThanOrEqual(0);
        const cards = await boxes(page);
        expect(cards).toHaveLength(10);
        expect(new Set(cards.map((card) => card.left)).size).toBe(4);
        expect(new Set(cards.map((card) => card.right)).size).toBe(4);
        expect(new Set(cards.map((card) => card.top)).size).toBe(3);
        expect(new Set(cards.map((card) => card.bottom)).size).toBe(3);
      }
    },
  );

  it('keeps many sources within their card: the others in one row, the total inside', async () => {
    const page = await open('/', { width: 1440, height: 900, lang: 'en' });
    await page.route('**/inventory?*', async (route) => {
      const response = await route.fetch();
      const json = (await response.json()) as Inventory;
      const more = [1, 2, 3].flatMap((n) =>
        json.sources.map((source) => ({ ...source, code: `${source.code}-${String(n)}` })),
      );
      await route.fulfill({ response, json: { ...json, sources: [...json.sources, ...more] } });
    });
    await page.reload();
    await overviewReady(page);
    await page.getByRole('button', { name: /\d+ other sources/ }).waitFor();
    const spilt = await page.evaluate<number>(
      `Math.max(...[...document.querySelectorAll('main .grid > .card')].map((card) =>
        Math.max(0, ...[...card.querySelectorAll('tr')].map((row) =>
          row.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom))))`,
    );
    expect(spilt).toBe(0);
  });

  it.each([390, 320])('needs no horizontal scrolling at %i px', async (width) => {
    for (const path of [
      '/',
      '/meters',
      '/meters?tab=rejected',
      '/setup?step=units',
      '/settings?tab=logins',
      '/reports',
    ]) {
      const page = await open(path, { width, height: 844, lang: 'en' });
      const wider = `Math.max(document.documentElement.scrollWidth - innerWidth, (() => { const m = document.querySelector('main'); return m.scrollWidth - m.clientWidth; })())`;
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await expect.poll(() => page.evaluate(wider)).toBe(0);
    }
  });

  it('cuts no figure and no unit in the tiles', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const page = await open('/', { lang });
      await overviewReady(page);
      const cut = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.figure-tile')].filter((f) => f.getBoundingClientRect().right > f.closest('.card').getBoundingClientRect().right - 4).map((f) => f.textContent)`,
      );
      expect(cut).toEqual([]);
    }
  });
});

describe('figures', () => {
  it('show missing data as a gap and a mark, never as 0', async () => {
    const page = await open('/');
    await overviewReady(page);
    await page.keyboard.press('t');
    const row = page.getByRole('row', { name: /5月10日/ });
    await row.waitFor();
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(1, 4)).toEqual(['—', '—', '—']);
    expect(cells[4]).toContain('缺测');
    expect(await page.getByText('缺测 3').count()).toBeGreaterThan(0);
  });

  it('open their trace by keyboard; it recomputes, Escape closes and the focus returns', async () => {
    const page = await open('/');
    await overviewReady(page);
    const figure = page.getByRole('button', { name: /^外购电力 ≥/ });
    await figure.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('重算一致').waitFor();
    expect(page.url()).toContain('trace=emissions.month.elec');
    for (const text of ['0.5306', '生态环境部', '主进线', '为什么选它']) {
      expect(await drawer.getByText(text).first().isVisible()).toBe(true);
    }
    await drawer.getByRole('rowgroup', { name: '原始读数' }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toContain('外购电力');
  });

  it('walk up with Back: reading, source, total', async () => {
    const page = await open('/?trace=emissions.year');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('各源之和与合计一致').waitFor();
    await drawer.getByRole('button', { name: '天然气' }).click();
    await drawer.getByText('重算一致').waitFor();
    expect(await drawer.getByText('44/12').first().isVisible()).toBe(true);
    await page.goBack();
    await drawer.getByText('各源之和与合计一致').waitFor();
  });

  it('change with the span, which stands in the URL', async () => {
    const page = await open('/');
    await overviewReady(page);
    await page.getByRole('button', { name: '今日', exact: true }).click();
    await page.getByRole('heading', { name: '逐时排放' }).waitFor();
    expect(page.url()).toContain('p=today');
    await page.keyboard.press('[');
    await page.waitForURL(/from=2026-05-18/);
  });
});

describe('states', () => {
  it('an error stays in its card, names its type, and a retry heals it', async () => {
    bench.options.failing = /emissions-series/;
    const page = await open('/');
    await page.getByText('/problems/database-unavailable').waitFor();
    expect(await page.getByRole('button', { name: /^本月 排放/ }).isVisible()).toBe(true);
    bench.options.failing = null;
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('canvas').waitFor();
  });

  it('an empty site says why and shows dashes', async () => {
    const page = await open('/?site=new', { lang: 'en' });
    await page.getByText('No emission sources yet').waitFor();
    expect(await page.getByRole('button', { name: /^This month Emissions missing/ }).count()).toBe(1);
  });

  it('the back-fill of the demo shows its progress in the title row', async () => {
    bench.options.backfill = { done: 612_000, total: 1_000_000, finished: false };
    const page = await open('/');
    await page.getByText(/61\.2/).waitFor();
    // A card that is still loading has a status of its own.
    await page.getByRole('status').filter({ hasText: '回填' }).waitFor();
  });

  it('goes stale after 30 s without an event, offline after 15 min', async () => {
    bench.options.silentLive = true;
    const page = await open('/');
    await page.getByText('连接中').waitFor();
    await page.clock.install();
    await page.clock.fastForward(40_000);
    await page.clock.runFor(2000);
    await page.getByText(/无更新，重连中/).waitFor();
    await page.clock.fastForward(900_000);
    await page.clock.runFor(2000);
    await page.getByText(/离线/).first().waitFor();
    expect(await page.getByText(/无更新/).count()).toBe(1);
  });
});
