import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, overviewReady } from './browser.js';
import { ProductionState } from './mock-production.js';

let bench: Bench;
let state: ProductionState;
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
  state = new ProductionState();
  bench.options.production = state;
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('production', () => {
  it('is typed by month, corrected with a reason, and its year says that it is not whole', async () => {
    const page = await open('/production', { lang: 'en' });
    const cell = (month: string) =>
      page.getByRole('textbox', { name: `Forgings, ${month} 2026, t`, exact: true });
    expect(await cell('Jan').inputValue()).toBe('980');
    await page
      .getByRole('region', { name: 'The year 2026' })
      .first()
      .getByText(/≥\s2\s?740/)
      .waitFor();
    await cell('Apr').fill('1055');
    await cell('Jan').fill('990');
    const save = page.getByRole('button', { name: 'Save 2 values' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel(/Reason of the correction/).fill('scale was off');
    await save.click();
    await page.getByText('2 values saved.').waitFor();
    expect(state.posted).toMatchObject([
      { measure: 'output', product: 'forgings', quantity: '990', replaces: '1', note: 'scale was off' },
      { measure: 'output', product: 'forgings', from: '2026-04', quantity: '1055', unit: 't' },
    ]);
    expect(state.posted[1]).not.toHaveProperty('replaces');
  });

  it('comes from a file to its places by names, and is seen before it is saved', async () => {
    const page = await open('/production', { lang: 'en' });
    await page.getByRole('textbox', { name: 'Forgings, Jan 2026, t', exact: true }).waitFor();
    const file = (name: string, text: string) =>
      page
        .locator('input[type=file][accept=".xlsx,.csv,.txt"]')
        .first()
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await file('output.csv', ',2026-04,2026-05\r\nforgings,1055,n/a\r\nghost,1,2\r\n');
    await page.getByText('Pasted: 2 cells in the grid, 2 without a place.').waitFor();
    await page.getByText('1 new · 0 changed · 0 unchanged · 1 refused').first().waitFor();
    // A workbook is read by the server.
    await file('output.xlsx', 'any bytes');
    await page.getByText('2 new · 0 changed', { exact: false }).first().waitFor();
  });

  it('stands beside energy: intensities, what lacks, and the gap to a level', async () => {
    const page = await open('/production?tab=intensity', { lang: 'en' });
    await page.getByText('by the share of energy that each product records').waitFor();
    await page
      .getByRole('row', { name: /Forgings 2\s?740 t 62\.0 % 186 kgce\/t 296 kgce\/t 545 kgCO₂e\/t/ })
      .waitFor();
    await page.getByText('Not recorded, not worked out: Industrial value added').waitFor();
    await page
      .getByRole('row', { name: /Forgings Level 1 150 kgce\/t \+35\.50 kgce\/t \(\+23\.7 %\) ✕ not met/ })
      .waitFor();
  });

  it('is read only for an auditor', async () => {
    const page = await open('/production', { lang: 'en', user: 'auditor' });
    await page.getByText('Read only: the energy manager enters production').waitFor();
    expect(await page.getByText('Import CSV / XLSX').count()).toBe(0);
  });
});

describe('budgets', () => {
  it('show use, pace and forecast with its error, and the months', async () => {
    const page = await open('/budgets', { lang: 'en' });
    await page
      .getByRole('img', { name: 'Emissions: used 37.0 %, pace 38.0 %, forecast of the year 98.3 %' })
      .waitFor();
    await page.getByText(/WAPE 4\.1\s%, bias −0\.6\s%, MASE 0\.72/).waitFor();
    await page.getByRole('row', { name: /Jan 900\.0 870\.0 — 96\.7\s% 890\.0/ }).waitFor();
    await page.getByRole('button', { name: 'Show as a chart' }).click();
    await page.getByRole('img', { name: /Emissions 2026/ }).waitFor();
  });

  it('are changed with a reason, as a draft that a colleague approves', async () => {
    const page = await open('/budgets?tab=plan', { lang: 'en' });
    await page.getByLabel('Emissions, Year').fill('12000');
    await page.getByText('the months differ from the year by -1200').waitFor();
    await page.getByLabel('Why it is changed').fill('a third line');
    const propose = page.getByRole('button', { name: 'Propose' });
    expect(await propose.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Split by last year' }).click();
    await page.getByText('the months differ').waitFor({ state: 'detached' });
    await propose.click();
    await page.getByText('draft, to be approved by somebody else').first().waitFor();
    await page.getByText('A colleague approves the budget that you proposed.').waitFor();
    expect(state.budget).toMatchObject({ version: 2, note: 'a third line', items: [{ total: '12000' }] });
    const colleague = await open('/budgets?tab=plan', { lang: 'en', user: 'admin' });
    await colleague.getByRole('button', { name: 'Approve version 2' }).click();
    await colleague.getByText('approved by admin').first().waitFor();
  });

  it('begin from what the year before used', async () => {
    const page = await open('/budgets?tab=plan', { lang: 'en' });
    await page.getByRole('combobox', { name: 'Indicator' }).selectOption('tce');
    await page.getByRole('button', { name: 'Add, from last year' }).click();
    expect(await page.getByLabel('Comprehensive energy (calorific), Year').inputValue()).toBe('3600');
    expect(await page.getByLabel('Comprehensive energy (calorific), Jan').inputValue()).toBe('300');
  });

  it('stand in the tile of the year, beside its figures', async () => {
    const page = await open('/', { lang: 'en' });
    await overviewReady(page);
    await page
      .getByRole('link', { name: 'Budget of the year, Emissions: 37.0 % used, forecast 98.3 %' })
      .click();
    await page.getByRole('heading', { name: 'Budgets & targets' }).waitFor();
  });
});

describe('targets', () => {
  it('show the path, the gap, and what a year must bring', async () => {
    const page = await open('/budgets?tab=targets', { lang: 'en' });
    await page.getByText(/2026 is 940\stCO₂e above the path\. A fall of 1\s?155\stCO₂e a year/).waitFor();
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await page.getByRole('row', { name: /2030 6\s?000 — — —/ }).waitFor();
  });
});
