import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, settled } from './browser.js';
import { freshTabs } from './mock-score-tabs.js';
import { freshScores } from './mock-scores.js';

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
beforeEach(() => {
  bench.options.scores = freshScores();
  bench.options.scoreTabs = freshTabs();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('functions of the energy-carbon centre', () => {
  it('say whether they are live, why, and where they are mended', async () => {
    const page = await open('/zero-carbon', { lang: 'en' });
    const card = page.getByRole('region', { name: 'Functions of the energy-carbon centre' });
    await card.getByText('1 of 2 first-level meters have data of yesterday; without: gas').waitFor();
    expect(await card.getByText('not offered').count()).toBe(3);
    await card.getByRole('link', { name: 'Close or lock a month' }).first().click();
    await page.waitForURL(/\/periods/);
  });
});

describe('history of a score', () => {
  it('shows each period, what is unknown, and what the next points need', async () => {
    const page = await open('/zero-carbon?tab=history', { lang: 'en' });
    const card = page.getByRole('region', { name: 'History of the score' });
    await card.getByRole('img', { name: /2 of 6 periods have a score/ }).waitFor();
    await card.getByRole('button', { name: /table/i }).click();
    expect(await card.getByText('there are no data of this period').count()).toBe(4);
    await card.getByRole('button', { name: 'Month' }).click();
    await page.waitForURL(/by=month/);
    await page
      .getByRole('region', { name: 'Nearest points' })
      .getByText(/% a point/)
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'Scores of the sites' }).getByRole('row').nth(2).waitFor();
  });
});

describe('simulation', () => {
  it('is tried out beside the actual score, saved with a name, and opened again', async () => {
    const page = await open('/zero-carbon?tab=simulation', { lang: 'en' });
    await page.getByLabel('Own photovoltaics, % of the electricity used').fill('30');
    await page.getByRole('button', { name: 'Work it out' }).click();
    const result = page.getByRole('region', { name: 'Result' });
    await result.getByText('What follows is a simulation', { exact: false }).waitFor();
    await result.getByText('by the share of photovoltaics').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('PV 30 %');
    await page.getByRole('button', { name: 'Save as a scenario' }).click();
    await page.waitForURL(/simulation=pv-30/);
    await page.getByRole('region', { name: 'PV 30 %' }).getByText('Simulated').first().waitFor();
    await page.goto(page.url());
    await settled(page);
    await page.getByRole('region', { name: 'PV 30 %' }).getByText('Simulated').first().waitFor();
  });
  it('says in words what cannot be worked out', async () => {
    const page = await open('/zero-carbon?tab=simulation', { lang: 'en' });
    await page.getByLabel('Own photovoltaics, % of the electricity used').fill('300');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.getByText('give 0 to 100').waitFor();
  });
});

describe('application', () => {
  it('names what stands against the targets, saves the plan, and takes a self-evaluation', async () => {
    const page = await open('/zero-carbon?tab=application', { lang: 'en' });
    await page.getByText('indicator 1.1 lacks its target of 2030', { exact: false }).waitFor();
    for (const [indicator, value] of [
      ['1.1', '0.2'],
      ['1.2', '95'],
      ['1.3', '35'],
    ] as const)
      await page.getByLabel(`${indicator} 2030`).fill(value);
    await page.getByLabel('1.1 2026').fill('1.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('version 1').waitFor();
    expect(await page.getByText('lacks its target', { exact: false }).count()).toBe(0);
    await page.getByRole('button', { name: '2026 Evaluate' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Progress', { exact: false }).fill('PV of 2 MW on the roof');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: 'Yearly targets and self-evaluations' })
      .getByText('PV of 2 MW')
      .waitFor();
  });
});

describe('schemes', () => {
  const SCHEME = {
    id: 'our_scheme',
    version: '1',
    kind: 'greenFactory',
    name: { zh: '自拟方案', en: 'Our scheme' },
    standard: 'none',
    source: 'own',
    firstYear: '2025',
    sources: { own: { zh: '自拟', en: 'own', reference: 'test', confidence: 'design', ours: 'true' } },
    tree: [
      {
        id: 'all',
        title: { zh: '全部', en: 'All' },
        weight: '100',
        source: 'own',
        children: [
          {
            id: '1',
            name: 'waterRate',
            title: { zh: '水', en: 'Water' },
            weight: '90',
            direction: 'positive',
            unit: '%',
            source: 'own',
            baseline: '80',
            leading: '90',
          },
        ],
      },
    ],
  };
  it('an administrator sees what stands against a file, then imports the mended one', async () => {
    const page = await open('/green-factory?tab=schemes', { lang: 'en', user: 'admin' });
    await page.getByLabel('or paste it').fill(JSON.stringify(SCHEME));
    await page.getByRole('button', { name: 'Preview and check' }).click();
    await page.getByText('the weights 90 below it do not make its 100', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Import and use' }).count()).toBe(0);
    await page
      .getByLabel('or paste it')
      .fill(JSON.stringify(SCHEME).replace('"90","direction"', '"100","direction"'));
    await page.getByRole('button', { name: 'Preview and check' }).click();
    await page.getByText('Checked: it can be imported.').waitFor();
    await page.getByLabel('Why it is imported', { exact: false }).fill('scheme of the group');
    await page.getByRole('button', { name: 'Import and use' }).click();
    await page.getByText('our_scheme is imported and can be used at once.').waitFor();
  });
  it('a manager reads them, and imports none', async () => {
    const page = await open('/green-factory?tab=schemes', { lang: 'en' });
    await page.getByText('An administrator imports new schemes.').waitFor();
    expect(await page.getByLabel('or paste it').count()).toBe(0);
  });
});

describe('the printed self-assessment', () => {
  it('is the page without what is only for the screen', async () => {
    const page = await open('/green-factory', { lang: 'en' });
    await page.getByRole('region', { name: 'Points lost' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('Green factory: self-assessment').waitFor();
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Print self-assessment' }).isVisible()).toBe(false);
    expect(await page.getByRole('region', { name: 'Indicators' }).first().isVisible()).toBe(true);
  });
});
