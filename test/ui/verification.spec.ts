import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './browser.js';
import { freshDesk } from './mock-verification.js';

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
  bench.options.desk = freshDesk();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('the verification desk', () => {
  it('leads the auditor from the sampling list to a finding, which the energy manager answers', async () => {
    const auditor = await open('/verification?year=2025&tab=sampling', { lang: 'en', user: 'auditor' });
    await auditor.getByText('A rule of this platform').waitFor();
    await auditor.getByRole('button', { name: 'Purchased electricity · 2025-03' }).click();
    await auditor.getByText('1.000 × 45.0').waitFor();
    await auditor.getByRole('cell', { name: 'material', exact: true }).waitFor();
    await auditor.getByRole('button', { name: 'Raise a finding' }).click();
    await auditor.getByLabel('Severity').selectOption('major');
    await auditor.getByLabel('Title').fill('Bill and meter differ');
    await auditor.getByLabel('Facts and grounds').fill('By 81 % in March');
    await auditor.getByLabel('Effect on the total').fill('-687.61');
    await auditor.getByRole('button', { name: 'Raise a finding' }).click();
    await auditor.goto(`${bench.url}/verification?year=2025&tab=findings`);
    await auditor.getByText('reaches materiality').waitFor();
    expect(await auditor.getByRole('button', { name: 'Close', exact: true }).count()).toBe(0);

    const manager = await open('/verification?year=2025&tab=findings', { lang: 'en' });
    await manager.getByLabel('Reply').fill('The bill covers two months');
    await manager.getByRole('button', { name: 'Send the reply' }).click();
    await manager.getByText('The bill covers two months').waitFor();
    expect(await manager.getByRole('button', { name: 'Close', exact: true }).count()).toBe(0);

    await auditor.reload();
    await auditor.getByRole('button', { name: 'Close', exact: true }).click();
    await auditor.getByLabel('Why').fill('explained');
    await auditor.getByRole('button', { name: 'Close', exact: true }).click();
    await auditor.getByText('Open: 0 major, 0 minor, 0 observations').waitFor();
  });

  it('keeps the conclusion back while a major finding is open', async () => {
    const page = await open('/verification?year=2025&tab=findings', { lang: 'en', user: 'auditor' });
    await page.getByRole('button', { name: 'Raise a finding' }).click();
    await page.getByLabel('Severity').selectOption('major');
    await page.getByLabel('Title').fill('No slip');
    await page.getByLabel('Facts and grounds').fill('July');
    await page.getByRole('button', { name: 'Raise a finding' }).click();
    await page.getByRole('button', { name: 'Engagement' }).click();
    await page.getByText('1 major findings are not closed').waitFor();
    expect(await page.getByRole('button', { name: 'Conclude and end' }).isDisabled()).toBe(true);
  });

  it('lists data without evidence in the evidence tab, also where there is no engagement', async () => {
    const page = await open('/verification?year=2024&tab=evidence', { lang: 'en' });
    await page.getByRole('cell', { name: 'diesel' }).waitFor();
    await page.getByText('no document').waitFor();
    await page.getByText('invoice-01.pdf').waitFor();
  });
});
