import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './browser.js';
import { freshRecords } from './mock-records.js';

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
  bench.options.records = freshRecords();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

const enterNcv = async (page: Page, value: string): Promise<void> => {
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: /^Value/ }).fill(value);
};

describe('site parameters', () => {
  it('are entered, corrected by a new record, and shown as known on a day', async () => {
    const page = await open('/factors?tab=parameters', { lang: 'en' });
    await page.getByText('No site parameters yet').waitFor();
    await page.getByRole('button', { name: 'Enter a value' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Code').fill('ncv-coal');
    await form.getByLabel('Name (English)').fill('NCV of coal');
    await enterNcv(page, '20.10');
    await form.getByRole('textbox', { name: /^Unit(?! of)/ }).fill('GJ/t');
    await form.getByLabel('Valid from').fill('2026-01-01');
    await form.getByLabel('Valid to').fill('2026-02-01');
    // A refusal stands at its box, and what was typed stays.
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('name the report or contract').waitFor();
    expect(await form.getByLabel('Code').inputValue()).toBe('ncv-coal');
    await form.getByLabel('Report or contract').fill('laboratory report 7');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: '20.10 GJ/t' }).waitFor();
    await page.getByText('No source takes it').waitFor();

    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await enterNcv(page, '20.30');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: '20.30 GJ/t' }).waitFor();
    expect(await page.getByRole('cell', { name: '20.10 GJ/t' }).count()).toBe(0);
    await page.getByLabel('Show corrected records').check();
    await page.getByText('corrected by record 2').waitFor();
    await page.getByLabel('As known on').fill('2026-02-10');
    await page.getByRole('cell', { name: '20.30 GJ/t' }).waitFor({ state: 'detached' });
  });

  it('an auditor reads them', async () => {
    const page = await open('/factors?tab=parameters', { lang: 'zh-CN', user: 'auditor' });
    await page.getByText('只读：站点参数由能源管理员录入').waitFor();
    expect(await page.getByRole('button', { name: '录入数值' }).count()).toBe(0);
  });
});

describe('proofs of electricity', () => {
  const record = async (page: Page, serial: string): Promise<void> => {
    await page.getByRole('button', { name: 'Record a proof' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Kind').selectOption('certificate');
    await form.getByLabel('Amount in MWh').fill('40');
    await form.getByLabel('Used from').fill('2026-01-01');
    await form.getByLabel('Used to').fill('2026-02-01');
    await form.getByLabel('Month of generation').fill('2025-12');
    await form.getByLabel('First serial number').fill(serial);
    await form.getByLabel('Last serial number').fill('GEC-0040');
    await form.getByLabel('Retired on').fill('2026-03-02');
    await form.getByRole('button', { name: 'Record', exact: true }).click();
  };

  it('are recorded with both dates; a serial serves once; the months add up', async () => {
    const page = await open('/activity-data?tab=proofs&year=2026', { lang: 'en' });
    await page.getByText('No proofs in 2026').waitFor();
    await record(page, 'GEC-0001');
    const list = page.getByRole('region', { name: 'Proofs', exact: true });
    await list.getByText('GEC-0001 – GEC-0040').waitFor();
    await list.getByRole('cell', { name: '2025-12' }).waitFor();
    await list.getByRole('cell', { name: '2026-03-02' }).waitFor();
    const months = page.getByRole('region', { name: 'Electricity by attribute, month by month' });
    await months.getByRole('row', { name: /Total 200.00 0 40.00/ }).waitFor();
    await record(page, 'GEC-0001');
    await page.getByRole('dialog').getByText('is claimed by proof 1 already').waitFor();
  });

  it('are withdrawn with a reason and stay readable', async () => {
    const page = await open('/activity-data?tab=proofs&year=2026', { lang: 'en' });
    await record(page, 'GEC-0001');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByLabel('Why is it withdrawn?').fill('sold on');
    await page.getByRole('button', { name: 'Withdraw now' }).click();
    await page.getByText('by manager: sold on').waitFor();
  });

  it('an auditor reads them', async () => {
    const page = await open('/activity-data?tab=proofs&year=2026', { lang: 'zh-CN', user: 'auditor' });
    await page.getByText('只读：凭证由能源管理员登记').waitFor();
    expect(await page.getByRole('button', { name: '登记凭证' }).count()).toBe(0);
  });
});
