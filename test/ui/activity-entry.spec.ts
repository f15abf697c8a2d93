import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './browser.js';
import { EntryState } from './mock-entry.js';

let bench: Bench;
let state: EntryState;
const contexts: BrowserContext[] = [];
const open = async (...args: Parameters<Bench['open']>): Promise<Page> => {
  const { page, context } = await bench.open(...args);
  contexts.push(context);
  return page;
};
/** What Ctrl+V brings from Excel. */
const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })()`);
const cell = (page: Page, row: string, month: string): Locator =>
  page.getByRole('textbox', { name: `${row}, ${month} 2026, t`, exact: true });
const preview = (page: Page): Locator => page.getByRole('region', { name: 'Before saving' }).first();
const saved = () =>
  state.posted.map(({ source, stream, from, quantity }) => [source, stream ?? '', from, quantity]);

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
beforeEach(() => {
  state = new EntryState();
  bench.options.entry = state;
});
afterEach(async () => {
  bench.options.failing = null;
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('entering activity data', () => {
  it('shows what is in force by month, its versions and evidence, and records of another span', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await page.getByRole('heading', { name: 'Values by month, 2026' }).waitFor();
    expect(await cell(page, 'Diesel forklifts', 'Jan').inputValue()).toBe('2.91');
    await page
      .getByRole('button', { name: /v2, history of Diesel forklifts, Jan 2026, t, with evidence/ })
      .waitFor();
    expect(await cell(page, 'Boiler coal · stock on day 1', 'Feb').getAttribute('placeholder')).toBe('⌀');
    const others = page.getByRole('region', { name: 'Records of another span' }).last();
    await others.getByText('2026-03-16 – 2026-04-15').waitFor();
    // 2.91 + 2.6 + 1.3 of the invoice period
    await page.getByRole('cell', { name: /6\.81/ }).waitFor();
  });

  it('takes a block of Excel to its places, previews it, and saves it with reason and evidence', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Diesel forklifts', 'Jan').click();
    await paste(
      page,
      'source\tunit\tJan\t2026-02\tMay\tTotal\r\nBoiler coal purchased\tt\t１２０\t1,130.5\tn/a\t1\r\ndiesel\t吨\t2.910\t2.75\t\t1\r\nwood\tt\t5\t\t\t5\r\n',
    );
    await page.getByText('2 new · 1 changed · 1 unchanged · 1 refused').first().waitFor();
    await page.getByText('Pasted: 5 cells in the grid, 1 without a place.').waitFor();
    await preview(page).getByText('No row has this code or name.').waitFor();
    await preview(page).getByText('No value. Leave the cell empty').waitFor();
    await preview(page)
      .getByRole('row', { name: /Diesel forklifts · Feb 2026 2\.6 t 2\.75 t edited/ })
      .waitFor();
    const save = page.getByRole('button', { name: 'Save 3 values' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel(/Reason of the correction/).fill('pump recalibrated');
    await page.locator('.preview input[type=file]').setInputFiles({
      name: '发票 05.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF'),
    });
    await page.getByRole('button', { name: 'Leave out 发票 05.pdf' }).waitFor();
    await page.locator('.preview').getByLabel('Document, e.g. invoice no.').fill('INV-5');
    await save.click();
    await page.getByText('3 values saved.').waitFor();
    expect(saved()).toEqual([
      ['diesel', '', '2026-02-01T00:00:00+08:00', '2.75'],
      ['coal', 'purchased', '2026-01', '120'],
      ['coal', 'purchased', '2026-02', '1130.5'],
    ]);
    expect(state.posted[0]).toMatchObject({
      replaces: '3',
      note: 'pump recalibrated',
      evidence: 'INV-5, evidence:2',
    });
    expect(state.posted[1]).not.toHaveProperty('note');
    expect(await cell(page, 'Boiler coal · purchased', 'Feb').inputValue()).toBe('1\u202f130.5');
    // What was refused stays in the grid.
    expect(await cell(page, 'Boiler coal · purchased', 'May').inputValue()).toBe('n/a');
  });

  it('keeps a refused value in its cell with the reason of the server; the rest is saved', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Boiler coal · sold', 'Jan').fill('5');
    await cell(page, 'Boiler coal · sold', 'Feb').fill('666');
    await page.getByRole('button', { name: 'Save 2 values' }).click();
    await page.getByText('1 values saved, 1 refused').waitFor();
    await preview(page).getByText('quantity: refused by this test server').first().waitFor();
    expect(await cell(page, 'Boiler coal · sold', 'Feb').inputValue()).toBe('666');
    expect(await cell(page, 'Boiler coal · sold', 'Feb').getAttribute('aria-invalid')).toBe('true');
    await cell(page, 'Boiler coal · sold', 'Feb').fill('6');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    expect(saved().map(([, , from, quantity]) => [from, quantity])).toEqual([
      ['2026-01', '5'],
      ['2026-02', '666'],
      ['2026-02', '6'],
    ]);
  });

  it('sends nothing twice when an answer got lost', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    for (const [month, value] of [
      ['Jan', '1'],
      ['Feb', '2'],
      ['Mar', '3'],
    ] as const)
      await cell(page, 'Boiler coal · sold', month).fill(value);
    state.loseAnswerOf = 2;
    await page.getByRole('button', { name: 'Save 3 values' }).click();
    await page.getByText(/1 values saved, then it stopped: No answer in time\. 2 values/).waitFor();
    await page.getByText('1 new · 0 changed · 1 unchanged').first().waitFor();
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    expect(saved().map(([, , , quantity]) => quantity)).toEqual(['1', '2', '3']);
    expect(state.records.filter(({ stream }) => stream === 'sold')).toHaveLength(3);
  });

  it('tells a value that somebody else recorded meanwhile, and takes the same value for saved', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Boiler coal · sold', 'Jan').fill('5');
    await cell(page, 'Boiler coal · sold', 'Feb').fill('6');
    for (const [from, to, quantity] of [
      ['2026-01', '2026-02', '5'],
      ['2026-02', '2026-03', '9'],
    ] as const)
      state.add({ source: 'coal', stream: 'sold', from, to, quantity, unit: 't' });
    await page.getByRole('button', { name: 'Save 2 values' }).click();
    await page.getByText('1 values saved, 1 refused').waitFor();
    await preview(page)
      .getByRole('row', { name: /Feb 2026 9 t 6 t/ })
      .waitFor();
    await preview(page).getByText('somebody else recorded another value meanwhile').waitFor();
    expect(state.records.filter(({ stream }) => stream === 'sold')).toHaveLength(2);
    await page.getByLabel(/Reason of the correction/).fill('weighed again');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    expect(state.posted.at(-1)).toMatchObject({ quantity: '6', replaces: '6', note: 'weighed again' });
  });

  it('refuses a month that a record of another span covers, and corrects that record in its place', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Diesel forklifts', 'Apr').fill('3');
    await preview(page).getByText('A record of another span covers this month').waitFor();
    await cell(page, 'Diesel forklifts', 'Apr').press('Escape');
    await page.getByLabel(/^Correct to: Diesel forklifts/).fill('1.4');
    await page.getByLabel(/Reason of the correction/).fill('typing error');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    expect(state.posted[0]).toMatchObject({
      replaces: '4',
      from: '2026-03-16T00:00:00+08:00',
      quantity: '1.4',
    });
  });

  it('takes a record of any span of days, and says where it overlaps', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await page.getByText('Add a record of another span').click();
    const form = page.locator('details form');
    await form.getByLabel('Source, unit').selectOption('diesel|');
    await form.getByLabel('First day').fill('2026-04-10');
    await form.getByLabel('Last day').fill('2026-05-15');
    await form.getByLabel(/^Quantity/).fill('1.234,5');
    await form.getByText('Decimal comma: write the point').waitFor();
    await form.getByLabel(/^Quantity/).fill('1,234.5');
    await form.getByRole('button', { name: 'Save the record' }).click();
    await form.getByText('overlaps record 4').waitFor();
    expect(await form.getByLabel(/^Quantity/).inputValue()).toBe('1,234.5');
    await form.getByLabel('First day').fill('2026-04-16');
    await form.getByRole('button', { name: 'Save the record' }).click();
    await form.getByText('The record is saved.').waitFor();
    await page.getByText('2026-04-16 – 2026-05-15').waitFor();
    expect(state.posted.at(-1)).toMatchObject({ from: '2026-04-16', to: '2026-05-16', quantity: '1234.5' });
  });

  it('moves by keys, takes back by Escape, and keeps what is typed over a reload', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Diesel forklifts', 'Jan').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('77');
    expect(await cell(page, 'Boiler coal · purchased', 'Mar').inputValue()).toBe('77');
    await page.keyboard.press('Enter');
    await page.keyboard.type('88');
    await page.keyboard.press('Escape');
    expect(await cell(page, 'Boiler coal · sold', 'Mar').inputValue()).toBe('');
    await page.reload();
    await page.getByText('1 new · 0 changed').first().waitFor();
    expect(await cell(page, 'Boiler coal · purchased', 'Mar').inputValue()).toBe('77');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Nothing typed yet.').waitFor();
  });
});

describe('history and evidence', () => {
  it('shows every version with who, when, why and the file; evidence that came later is a new version', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await cell(page, 'Diesel forklifts', 'Jan').click();
    await page.keyboard.press('Alt+Enter');
    const drawer = page.getByRole('dialog', { name: /History: Diesel forklifts/ });
    await drawer.getByText('Reason: invoice came later').waitFor();
    expect(await drawer.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    await drawer.getByText('manager, 2026-04-05 11:00:00').waitFor();
    const download = page.waitForEvent('download');
    await drawer.getByRole('button', { name: 'Download invoice-01.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('invoice-01.pdf');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /v1, history of Diesel forklifts, Feb 2026, t/ }).click();
    await page.getByRole('dialog').getByLabel('From the vault').selectOption('1');
    await page.getByRole('button', { name: 'Save the new version' }).click();
    await page.getByRole('button', { name: /v2, history of .+ Feb 2026, t, with evidence/ }).waitFor();
    expect(state.posted[0]).toMatchObject({ quantity: '2.6', replaces: '3', evidence: 'evidence:1' });
  });

  it('takes a record back that was a mistake: the reason is asked for, the cell is empty again', async () => {
    const page = await open('/activity-data', { lang: 'en' });
    await page.getByRole('button', { name: /v1, history of Diesel forklifts, Feb 2026, t/ }).click();
    const drawer = page.getByRole('dialog', { name: /History: Diesel forklifts/ });
    await drawer.getByRole('button', { name: 'Take the record back' }).click();
    const sure = drawer.getByRole('button', { name: 'Take the record back' });
    expect(await sure.isDisabled()).toBe(true);
    await drawer.getByLabel('Why it is taken back').fill('invoice of another site');
    await sure.click();
    await drawer.waitFor({ state: 'detached' });
    expect(await cell(page, 'Diesel forklifts', 'Feb').inputValue()).toBe('');
    expect(state.records.find(({ id }) => id === '3')?.withdrawal?.reason).toBe('invoice of another site');
  });

  it('lists the vault with size, hash and use, and takes another file', async () => {
    const page = await open('/activity-data?tab=evidence', { lang: 'en' });
    const table = page.getByRole('region', { name: 'Evidence vault' }).last();
    const row = table.getByRole('row', { name: /invoice-01\.pdf/ });
    await row.waitFor();
    await row.getByText('diesel 2026-01').waitFor();
    await row.getByText(state.evidence[0]!.sha256.slice(0, 12)).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await page.getByText('b.png is in the vault.').waitFor();
    await table
      .getByRole('row', { name: /b\.png/ })
      .getByText('no value yet')
      .waitFor();
  });
});

describe('who and where', () => {
  it('gives an auditor every value and history, and nothing to type', async () => {
    const page = await open('/activity-data', { lang: 'en', user: 'auditor' });
    await page.getByText('Read only: an energy manager enters values').waitFor();
    await page.getByText('2.91').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
    await page.getByRole('button', { name: /v2, history of Diesel forklifts, Jan 2026, t/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Download invoice-01.pdf' }).waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
    await page.goto(`${bench.url}/activity-data?tab=evidence`);
    await page.getByText('invoice-01.pdf').waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
  });

  it('is a list of one month on a phone', async () => {
    const page = await open('/activity-data', { lang: 'en', width: 390, height: 844 });
    await page.getByLabel('Month', { exact: true }).selectOption({ label: 'Feb 2026' });
    expect(await cell(page, 'Diesel forklifts', 'Feb').inputValue()).toBe('2.6');
    await cell(page, 'Boiler coal · purchased', 'Feb').fill('40');
    await page.getByRole('button', { name: 'Save 1 values' }).click();
    await page.getByText('1 values saved.', { exact: true }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it('leads to the sources where none takes values by hand, and says what failed', async () => {
    const page = await open('/activity-data?site=new', { lang: 'en' });
    await page.getByText('No source takes values by hand').waitFor();
    await page.getByRole('link', { name: 'Open sources & boundary' }).click();
    await page.waitForURL(/\/sources/);
    bench.options.failing = /activity-data/;
    await page.goto(`${bench.url}/activity-data`);
    await page.getByRole('alert').getByText('The database does not answer').waitFor();
    bench.options.failing = null;
    await page.getByRole('button', { name: 'Retry' }).click();
    await cell(page, 'Diesel forklifts', 'Jan').waitFor();
  });
});
