import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './browser.js';
import { freshFindings } from './mock-findings.js';

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
  bench.options.findings = freshFindings();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('what is doubtful', () => {
  it('is decided with a reason, shows at its meter, and is undone there', async () => {
    const page = await open('/meters?tab=findings', { lang: 'en' });
    await page.getByText('48\u202f384').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'M-WELD' });
    await row.getByText('began anew').waitFor();
    await row.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('radio', { name: /^Meter swapped/ }).check();
    // What the register showed stands in the boxes already.
    expect(await page.getByRole('textbox', { name: 'Closing reading' }).inputValue()).toBe('53180.2');
    await page.getByRole('textbox', { name: 'Opening reading' }).fill('1.5');
    const record = page.getByRole('button', { name: 'Record the decision' });
    expect(await record.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Why' }).fill('swapped by the grid company');
    await record.click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Doubtful 2/ }).waitFor();
    expect(bench.options.findings?.events[0]).toMatchObject({
      meter: 'M-WELD',
      kind: 'swap',
      closing: 53_180.2,
      opening: 1.5,
    });
    await page.goto(`${bench.url}/meters?meter=M-WELD`);
    await page.getByText('swapped by the grid company').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('another meter');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('undone', { exact: true }).waitFor();
  });

  it('says what else is to be done where no decision mends it', async () => {
    const page = await open('/meters?tab=findings', { lang: 'en' });
    const row = page.getByRole('row').filter({ hasText: 'M-PAINT' });
    await row.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/change its unit under Settings/).waitFor();
  });

  it('is for reading alone to an auditor', async () => {
    const page = await open('/meters?tab=findings', { lang: 'en', user: 'auditor' });
    await page.getByRole('row').filter({ hasText: 'M-WELD' }).waitFor();
    expect(await page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
  });
});

describe('conflicts', () => {
  it('are decided many at once', async () => {
    const page = await open('/meters?tab=conflicts', { lang: 'en' });
    await page.getByRole('cell', { name: '53\u202f171.9' }).waitFor();
    await page.getByLabel('All listed').check();
    await page.getByRole('textbox', { name: 'Why' }).fill('the gateway sent them again');
    await page.getByRole('button', { name: 'Take the later (2)' }).click();
    await page.getByText('No conflicting readings').waitFor();
  });
});

describe('rejected messages', () => {
  it('are read in again, and each says what became of it', async () => {
    const page = await open('/meters?tab=rejected', { lang: 'en' });
    const again = page.getByRole('button', { name: 'Read in again', exact: true }).first();
    await again.click();
    await page.getByRole('status').getByText('read in again').waitFor();
  });
});
