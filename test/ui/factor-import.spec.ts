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

describe('factors that nobody compared with the print', () => {
  it('an auditor reads the list', async () => {
    const page = await open('/factors?tab=comparison', { lang: 'en', user: 'auditor' });
    await page.getByText('An administrator signs for a comparison.').waitFor();
    expect(await page.getByRole('button', { name: /^Compare/ }).count()).toBe(0);
  });

  it('are listed by what rests on them; an administrator types what the print has, and signs', async () => {
    const page = await open('/factors?tab=comparison', { lang: 'zh-CN', user: 'admin' });
    await page.getByText('2026 年使用 1 个，其中 1 个未核对').waitFor();
    await page.getByRole('cell', { name: '据转录，未核对原文' }).waitFor();
    await page.getByRole('button', { name: '核对 全国电力平均二氧化碳排放因子' }).click();
    // What the print has is never filled in for the one who signs.
    expect(await page.getByLabel('原文数值').inputValue()).toBe('');
    await page.getByLabel('原文数值').fill('0.5306');
    await page.getByLabel('页、表、行').fill('表 1');
    await page.getByRole('button', { name: '签名确认' }).click();
    await page.getByText('本厂区 2026 年使用的因子均已与原文核对。').waitFor();
    await page.getByText('一致').waitFor();
  });
});

describe('lines of a report made elsewhere', () => {
  it('are pasted and checked; a wrong one is named with the factor that fits', async () => {
    const page = await open('/factors?tab=lines', { lang: 'zh-CN', user: 'auditor' });
    await page
      .getByLabel('从表格粘贴')
      .fill('电力\t12000 MWh\t0.5703 tCO2/MWh\t6439.2 tCO2\n柴油\t10 t\t3.1 tCO2/t\t31 tCO2\n气\t1\t2\t3');
    await page.getByRole('button', { name: '核对 3 行' }).click();
    await page.getByText('3 行中有 1 行算不平').waitFor();
    await page.getByText('elec-cn-2022-average').waitFor();
    await page.getByText('数值或单位无法识别').waitFor();
    expect(await page.getByText('相符', { exact: true }).count()).toBe(1);
  });
});

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
