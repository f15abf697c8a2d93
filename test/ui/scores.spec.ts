import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, settled } from './browser.js';
import { freshScores } from './mock-scores.js';

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
  bench.options.scores = freshScores();
});
afterAll(() => bench.stop());
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

describe('zero-carbon factory', () => {
  it('shows score and upper bound, core indicators with every convention, and says what decides', async () => {
    const page = await open('/zero-carbon', { lang: 'en' });
    const intensity = page.getByRole('region', { name: /^1\.1/ });
    await intensity.getByText('depends on the convention').waitFor();
    await intensity.getByText('The verdict depends on: Electricity to standard coal').waitFor();
    await intensity
      .getByText('equivalent value 0.2856 (default, not from the standard)', { exact: false })
      .first()
      .waitFor();
    const total = page.getByRole('region', { name: 'Score', exact: true });
    await total.getByText('Upper bound').waitFor();
    await total.getByText('by National zero-carbon factory').waitFor();
    const gates = page.getByRole('region', { name: 'Gates (veto)' });
    await gates.getByText('said to be met, without evidence').waitFor();
    await page.getByRole('region', { name: 'All conventions side by side' }).getByText('shown').waitFor();
    await page.getByText('Annex 1 was not read').waitFor();
  });

  it('a gate is told with its evidence, and is passed', async () => {
    const page = await open('/zero-carbon', { lang: 'en' });
    await page.getByRole('button', { name: 'E9 Enter' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Answer').selectOption('true');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await settled(page);
    await page.getByRole('button', { name: 'E9 Correct' }).click();
    await form
      .getByRole('textbox', { name: /Document|Name or number/ })
      .first()
      .fill('credit register 2026-05');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await settled(page);
    const row = page
      .getByRole('region', { name: 'Gates (veto)' })
      .getByRole('listitem')
      .filter({ hasText: 'E9' });
    expect(await row.getByText('met', { exact: true }).count()).toBe(1);
    await row.getByText('credit register 2026-05').waitFor();
  });

  it('the six paths open to their items, each with reason and author', async () => {
    const page = await open('/zero-carbon');
    await page.getByRole('button', { name: /1 科学算碳/ }).click();
    await page.getByText('边界 v2', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'P1.4 录入' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('答复').selectOption('met');
    await form.getByLabel('说明或来源').fill('一种产品');
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /1 科学算碳/ })
      .getByText('3 / 5')
      .waitFor();
  });
});

describe('green factory', () => {
  it('ranks the points lost with what the next one costs', async () => {
    const page = await open('/green-factory', { lang: 'en' });
    const lost = page.getByRole('region', { name: 'Points lost' });
    await lost
      .getByText(/enter data, up to \+8\.00 points/)
      .first()
      .waitFor();
    await page.getByRole('img', { name: /Points earned in 5 dimensions/ }).waitFor();
    expect(await page.getByText('default, not from the standard').count()).toBeGreaterThan(3);
  });

  it('an indicator comes apart to formulas and data; a value is told where it lacks', async () => {
    const page = await open('/green-factory', { lang: 'en' });
    await page.getByRole('button', { name: /Trace and data: 1b/ }).click();
    await page.waitForURL(/indicator=1b/);
    const drawer = page.getByRole('dialog');
    await drawer.getByText('GB/T 36132-2025', { exact: false }).first().waitFor();
    await drawer.getByText('measured', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: /Trace and data: 10 / }).click();
    await drawer.getByRole('button', { name: /^Enter: Green low-carbon retrofit investment/ }).click();
    await drawer.getByLabel('Value', { exact: false }).fill('-4');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('is outside', { exact: false }).waitFor();
    await drawer.getByLabel('Value', { exact: false }).fill('240');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('240 10⁴CNY').waitFor();
  });

  it('another scheme is one choice away, and the choice stands in the URL', async () => {
    const page = await open('/green-factory', { lang: 'en' });
    await page.getByLabel('Scheme').selectOption('jiangsu_2025');
    await page.waitForURL(/scheme=jiangsu_2025/);
    await page.getByText('bonus 0.00 (at most 5)').waitFor();
  });

  it('a year the scheme is not for is refused in words', async () => {
    const page = await open('/green-factory?year=2024', { lang: 'en' });
    await page.getByText('is for data of 2025 and later', { exact: false }).waitFor();
  });

  it('an auditor reads, and is offered nothing to tell', async () => {
    const page = await open('/green-factory?indicator=1b', { lang: 'zh-CN', user: 'auditor' });
    await page.getByText('只读：由能源管理员录入。').waitFor();
    expect(await page.getByRole('button', { name: /录入|更正/ }).count()).toBe(0);
  });
});
