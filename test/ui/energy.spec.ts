import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Bench, settled } from './browser.js';

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
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('the energy page', () => {
  it('shows the load of the incomer with peak, base and idle, kWh first and tce beside it', async () => {
    const page = await open('/energy', { lang: 'en' });
    await page.locator('canvas').first().waitFor();
    const facts = page.getByRole('region', { name: 'Energy and load' });
    await facts.getByText('Base', { exact: true }).waitFor();
    expect(await facts.innerText()).toMatch(/MWh[\s\S]*tce[\s\S]*Peak[\s\S]*kW[\s\S]*Idle/);
    expect(await page.getByRole('img', { name: /Load curve, Main incomer.*peak/ }).count()).toBe(2);
  });

  it('keeps unit, comparison and view in the link', async () => {
    const page = await open('/energy?meter=M-FORGE&vs=before&p=today', { lang: 'en' });
    await page.getByRole('region', { name: 'Energy and load' }).getByText('Span before').waitFor();
    expect(await page.getByLabel('Unit').inputValue()).toBe('M-FORGE');
    await page.getByLabel('Compare').selectOption('meter:M-HEAT');
    await page.waitForURL(/vs=meter/);
    await page.getByRole('region', { name: 'Energy and load' }).getByText('Heat treatment').waitFor();
    await page.getByRole('button', { name: 'Heat map' }).click();
    await page.waitForURL(/view=heat/);
    await page.getByRole('img', { name: /Forging.*mean power by hour/ }).waitFor();
  });

  it('balances the flow to the digit, names what has no reading, and reads as a table', async () => {
    const page = await open('/energy?view=flow&p=today', { lang: 'en' });
    const sums = page.getByRole('region', { name: 'Balance of the flow' });
    const words = await sums.getByText(/Balanced to the digit/).innerText();
    const [supplied, delivered] = [...words.matchAll(/([\d.]+) kWh/g)].map((match) => match[1]);
    expect(supplied).toBe(delivered);
    expect(Number(supplied)).toBeGreaterThan(1000);
    await page.keyboard.press('t');
    await page.getByRole('cell', { name: 'Electricity of the site' }).first().waitFor();
    expect(await page.getByRole('cell', { name: 'Purchased · Natural gas' }).count()).toBe(1);
  });

  it('ranks meters, and a name leads to its curve', async () => {
    const page = await open('/energy?view=rank', { lang: 'en' });
    await page.getByRole('button', { name: 'Painting' }).click();
    await page.waitForURL(/meter=M-PAINT/);
    await page
      .getByRole('img', { name: /Load curve, Painting/ })
      .first()
      .waitFor();
  });

  it('exports the picture and the figures of what is seen', async () => {
    const page = await open('/energy?p=today', { lang: 'en' });
    await page.locator('canvas').first().waitFor();
    for (const [entry, name] of [
      ['Export CSV', 'energy-hm1-2026-05-19-load.csv'],
      ['Export PNG', 'energy-hm1-2026-05-19-load.png'],
    ] as const) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export Load curve' }).click();
      await page.getByRole('menuitem', { name: entry }).click();
      expect((await waiting).suggestedFilename()).toBe(name);
    }
  });

  it('says in its card what failed, and what to do on an empty site', async () => {
    bench.options.failing = /\/energy/;
    const failing = await open('/energy', { lang: 'en' });
    await failing.getByRole('button', { name: 'Retry' }).waitFor();
    bench.options.failing = null;
    const fresh = await open('/energy?site=new', { lang: 'en' });
    await fresh.getByText('No meters yet').waitFor();
  });
});

describe('emissions over time and between years', () => {
  it('stacks the months, also as a table', async () => {
    const page = await open('/emissions?by=scope', { lang: 'en' });
    const card = page.getByRole('region', { name: 'Emissions by month' });
    await card.getByRole('button', { name: 'Show table Emissions by month' }).click();
    await card.getByRole('columnheader', { name: /indirect/i }).waitFor();
    expect(await card.getByRole('row').count()).toBeGreaterThanOrEqual(5);
  });

  it('explains the change by activity, factor and structure, each figure down to its trace', async () => {
    const page = await open('/emissions', { lang: 'en' });
    const card = page.getByRole('region', { name: 'Why it changed' });
    await card.getByText('Activity', { exact: true }).first().waitFor();
    await card.getByText('Structure (sources that came or left)').first().waitFor();
    await settled(page);
    await card.getByRole('button', { name: '2025', exact: true }).click();
    await page.waitForURL(/trace=emissions\.2025/);
  });
});

describe('sites side by side', () => {
  it('add up what has a total, and name the site that has none', async () => {
    const page = await open('/sites', { lang: 'en' });
    await page.getByText('1 of 2 sites in the sum').waitFor();
    await page.getByText(/Not in the sum.*New site/).waitFor();
    const row = page.getByRole('row', { name: /Heavy Machinery Works 1/ });
    await row.getByText(/%/).first().waitFor();
    expect(await row.innerText()).toMatch(/tCO|\d/);
    await page.getByRole('link', { name: 'New site' }).click();
    await page.waitForURL(/\/\?site=new/);
  });
});
