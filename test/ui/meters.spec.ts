import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

/** Spans of the questions that a page asks about a meter. */
const asked = (page: Page, path: string): URLSearchParams[] => {
  const questions: URLSearchParams[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith(path)) questions.push(url.searchParams);
  });
  return questions;
};

it('a day of a meter is chosen in the URL: its curve beside the day before, its readings, both to take along', async () => {
  const page = await open('/meters', { lang: 'en' });
  const day = page.getByLabel('Date', { exact: true });
  await day.waitFor();
  const today = await day.inputValue();
  const curves = asked(page, '/consumption');
  const readings = asked(page, '/readings');
  await page.getByRole('button', { name: 'Day before' }).click();
  await page.waitForURL(/day=/);
  const before = await day.inputValue();
  expect(before < today).toBe(true);
  expect(new URL(page.url()).searchParams.get('day')).toBe(before);
  await expect.poll(() => curves.map((query) => query.get('from'))).toContain(before);
  await expect.poll(() => readings.at(-1)?.get('to')).toBe(today);
  await page.getByLabel('Span of readings').selectOption('31');
  await page.waitForURL(/days=31/);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('button', { name: 'Back to today' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('day')).toBeNull();
});

it('past readings are uploaded from the page of meters, by those who may change records', async () => {
  const page = await open('/meters?tab=history', { lang: 'en' });
  await page.locator('input[type=file]').setInputFiles({
    name: 'past.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('time,kWh\n2026-01-01 00:00,100\n2026-01-01 00:15,101.5\n'),
  });
  await page.getByText('2 readings').waitFor();
  const auditor = await open('/meters?tab=history', { lang: 'en', user: 'auditor' });
  await auditor.getByRole('heading', { name: 'Meters & data' }).waitFor();
  expect(await auditor.locator('input[type=file]').count()).toBe(0);
});
