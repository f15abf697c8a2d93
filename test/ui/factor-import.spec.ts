import type { BrowserContext, Page } from 'playwright-core';
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
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

const HEADER = 'id,name_zh,name_en,category,value,unit,gas,region,year,valid_from,source,confidence';
const row = (id: string, unit: string): string =>
  `${id},全国,National,grid-average-national,0.5000,${unit},CO2,CN,2024,2026-12-20,a test announcement,high`;
const TABLE = [HEADER, row('elec-cn-2024-average', 'kgCO2/kWh'), row('elec-cn-2024-wrong', 'kgCO2/t')].join(
  '\n',
);

describe('importing a newer factor table', () => {
  it('the administrator sees what changes, accepts what is left out, and imports', async () => {
    const page = await open('/factors?tab=import', { lang: 'en', user: 'admin' });
    await page.getByLabel('Publication').fill('Announcement 2026 No. 99');
    await page.getByLabel('or paste the rows, with header').fill(TABLE);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Figures of a report made on 2026-12-20').waitFor();
    await page.getByRole('cell', { name: '1 134.50' }).waitFor();
    await page.getByText('latest until 2026-12-19, then elec-cn-2024-average').waitFor();
    const refused = page.getByRole('region', { name: 'Why, and what to do' });
    await refused.getByText('unit kgCO2/t does not fit category grid-average-national').waitFor();
    const button = page.getByRole('button', { name: 'Import 1 factors' });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('Leave out the 1 refused rows').check();
    await button.click();
    await page.getByText('Imported as no. 1.').waitFor();
    await page.getByText('1 · Announcement 2026 No. 99').waitFor();
  });

  it('another text asks for another preview', async () => {
    const page = await open('/factors?tab=import', { lang: 'en', user: 'admin' });
    await page.getByLabel('Publication').fill('Announcement');
    await page.getByLabel('or paste the rows, with header').fill(TABLE);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Figures of a report').waitFor();
    await page.getByLabel('or paste the rows, with header').fill(`${TABLE}\n`);
    expect(await page.getByText('Figures of a report').count()).toBe(0);
  });

  it('a manager previews, an auditor reads', async () => {
    const manager = await open('/factors?tab=import', { lang: 'zh-CN', user: 'manager' });
    await manager.getByLabel('发布文件').fill('公告');
    await manager.getByLabel('或粘贴含表头的各行').fill(TABLE);
    await manager.getByRole('button', { name: '预览' }).click();
    await manager.getByText('预览后由管理员导入。').waitFor();
    const auditor = await open('/factors?tab=import', { lang: 'zh-CN', user: 'auditor' });
    await auditor.getByText('您的角色只读').waitFor();
    expect(await auditor.getByRole('button', { name: '预览' }).count()).toBe(0);
    await auditor.getByRole('button', { name: '导出该表 CSV' }).waitFor();
  });
});

describe('where a factor is used', () => {
  it('marks factors behind the figures, filters them, and leads to the figure', async () => {
    const page = await open('/factors', { lang: 'en' });
    await page.getByLabel('Used by this site in 2026').check();
    await page.getByText('1 sources').waitFor();
    await page.getByRole('button', { name: 'National average electricity CO2' }).click();
    await page.getByText('Used by the figures of 2026').waitFor();
    await page.getByRole('link', { name: 'Purchased electricity' }).click();
    await page.waitForURL(/inventory.*trace=emissions/);
  });
});
