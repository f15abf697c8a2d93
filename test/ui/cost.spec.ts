import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bench } from './browser.js';
import { freshCost, type CostState } from './mock-cost-bill.js';

let bench: Bench;
let state: CostState;
const contexts: BrowserContext[] = [];
const open = async (...args: Parameters<Bench['open']>): Promise<Page> => {
  const { page, context } = await bench.open(...args);
  contexts.push(context);
  return page;
};
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first();
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
beforeEach(() => {
  state = freshCost();
  bench.options.cost = state;
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

it('shows the running month: lines, bands, units and meters, each adding up to the bill', async () => {
  const page = await open('/cost', { lang: 'en' });
  await page.getByText('The month is not over').waitFor();
  const bill = card(page, 'Electricity bill');
  await bill.getByRole('row', { name: /Energy · Peak .* kWh 0\.843/ }).waitFor();
  await bill.getByRole('row', { name: /Power-factor adjustment .*needs reactive energy/ }).waitFor();
  const total = (await bill.getByRole('row', { name: /^Total/ }).innerText()).replace(/[^\d.]/g, '');
  for (const name of ['By band of time', 'By site unit']) {
    const text = await card(page, name)
      .getByRole('row', { name: /^Known part/ })
      .innerText();
    expect(text.replace(/[^\d.]/g, '')).toContain(total);
  }
});

it('tells demand as it comes about, who made the peak, and warns against an own target', async () => {
  const page = await open('/cost', { lang: 'en' });
  const demand = card(page, 'Demand now');
  await demand.getByRole('alert').getByText('Projected demand 3\u202f060 kW has reached 95 %').waitFor();
  await demand.getByRole('row', { name: /Forging/ }).waitFor();
  await demand.getByLabel('Own target kW').fill('3000');
  await demand.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/target=3000/);
  await demand.getByRole('alert').getByText('passes the limit, 3\u202f000 kW: shed load now').waitFor();
});

it('holds the invoice beside the bill and names the likely cause of each difference', async () => {
  const page = await open('/cost?month=2026-04', { lang: 'en' });
  const form = card(page, 'Supplier’s invoice');
  await form.getByLabel('Demand charge, Amount').fill('130 000');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').waitFor();
  expect(state.sent).toEqual([]);
  await form.getByLabel('Demand charge, Amount').fill('131000');
  await form.getByLabel('Transmission and distribution, Price').fill('0.15');
  await form.getByLabel('Transmission and distribution, Amount').fill('90000');
  await form.getByLabel('Reactive energy kvarh').fill('200000');
  await form.getByLabel('Line that only the invoice has').fill('lateFee');
  await form.getByLabel('Line that only the invoice has').press('Enter');
  await form.getByLabel('lateFee, Amount').fill('120');
  await form.getByRole('button', { name: 'Save' }).click();
  const bill = card(page, 'Electricity bill');
  await bill.getByRole('row', { name: /Demand charge .* demand or capacity differs/ }).waitFor();
  await bill.getByRole('row', { name: /Transmission and distribution .* price differs/ }).waitFor();
  await bill.getByRole('row', { name: /lateFee .*120\.00.* the contract has no such line/ }).waitFor();
  await bill.getByRole('row', { name: /Government funds .* the invoice lacks this line/ }).waitFor();
  expect(state.sent[0]?.body).toMatchObject({
    facts: { kvarh: '200000' },
    lines: [
      { code: 'transmission', amount: '90000', price: '0.15' },
      { code: 'demand', amount: '131000' },
      { code: 'lateFee', amount: '120' },
    ],
  });
});

it('asks what would be otherwise', async () => {
  const page = await open('/cost', { lang: 'en' });
  const whatIf = card(page, 'What if');
  await whatIf.getByRole('button', { name: 'Work out' }).click();
  await whatIf.getByRole('alert').waitFor();
  await whatIf.getByLabel('Price a kVA and month').fill('23');
  await whatIf.getByRole('button', { name: 'Work out' }).click();
  await whatIf.getByRole('row', { name: /By capacity .*\+10\s000\.00/ }).waitFor();
});

it('a contract is entered from an example, box by box; what is wrong stands at its box', async () => {
  const page = await open('/cost?site=new', { lang: 'en' });
  await page.getByText(/No contract holds in/).waitFor();
  await page.getByRole('button', { name: 'New contract' }).click();
  const drawer = page.getByRole('dialog', { name: 'New contract' });
  await drawer
    .getByLabel('Example of a structure')
    .selectOption({ label: 'Guangdong structure, contracted demand, sharp in summer (example)' });
  await drawer.getByRole('img', { name: /11:00–12:00 Sharp peak/ }).waitFor();
  const times = drawer.getByLabel('To *', { exact: true });
  await times.first().fill('07:00');
  await drawer
    .getByText(/07:00–08:00 no band/)
    .first()
    .waitFor();
  await times.first().fill('08:00');
  await drawer.getByRole('textbox', { name: 'Flat', exact: false }).fill('abc');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.locator('[data-path="contract.lines.0.prices.flat"] [role=alert]').waitFor();
  await drawer.locator('[data-path="source"] [role=alert]').waitFor();
  await drawer.getByRole('textbox', { name: 'Flat', exact: false }).fill('0.66');
  await drawer.getByLabel('Name (Chinese)').fill('供电合同');
  await drawer.getByLabel(/^Source/).fill('Contract 2026-1');
  await drawer.getByRole('button', { name: 'Remove Supplier’s meter 1' }).count();
  await drawer.getByRole('button', { name: '+ Add a meter' }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.locator('[data-path="meters.0"] [role=alert]').waitFor();
  expect(state.sent).toEqual([]);
});

it('a new day makes a new version; an auditor only looks', async () => {
  const page = await open('/cost?edit=grid/2025-01-01', { lang: 'en' });
  const drawer = page.getByRole('dialog', { name: 'Grid supply' });
  await drawer.getByLabel('Valid from').fill('2026-06-01');
  await drawer.getByLabel('Contracted demand kW').fill('3400');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit grid 2026-06-01' }).waitFor();
  expect(state.sent[0]).toMatchObject({
    path: '/tariff-contracts/grid/2026-06-01',
    body: { example: false, meters: ['M-IN'], name: { en: 'Grid supply' } },
  });
  const auditor = await open('/cost', { lang: 'en', user: 'auditor' });
  await auditor.getByRole('button', { name: 'Show grid 2025-01-01' }).click();
  await auditor.getByRole('dialog', { name: 'Grid supply' }).waitFor();
  expect(await auditor.getByRole('button', { name: 'Save' }).count()).toBe(0);
  expect(await auditor.getByRole('button', { name: 'New contract' }).count()).toBe(0);
});
