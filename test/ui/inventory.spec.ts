import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './browser.js';

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
  bench.options.failing = null;
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('emission inventory', () => {
  it('shows totals, sources with grade and uncertainty, and what stands outside with its reason', async () => {
    const page = await open('/emissions', { lang: 'en' });
    await page.getByRole('heading', { name: 'Emission inventory' }).first().waitFor();
    await page.getByText('95 % interval').first().waitFor();
    const table = page.getByRole('region', { name: 'By source' });
    await table.getByRole('row').nth(1).waitFor();
    expect(await table.getByText('medium').count()).toBeGreaterThan(2);
    await page.getByText('Canteen: 生活区 living quarters').waitFor();
    await page.getByText('notes on these figures').click();
    await page.getByText('in force from 2026-07-01').waitFor();
  });

  it('changes the method in the URL, and explains the difference line by line', async () => {
    const page = await open('/emissions', { lang: 'en' });
    await page.locator('select.method').selectOption('ISO 14064-1:2018');
    await page.waitForURL(/method=ISO/);
    await page.getByText('ISO 14064-1:2018, organisation level · GWP AR6').waitFor();
    await page.getByText('residual factor').first().waitFor();
    await page.getByRole('cell', { name: '+79.50' }).waitFor();
  });

  it('turns to lines of the method, gases and months', async () => {
    const page = await open('/emissions', { lang: 'zh-CN' });
    await page.getByRole('button', { name: '按方法条目' }).click();
    await page.getByRole('region', { name: '按方法条目' }).getByText('购入电力').first().waitFor();
    await page.getByRole('button', { name: '按气体' }).click();
    await page.getByRole('region', { name: '按气体' }).getByRole('cell', { name: 'CO₂' }).waitFor();
    await page.getByRole('button', { name: '按月' }).click();
    await page.getByRole('region', { name: '按月' }).getByRole('columnheader', { name: '2026-01' }).waitFor();
    await page.waitForURL(/view=month/);
  });

  it('opens the trace of a figure', async () => {
    const page = await open('/emissions', { lang: 'en' });
    const table = page.getByRole('region', { name: 'By source' });
    await table.getByRole('button').first().click();
    await page.waitForURL(/trace=emissions/);
    await page.getByText('Factor card').first().waitFor();
  });

  it('shows electricity by attribute and the ledger, where a missing way is a dash', async () => {
    const page = await open('/emissions', { lang: 'en' });
    await page.getByText('Green-power trade').first().waitFor();
    await page.getByText('counted as 0').waitFor();
    const ledger = page.getByRole('region', { name: /Non-fossil electricity/ });
    await ledger.getByText('Apportioned').waitFor();
    expect(await ledger.getByRole('cell', { name: '—' }).count()).toBe(1);
  });

  it('says so in the card that failed, and the rest stays', async () => {
    bench.options.failing = /bridge/;
    const page = await open('/emissions', { lang: 'en' });
    await page.getByRole('alert').getByText('The database does not answer').waitFor();
    await page.getByText('95 % interval').first().waitFor();
  });

  it('has one line where there is nothing yet', async () => {
    const page = await open('/emissions?site=new', { lang: 'en' });
    await page.getByText('No source with a figure in this year').first().waitFor();
  });
});

describe('sources and factors', () => {
  it('lists sources by production system with activity and factor', async () => {
    const page = await open('/sources', { lang: 'en' });
    const table = page.getByRole('region', { name: 'Main production' }).last();
    await table.getByText('Purchased electricity').first().waitFor();
    await table.getByText('grid factor, latest published when the report is due').waitFor();
    expect(await table.getByText('manual records').count()).toBe(1);
  });

  it('searches the library and compares editions of one factor', async () => {
    const page = await open('/factors', { lang: 'en' });
    await page.getByLabel('Search name, id, source').fill('elec-cn average');
    await page.getByRole('button', { name: 'National average electricity CO2' }).first().click();
    await page.getByRole('region', { name: 'Editions of the same factor' }).waitFor();
    await page.waitForURL(/q=elec-cn/);
    await page.getByLabel('Search name, id, source').fill('nothing like this');
    await page.getByText('Nothing fits').waitFor();
  });
});
