/** What people come for, against the real server: embedded store, real HTTP, a real browser. */
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Inventory } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform, publish } from '../../flows/platform.fixture.js';
import { CHROMIUM } from '../browser.js';

const platform = new Platform();
let browser: Browser;
let page: Page;
const thisYear = new Date().getFullYear();
const last = String(thisYear - 1);
const inventory = async (): Promise<Inventory> =>
  platform.get<Inventory>(`/sites/works/inventory?from=${last}&to=${String(thisYear)}`);

/** One day of a counter with a multiplier of 80: 97 readings, 0.5 apart, so 96 × 0.5 × 80 = 3 840 kWh. */
const FIRST = Date.parse(`${last}-03-01T00:00:00+08:00`);
const dayOfReadings = Array.from({ length: 97 }, (_, index) => ({
  ts: FIRST + index * 900_000,
  values: { active_energy: 9000 + index * 0.5 },
}));

/** A metered source, and what its meter publishes with its own credentials. */
const meterIncomer = async (): Promise<void> => {
  await platform.put('/sites/works/meters/incomer', {
    name: 'Main incomer',
    carrier: 'electricity',
    registers: [{ code: 'active_energy', kind: 'counter', unit: 'kWh', interval: 'PT15M', multiplier: 80 }],
  });
  await platform.put('/sites/works/sources/grid', {
    name: 'Electricity of the works',
    category: 'purchasedElectricity',
    activity: { kind: 'meters', registers: [{ meter: 'incomer', register: 'active_energy' }] },
  });
  const client = await platform.meter('works', 'incomer');
  await publish(client, 'works', 'incomer', dayOfReadings);
  await client.endAsync();
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/works/sources/diesel', {
    name: 'Diesel forklifts',
    category: 'mobileCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel' },
  });
  await meterIncomer();
  browser = await chromium.launch(CHROMIUM);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await page.addInitScript(`localStorage.setItem('zerofab.lang', 'en')`);
});
afterAll(async () => {
  await browser?.close();
  await platform.destroy();
});

describe('the year of a site', () => {
  it('is reached by logging in', async () => {
    await page.goto(`${platform.url}/inventory?year=${last}`);
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password').first().fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('heading', { name: 'Emission inventory' }).first().waitFor();
  });

  it('is read down to a raw reading of the meter', async () => {
    await page.goto(`${platform.url}/inventory?year=${last}`);
    const row = page
      .getByRole('region', { name: 'By source' })
      .getByRole('row')
      .filter({ hasText: 'Electricity of the works' });
    await row.getByRole('button').first().click();
    await page.waitForURL(/trace=emissions/);
    const drawer = page.getByRole('dialog', { name: 'Trace' });
    await drawer.getByText('3\u202f840 kWh').first().waitFor();
    await drawer.getByText('Recomputed, equal').waitFor();
    const raw = drawer.getByRole('rowgroup', { name: 'Raw readings' });
    const newest = raw.getByRole('row').filter({ hasText: `${last}-03-02 00:00:00` });
    await newest.getByRole('cell', { name: '9\u202f048', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('trace'));
  });

  it('takes a record, and its correction with the reason', async () => {
    await page.goto(`${platform.url}/activity-data?year=${last}`);
    const cell = page.getByRole('textbox', { name: `Diesel forklifts, Jan ${last}, t`, exact: true });
    await cell.fill('2.5');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    await cell.fill('2.75');
    await page.getByLabel(/Reason of the correction/).fill('weighed again');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page
      .getByRole('button', { name: new RegExp(`v2, history of Diesel forklifts, Jan ${last}`) })
      .waitFor();
    const diesel = (await inventory()).sources.find(({ code }) => code === 'diesel');
    expect(diesel?.activity.value).toBe(2.75);
  });

  it('takes a factor of a newer table', async () => {
    await page.goto(`${platform.url}/factors?tab=import`);
    await page.getByLabel('Publication').fill('Announcement No. 99');
    await page
      .getByLabel('or paste the rows, with header')
      .fill(
        'id,name_zh,name_en,category,value,unit,gas,region,year,valid_from,source,confidence\n' +
          'elec-cn-2024-average,电力平均二氧化碳排放因子,Average electricity CO2,grid-average-national,0.5000,kgCO2/kWh,CO2,CN,2024,2026-11-20,a test announcement,high',
      );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Import 1 factors' }).click();
    await page.getByText('Imported as no. 1.').waitFor();
    await page.goto(`${platform.url}/factors?q=elec-cn-2024-average`);
    await page.getByRole('cell', { name: '0.5000' }).waitFor();
  });

  it('leaves as a workbook', async () => {
    await page.goto(`${platform.url}/reports?year=${last}`);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'XLSX workbook' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^inventory-works-${last}-GB-T-32150-20[12]5-en\\.xlsx$`),
    );
    expect(await file.failure()).toBeNull();
  });
});
