import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, settled } from './browser.js';
import { freshPeriods, restatedYear } from './mock-periods.js';

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
  bench.options.periods = freshPeriods();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const graveFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    'axe.run(document).then((result) => result.violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`);
};

describe('a reporting period', () => {
  it('is closed once every point is waived with a reason, then submitted, verified and locked by others', async () => {
    const page = await open('/periods?period=2025', { lang: 'en' });
    const close = page.getByRole('button', { name: 'Close', exact: true });
    await close.waitFor();
    expect(await close.isDisabled()).toBe(true);
    await page.getByText('2 points are open').waitFor();
    for (const left of [1, 0]) {
      await page.getByRole('button', { name: 'Waive' }).first().click();
      await page.getByLabel('Why it is waived').fill('below the threshold');
      await page.getByRole('button', { name: 'Waive' }).first().click();
      await page.getByText(`${String(left)} of 2 open`).waitFor();
    }
    await page.getByText('Waived by manager: below the threshold').first().waitFor();
    await close.click();
    await page.getByRole('button', { name: 'Submit for verification' }).click();
    await page.getByText('Waits for an auditor').waitFor();

    const auditor = await open('/periods?period=2025', { lang: 'en', user: 'auditor' });
    await auditor.getByRole('button', { name: 'Confirm the figures' }).click();
    await auditor.getByText('Waits to be locked by somebody else').waitFor();
    await page.reload();
    await page.getByText('Waits to be locked by somebody else').waitFor();

    const admin = await open('/periods?period=2025', { lang: 'en', user: 'admin' });
    await admin.getByRole('button', { name: 'Lock', exact: true }).click();
    await admin.getByRole('cell', { name: 'v1', exact: true }).waitFor();
    await admin.getByText('the figures differ from the latest version').first().waitFor();
  });

  it('is restated: begun, proposed, and approved by a second person; the difference is read', async () => {
    bench.options.periods?.periods.set('2025', {
      ...restatedYear(),
      restatements: [],
      underWay: null,
    });
    const page = await open('/periods?period=2025', { lang: 'en' });
    await page.getByRole('button', { name: 'Begin a restatement' }).click();
    await page.getByLabel('Why it is restated').fill('invoice of March');
    await page.getByRole('button', { name: 'Begin a restatement' }).click();
    await page.getByText('Records of this period are taken while it is open').waitFor();
    await page.getByRole('button', { name: 'Propose the difference' }).click();
    await page.getByText('Somebody else than who began or proposed it must decide').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);

    const admin = await open('/periods?period=2025', { lang: 'en', user: 'admin' });
    await admin.getByText('19\u202f246\u202f800 kWh → 19\u202f362\u202f800 kWh').first().waitFor();
    await admin.getByRole('button', { name: 'Approve as v3' }).click();
    await admin.getByRole('button', { name: 'Difference to v2' }).click();
    await admin.getByRole('heading', { name: 'Difference v2 → v3' }).waitFor();
  });

  it('shows the auditor no button that changes records', async () => {
    bench.options.periods?.periods.set('2025', restatedYear());
    const page = await open('/periods?period=2025', { user: 'auditor' });
    await page.getByText('补充三月发票').waitFor();
    await settled(page);
    expect(await graveFindings(page)).toEqual([]);
    expect(await page.getByRole('button', { name: /更正|批准|撤回|锁定/ }).count()).toBe(0);
  });
});

describe('the audit log', () => {
  it('is read entry by entry, filtered by the address of the page, and exported', async () => {
    const page = await open('/audit-log?actor=manager', { lang: 'en', user: 'auditor' });
    await page.getByText('log-in').last().waitFor();
    expect(await page.getByLabel('Who').inputValue()).toBe('manager');
    await page.getByRole('button', { name: 'Details of entry 42' }).click();
    await page.getByText('"quantity": "2.5"').waitFor();
    await page.getByText('5'.repeat(64)).waitFor();
    await settled(page);
    expect(await graveFindings(page)).toEqual([]);
    const asked = page.waitForRequest(
      (request) => request.url().includes('/audit-log?') && request.url().includes('kind=login'),
    );
    await page.getByLabel('Kind').selectOption('login');
    expect(new URL((await asked).url()).searchParams.get('actor')).toBe('manager');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Daily Merkle roots' }).click();
    expect((await waiting).suggestedFilename()).toBe('audit-roots.json');
  });

  it('is no page of an energy manager', async () => {
    const page = await open('/', { lang: 'en' });
    await settled(page);
    expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  });
});
