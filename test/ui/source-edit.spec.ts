import type { BrowserContext, Locator, Page } from 'playwright-core';
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
  bench.options.setup = undefined;
  bench.options.failing = null;
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

/** The box of a field, by its path in the body. */
const box = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`);
const input = (page: Page, path: string): Locator =>
  box(page, path).locator('input, select, textarea').first();
const source = (code: string) => bench.options.setup?.sources.find((one) => one.code === code);

describe('sources', () => {
  it('creates a source by a formula, each input bound with its unit', async () => {
    const page = await open('/sources', { lang: 'en' });
    await page.getByRole('button', { name: 'New source' }).click();
    await page.waitForURL(/new=source/);
    await input(page, 'code').fill('flux');
    await input(page, 'name.zh').fill('熔剂');
    await input(page, 'name.en').fill('Flux');
    await input(page, 'category').selectOption('process');
    await input(page, 'activity.kind').selectOption('manual');
    await input(page, 'activity.unit').fill('t');
    await page.getByRole('button', { name: 'By formula' }).click();
    await input(page, 'calculation.formulas.0.id').selectOption('carbonate-use');
    await page.getByText('E = Σ_i (AD_i × EF_i × PUR_i)', { exact: true }).waitFor();
    const row = 'calculation.inputs.carbonate.row1';
    await input(page, `${row}.amount`).selectOption('manual');
    await input(page, `${row}.emissionFactor`).selectOption('factor');
    await page.getByPlaceholder('Search name, id, source').fill('caco3');
    // Only factors that can stand in tCO2/t are offered.
    await page.getByText('fit tCO₂/t').waitFor();
    await page.getByRole('button', { name: /process-carbonate-caco3-gbt/ }).click();
    await input(page, `${row}.purity`).selectOption('value');
    await page.getByRole('button', { name: 'Create source' }).click();
    // The page says at its box what is missing, and asks the server nothing yet.
    await box(page, `${row}.purity.value`).getByText('Fill this in.').waitFor();
    await input(page, `${row}.purity.value`).fill('0.96');
    await input(page, `${row}.purity.source`).fill('laboratory 2026-03');
    await page.getByRole('button', { name: 'Create source' }).click();
    await page.getByRole('cell', { name: 'formula carbonate-use' }).waitFor();
    expect(source('flux')).toMatchObject({
      version: 1,
      factor: null,
      calculation: {
        formulas: [{ id: 'carbonate-use' }],
        inputs: {
          'carbonate.row1.amount': { kind: 'manual', unit: 't' },
          'carbonate.row1.emissionFactor': { kind: 'factor', id: 'process-carbonate-caco3-gbt' },
          'carbonate.row1.purity': {
            kind: 'value',
            value: '0.96',
            unit: 'fraction',
            source: 'laboratory 2026-03',
          },
        },
      },
    });
  });

  it('shows what an edit changes, old and new, before it is stored', async () => {
    const page = await open('/sources', { lang: 'en' });
    await page.getByRole('button', { name: 'Edit Purchased electricity' }).click();
    await input(page, 'name.en').fill('Grid power');
    await page.getByRole('button', { name: 'Add a register' }).click();
    await input(page, 'activity.registers.1.meter').selectOption('M-FORGE');
    await input(page, 'activity.registers.1.sign').selectOption('-1');
    await page.getByRole('button', { name: 'Show changes' }).click();
    const changes = page.getByRole('region', { name: 'What changes' });
    await changes.getByRole('row', { name: 'Name › English Purchased electricity Grid power' }).waitFor();
    await changes.getByRole('row', { name: 'Activity data › Register › #2 › meter — M-FORGE' }).waitFor();
    expect(source('elec')?.version).toBe(1);
    await page.getByRole('button', { name: 'Save as version 2' }).click();
    await page.getByText('M-IN/active_energy − M-FORGE/active_energy').waitFor();
    expect(source('elec')).toMatchObject({ version: 2, name: { zh: '外购电力', en: 'Grid power' } });
    expect(page.url()).not.toContain('source=elec');
  });

  it('asks from when a changed factor holds, and sends the month', async () => {
    const page = await open('/sources?source=elec', { lang: 'en' });
    await input(page, 'factor.rule').selectOption('data-year');
    await page.getByRole('button', { name: 'Show changes' }).click();
    const save = page.getByRole('button', { name: 'Save as version 2' });
    await page.getByText('From when does the new factor hold?').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('From a month on').check();
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('First month of the new factor').fill('2026-03');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await save.click();
    expect((await sent).postDataJSON()).toMatchObject({
      factor: { kind: 'grid', rule: 'data-year' },
      effectiveFrom: '2026-03',
    });
  });

  it('says when somebody stored another version meanwhile, and compares with that', async () => {
    const page = await open('/sources?source=elec', { lang: 'en' });
    await input(page, 'facility').fill('substation');
    bench.options.setup?.sources.splice(0, 1, { ...source('elec')!, version: 2, facility: 'old hall' });
    await page.getByRole('button', { name: 'Show changes' }).click();
    await page.getByText('Version 2 was stored meanwhile').waitFor();
    await page.getByRole('row', { name: 'Facility old hall substation' }).waitFor();
  });

  it('puts what the contract finds at its box before anything is sent, and keeps what was typed', async () => {
    const page = await open('/sources?source=elec', { lang: 'en' });
    await input(page, 'facility').fill('10 kV II');
    await input(page, 'activity.registers.0.share').fill('2');
    await page.getByRole('button', { name: 'Show changes' }).click();
    const share = box(page, 'activity.registers.0.share');
    await share.getByText('give a share above 0 and at most 1').waitFor();
    expect(await input(page, 'activity.registers.0.share').inputValue()).toBe('2');
    expect(await input(page, 'activity.registers.0.share').getAttribute('aria-invalid')).toBe('true');
    expect(await input(page, 'facility').inputValue()).toBe('10 kV II');
  });

  it('says at the top what belongs to no box, e.g. a server that does not answer', async () => {
    const page = await open('/sources?source=elec', { lang: 'en' });
    await input(page, 'facility').fill('10 kV II');
    bench.options.failing = /sources/;
    await page.getByRole('button', { name: 'Show changes' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText('The database does not answer').waitFor();
    expect(await input(page, 'facility').inputValue()).toBe('10 kV II');
  });

  it('asks before it throws away what was typed', async () => {
    const page = await open('/sources?source=elec', { lang: 'en' });
    await input(page, 'facility').fill('x');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Go on editing' }).click();
    await page.getByRole('button', { name: 'Boundary' }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await input(page, 'facility').inputValue()).toBe('x');
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('an auditor opens a source read-only, and has no button to change it', async () => {
    const page = await open('/sources', { lang: 'en', user: 'auditor' });
    await page.getByText('Read-only: an energy manager sets up accounting.').waitFor();
    expect(await page.getByRole('button', { name: /New source|Edit/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open Purchased electricity' }).click();
    await page.getByText('Read-only: an energy manager edits sources.').waitFor();
    expect(await input(page, 'name.en').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /Save|Show changes|Create/ }).count()).toBe(0);
  });
});

describe('boundary', () => {
  const fill = async (page: Page): Promise<void> => {
    await input(page, 'entity.legalName').fill('Heavy Machinery Ltd');
    await input(page, 'entity.sector').fill('35 machinery');
    await input(page, 'entity.address').fill('Road 1');
    await input(page, 'entity.contacts.0.name').fill('Li Ming');
    await input(page, 'systems.main.0.name').fill('Forging');
    await page.getByLabel('The site has a base year').check();
    await input(page, 'baseYear.year').fill('2025');
    await input(page, 'baseYear.reason').fill('first whole year');
  };

  it('is recorded, edited as a new version with what changes and why, and read back', async () => {
    const page = await open('/sources?tab=boundary', { lang: 'en' });
    await page.getByRole('button', { name: 'Record the boundary' }).click();
    await fill(page);
    await input(page, 'entity.creditCode').fill('123');
    await page.locator('.foot').getByRole('button', { name: 'Record the boundary' }).click();
    await box(page, 'entity.creditCode').getByText('check it sign by sign').waitFor();
    expect(await input(page, 'systems.main.0.name').inputValue()).toBe('Forging');
    await input(page, 'entity.creditCode').fill('');
    await page.locator('.foot').getByRole('button', { name: 'Record the boundary' }).click();
    await page.getByRole('region', { name: 'Production systems' }).last().getByText('Forging').waitFor();

    await page.getByRole('button', { name: 'New version of the boundary' }).click();
    await page.getByRole('button', { name: 'Add a unit' }).click();
    await input(page, 'units.0.code').fill('annex');
    await input(page, 'units.0.name').fill('Annex');
    await input(page, 'units.0.to').fill('2026-07-01');
    await input(page, 'note').fill('annex sold');
    await page.getByRole('button', { name: 'Show changes' }).click();
    await page.getByRole('row', { name: 'Units › #1 › Until, not included — 2026-07-01' }).waitFor();
    await page.getByRole('button', { name: 'Save as version 2' }).click();
    await page.getByRole('row', { name: /v2 manager .* annex sold/ }).waitFor();
    // The base year went back as it came: its fixed total stays.
    expect(bench.options.setup?.boundaries.map(({ baseYearInput }) => baseYearInput)).toEqual([
      { year: 2025, thresholdPercent: '5', reason: 'first whole year' },
      { year: 2025, thresholdPercent: '5', reason: 'first whole year' },
    ]);
    await page.getByRole('button', { name: 'v1', exact: true }).click();
    await page.getByText('This is version 1; the latest is 2.').waitFor();
    await page.getByText('No unit is leased, sold or bought on record.').waitFor();
  });

  it('recalculates the base year with a reason', async () => {
    const page = await open('/sources?tab=boundary&edit=boundary', { lang: 'en' });
    await fill(page);
    await page.locator('.foot').getByRole('button').click();
    await page.getByText('To be recalculated.').waitFor();
    await page.getByRole('button', { name: 'Recalculate' }).click();
    await page.getByLabel('Why it is recalculated').fill('annex sold');
    await page.getByRole('button', { name: 'Recalculate' }).click();
    await page.getByText('Not affected.').waitFor();
    expect(bench.options.setup?.recalculated).toBe(true);
  });
});

describe('data quality control plan', () => {
  it('is approved by another person than its author, then an entry makes a new draft', async () => {
    const page = await open('/sources?tab=plan', { lang: 'en' });
    await page.getByLabel('Remark on the approval').fill('read on site');
    await page.getByRole('button', { name: 'Approve version 1' }).click();
    await page.getByText(/by manager, .* read on site/).waitFor();
    expect(bench.options.setup?.plans[0]?.head).toMatchObject({ state: 'approved', approvedBy: 'manager' });

    await page.getByRole('button', { name: 'volume of natural gas' }).click();
    await input(page, 'items.0.frequency').fill('');
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await box(page, 'items.0.frequency').getByText('say something').waitFor();
    await input(page, 'items.0.frequency').fill('hourly');
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.getByRole('cell', { name: 'hourly' }).waitFor();
    // Its own author cannot approve it: the button is not there, and the page says why.
    await page.getByText('You wrote this version').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await page.getByText('Version 1 is approved and in force').waitFor();
  });

  it('plans a datum that nothing covers', async () => {
    const page = await open('/sources?tab=plan', { lang: 'zh-CN' });
    await page.getByRole('button', { name: /^列入计划：外购热力/ }).click();
    const texts = ['parameter', 'facility', 'monitoringPoint', 'frequency', 'method', 'missingDataRule'];
    for (const key of [...texts, 'recordForm', 'department'])
      await input(page, `items.1.${key}`).fill('热量');
    await page.getByLabel('由器具计量').uncheck();
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The gas of the first draft, and now the heat.
    await page.getByText('已列入计划，待批准').nth(1).waitFor();
    expect(bench.options.setup?.plans[1]?.items.map(({ source: code }) => code)).toEqual(['gas', 'heat']);
  });

  it('shows an auditor the entries without a button to change them', async () => {
    const page = await open('/sources?tab=plan', { lang: 'en', user: 'auditor' });
    await page.getByRole('button', { name: 'volume of natural gas' }).click();
    expect(await input(page, 'items.0.method').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /Approve|Save|Plan it/ }).count()).toBe(0);
  });
});
