/** From an empty store to a first figure with its trace: the browser alone, in Chinese, a meter over real MQTT. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PASSWORD, Platform } from '../../flows/platform.fixture.js';
import { CHROMIUM } from '../browser.js';

const platform = new Platform();
let browser: Browser;
let page: Page;
let beganMs = 0;
const year = new Date().getFullYear();
/** Where the pictures of the way are kept, for looking at them: SHOTS=folder. */
const shots = process.env['SHOTS'];
const look = async (name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};
const title = (text: string) => page.getByRole('heading', { name: text });

beforeAll(async () => {
  await platform.start();
  browser = await chromium.launch(CHROMIUM);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await page.addInitScript(`localStorage.setItem('zerofab.lang', 'zh-CN')`);
});
afterAll(async () => {
  await browser?.close();
  await platform.destroy();
});

describe('the first day', () => {
  it('begins at the login, which leads to the set-up', async () => {
    beganMs = Date.now();
    await page.goto(platform.url);
    await page.getByLabel('用户名').fill('admin');
    await page.getByLabel('密码').first().fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await look('0-empty');
    await page.getByRole('link', { name: '开始配置' }).click();
    await title('1/7 组织与厂区').waitFor();
  });

  it('creates the site; code and grid region come by themselves', async () => {
    await page.getByLabel('单位名称').fill('苏州重型机械有限公司');
    await page.getByLabel('厂区名称').fill('苏州一厂');
    expect(await page.getByLabel('代码 *').first().inputValue()).toBe('szyc');
    await page.getByLabel('地址').fill('苏州工业园区');
    await page.getByLabel('省份').selectOption({ label: '江苏' });
    await page.getByLabel('行业（GB/T 4754）').selectOption('C34');
    await look('1-site');
    await page.getByRole('button', { name: '建立厂区' }).click();
    await title('2/7 用能单元').waitFor();
    expect(await platform.get('/sites/szyc')).toMatchObject({ gridRegion: 'CN-JS', industryClass: 'C34' });
  });

  it('adds a workshop below the plant', async () => {
    await page.getByLabel('名称 *').nth(1).fill('锻造车间');
    await look('2-units');
    await page.getByRole('button', { name: '保存并继续' }).click();
    await title('3/7 计量表').waitFor();
  });

  it('adds the incomer by the form, and two meters pasted from a spreadsheet', async () => {
    await page.getByRole('button', { name: '加计量表' }).first().click();
    const form = page.getByRole('form', { name: '加计量表' });
    await form.getByLabel('名称 *').first().fill('主进线');
    await form.getByLabel('倍率').first().fill('80');
    await look('3-meter-form');
    await form.getByRole('button', { name: '加计量表' }).click();
    await page.getByText('已保存：主进线').waitFor();
    await page.getByRole('button', { name: '从表格导入' }).click();
    await page
      .getByLabel('或从表格复制后粘贴')
      .fill(
        '代码\t名称\t能源品种\t上级表代码\nduanzao\t锻造\t电\tzjx\ngas\t天然气总表\t天然气\t\nx\t坏表\t柴火\t',
      );
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByText('“柴火”不是能源品种').waitFor();
    await look('3-meter-import');
    await page.getByRole('button', { name: '导入 2 块计量表' }).click();
    await page.getByText('已导入 2 块计量表。').waitFor();
    await page.getByRole('cell', { name: '天然气总表', exact: true }).waitFor();
    await look('3-meters');
    await page.getByRole('button', { name: '下一步' }).click();
    await title('4/7 连接').waitFor();
  });

  it('issues a login, says why a message was refused, and shows the first reading as it arrives', async () => {
    await page.getByRole('combobox', { name: '计量表' }).selectOption('zjx');
    await page.getByRole('button', { name: '发放凭据' }).click();
    await page.getByText('只显示这一次').waitFor();
    const line = await page.getByRole('region', { name: 'mosquitto_pub' }).innerText();
    const [, password = ''] = /-P '([^']+)'/.exec(line) ?? [];
    const [, port = ''] = /-p (\d+)/.exec(line) ?? [];
    const [, topic = ''] = /-t '([^']+)'/.exec(line) ?? [];
    expect([topic, port]).toEqual(['zerofab/v1/szyc/zjx/readings', new URL(platform.mqttUrl).port]);
    await page.getByText('等待首条读数…').waitFor();
    await look('4-waiting');
    await expect(
      connectAsync(
        `mqtt://127.0.0.1:${port}`,
        { username: 'szyc/zjx', password: 'mistyped', protocolVersion: 4, reconnectPeriod: 0 },
        false,
      ),
    ).rejects.toThrow(/Bad username or password/);
    await page.getByText(/密码不对/).waitFor();
    const meter = await connectAsync(
      `mqtt://127.0.0.1:${port}`,
      { username: 'szyc/zjx', password, protocolVersion: 4, reconnectPeriod: 0 },
      false,
    );
    await meter.publishAsync(topic, '{"ts": now}', { qos: 1 });
    await page.getByText('报文不是 JSON').waitFor();
    await look('4-refused');
    // What the screen offers to be copied is what a meter may send.
    const [, payload = ''] = /-m '(.+)'/.exec(line) ?? [];
    await meter.publishAsync(topic, payload, { qos: 1 });
    await page.getByText('已收到读数').waitFor();
    await look('4-arrived');
    await meter.endAsync();
    await page.getByRole('button', { name: '二维码' }).click();
    await page.getByRole('img', { name: '连接参数的二维码' }).waitFor();
    await look('4-qr');
    await page.getByRole('button', { name: '下一步' }).click();
    await title('5/7 历史数据').waitFor();
  });

  it('uploads the readings of the year, counted; the same file again stores nothing', async () => {
    // One day: 97 readings, 0.5 apart, × 80.
    const rows = Array.from({ length: 97 }, (_, index) => {
      const minutes = index * 15;
      const [day, hour, minute] = [
        2 + Math.floor(minutes / 1440),
        Math.floor(minutes / 60) % 24,
        minutes % 60,
      ];
      const two = (n: number): string => String(n).padStart(2, '0');
      return `${String(year)}/1/${String(day)} ${String(hour)}:${two(minute)},${String(900 + index * 0.5)}`;
    });
    const csv = {
      name: '主进线.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`时间,有功电能\r\n${rows.join('\r\n')}\r\n坏行,x\r\n`),
    };
    await page.getByRole('combobox', { name: '计量表' }).selectOption('zjx');
    await page.getByLabel('选择文件').setInputFiles(csv);
    await page.getByRole('cell', { name: '900', exact: true }).waitFor();
    expect(await page.getByLabel('时间格式').inputValue()).toBe('ymd');
    await look('5-history');
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByText('新存入', { exact: true }).locator('..').getByText('97', { exact: true }).waitFor();
    await page.getByText('第 99 行').first().waitFor();
    await look('5-imported');
    await page.getByRole('button', { name: '开始导入' }).click();
    await page
      .getByText('已有相同值', { exact: true })
      .locator('..')
      .getByText('97', { exact: true })
      .waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await title('6/7 排放源').waitFor();
  });

  it('takes the proposed source', async () => {
    await look('6-sources');
    await page.getByRole('form', { name: '外购电力' }).getByRole('button', { name: '建立排放源' }).click();
    await page.getByRole('link', { name: '全部字段' }).first().waitFor();
    await look('6-created');
    await page.getByRole('button', { name: '下一步' }).click();
    await title('7/7 首个数字').waitFor();
  });

  it('ends with a figure that opens down to the readings', async () => {
    const total = page.getByRole('region', { name: '本年排放量' }).getByRole('button');
    await total.filter({ hasText: /tCO/ }).waitFor();
    await look('7-figure');
    const source = page.getByRole('listitem').filter({ hasText: '外购电力' }).getByRole('button').first();
    await source.click();
    const drawer = page.getByRole('dialog', { name: '计算溯源' });
    await drawer.getByText('重算一致').first().waitFor();
    await drawer
      .getByText(/主进线/)
      .first()
      .waitFor();
    await look('7-trace');
    const seconds = Math.round((Date.now() - beganMs) / 1000);
    process.stdout.write(
      `from the first login to the first figure with its trace: ${String(seconds)} s by the browser test\n`,
    );
    expect(seconds).toBeLessThan(600);
    await page.keyboard.press('Escape');
  });

  it('is gone on with where it was left: nothing is kept in the browser alone', async () => {
    const other = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await other.addInitScript(`localStorage.setItem('zerofab.lang', 'zh-CN')`);
    await other.goto(`${platform.url}/setup`);
    await other.getByLabel('用户名').fill('admin');
    await other.getByLabel('密码').first().fill(ADMIN_PASSWORD);
    await other.getByRole('button', { name: '登录', exact: true }).click();
    await other.getByRole('heading', { name: '7/7 首个数字' }).waitFor();
    if (shots !== undefined) await other.screenshot({ path: `${shots}/8-phone.png`, fullPage: true });
    await other.close();
  });
});
