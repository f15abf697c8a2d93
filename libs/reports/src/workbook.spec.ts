import { inventorySchema, type Inventory } from '@zerofab/contracts';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleInventory, exampleMeta } from '../examples/inventory-example.js';
import { inventoryJson } from './json.js';
import { inventoryWorkbook } from './workbook.js';

const open = async (inventory: Inventory, lang: 'zh' | 'en'): Promise<ExcelJS.Workbook> => {
  const bytes = await inventoryWorkbook(inventory, exampleMeta(lang));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
};
const cellsOf = (sheet: ExcelJS.Worksheet | undefined): ExcelJS.Cell[] => {
  const cells: ExcelJS.Cell[] = [];
  sheet?.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
  return cells;
};
const allCells = (workbook: ExcelJS.Workbook): ExcelJS.Cell[] => workbook.worksheets.flatMap(cellsOf);
const rowWith = (sheet: ExcelJS.Worksheet | undefined, label: string): ExcelJS.Row | undefined =>
  sheet?.getRows(1, sheet.rowCount)?.find((row) => row.getCell(1).value === label);

describe('inventory workbook', () => {
  const inventory = exampleInventory();
  let workbook: ExcelJS.Workbook;
  beforeAll(async () => {
    workbook = await open(inventory, 'en');
  });

  it('opens whatever stands in a name, and shows what no workbook can hold as U+FFFD', async () => {
    const [source, ...rest] = inventory.sources;
    if (source === undefined) throw new Error('the example has sources');
    const bad = 'a\u0000b\u0007c\uFFFEd\uFFFFe\uD800f\uDC00g🏭';
    const named = { ...source, name: { zh: bad, en: bad } };
    const meta = exampleMeta('en');
    const bytes = await inventoryWorkbook(
      { ...inventory, siteName: { zh: bad, en: bad }, sources: [named, ...rest] },
      { ...meta, generatedBy: bad, site: { ...meta.site, organisation: bad } },
    );
    const read = new ExcelJS.Workbook();
    await read.xlsx.load(bytes.slice().buffer);
    const texts = allCells(read).map(({ value }) => (typeof value === 'string' ? value : ''));
    expect(texts.filter((text) => text.includes('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg🏭')).length)
      .toBeGreaterThan(2);
  });

  it('is made from an inventory of the contract', () => {
    expect(inventorySchema.parse(inventory)).toEqual(inventory);
  });

  it('has its sheets, in the language asked for', async () => {
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      'Calculation',
      'Factors',
      'Activity data',
      'Data quality',
      'Method',
      'Uncertainty',
      'Trace',
    ]);
    const zh = await open(inventory, 'zh');
    expect(zh.worksheets.map((sheet) => sheet.name)).toEqual([
      '汇总',
      '核算',
      '因子',
      '活动数据',
      '数据质量',
      '核算方法',
      '不确定性',
      '溯源',
    ]);
    expect(zh.getWorksheet('汇总')?.getCell('A1').value).toBe('温室气体排放清单 Greenhouse gas inventory');
  });

  it('says the method with its lines and the treatment of electricity, and the interval of each figure', async () => {
    const interval: NonNullable<Inventory['uncertainty']> = {
      halfWidthPercent: 4.2,
      lowTco2e: 95.8,
      highTco2e: 104.2,
      method: 'propagation',
      reason: { zh: '误差传递', en: 'error propagation' },
      unknownShare: 0,
      contributions: [
        {
          name: 'elec-cn-2023-average',
          kind: 'factor',
          halfWidthPercent: 4,
          varianceShare: 0.9,
          basis: { zh: '本平台缺省', en: 'default of this platform' },
        },
      ],
    };
    const told = await open(
      {
        ...inventory,
        uncertainty: interval,
        electricity: [
          {
            attribute: 'trade',
            mwh: 12.5,
            exactMwh: '12.5',
            factorRule: 'zero',
            reason: { zh: '有凭证', en: 'proven' },
          },
        ],
      },
      'en',
    );
    const method = told.getWorksheet('Method');
    expect(rowWith(method, 'GWP set')?.getCell(2).value).toBe(inventory.method.gwpSet);
    expect(rowWith(method, 'green-power trade')?.values).toEqual([
      undefined,
      'green-power trade',
      'counted as 0',
      12.5,
      '',
      'proven',
    ]);
    const sheet = told.getWorksheet('Uncertainty');
    expect(rowWith(sheet, 'Total')?.getCell(4).value).toBeCloseTo(0.042, 12);
    expect(rowWith(sheet, 'Total')?.getCell(6).value).toBe(104.2);
    expect(rowWith(sheet, 'elec-cn-2023-average')?.getCell(4).value).toBe(0.9);
    expect(rowWith(sheet, 'elec-cn-2023-average')?.getCell(8).value).toBe('default of this platform');
    // A source whose interval is not known has a dash, never 0.
    expect(rowWith(sheet, inventory.sources[0]?.code ?? '')?.getCell(4).value).toBe('—');
  });

  it('works every part out by a live formula over its cells', () => {
    const sheet = workbook.getWorksheet('Calculation');
    const rows = sheet?.getRows(1, sheet.rowCount)?.filter((row) => row.getCell(1).value === 'furnace') ?? [];
    expect(rows[0]?.getCell(14).formula).toMatch(/^E\d+\*G\d+\*H\d+\*I\d+\*J\d+\*L\d+\*M\d+$/);
    expect(rows[0]?.getCell(7).formula).toBe('273.15/293.15/10000');
    expect(rows[0]?.getCell(8).formula).toMatch(/^'Factors'!\$E\$\d+$/);
    expect(rows[0]?.getCell(5).formula).toMatch(/^SUM\('Activity data'!\$E\$\d+:\$E\$\d+\)$/);
    expect(rows[0]?.getCell(12).formula).toBe('1/100');
    expect(rows[0]?.getCell(13).formula).toBe('44/12');
    const live = ['main', 'furnace', 'forklifts', 'steam'].flatMap(
      (code) => sheet?.getRows(1, sheet.rowCount)?.filter((row) => row.getCell(1).value === code) ?? [],
    );
    // Two parts and one line of standard coal for each of the four.
    expect(live).toHaveLength(12);
    expect(live.filter((row) => row.getCell(14).formula === undefined)).toEqual([]);
  });

  it('sums the parts to the totals of the inventory', () => {
    const sheet = workbook.getWorksheet('Calculation');
    const total = rowWith(sheet, 'Total emissions')?.getCell(14);
    expect(total?.formula).toMatch(/^SUM\(N\d+,N\d+\)$/);
    expect(total?.result).toBe(Number(inventory.exact.total));
    const summary = workbook.getWorksheet('Summary');
    expect(rowWith(summary, 'Total')?.getCell(2).formula).toMatch(/^'Calculation'!\$N\$\d+$/);
    expect(rowWith(summary, 'Total')?.getCell(2).result).toBe(inventory.totalTco2e);
  });

  it('shows what is missing as a dash with its reason, never as 0', () => {
    const row = rowWith(workbook.getWorksheet('Calculation'), 'canteen');
    expect(row?.getCell(14).value).toBe('—');
    expect(row?.getCell(15).value).toBe('No figure: the meter has no reading');
    expect(rowWith(workbook.getWorksheet('Summary'), 'canteen')?.getCell(6).value).toBe('—');
    expect(rowWith(workbook.getWorksheet('Activity data'), 'canteen')?.getCell(5).value).toBe('—');
  });

  it('has dashes for totals when no source has a figure', async () => {
    const sources = inventory.sources.filter((source) => source.status === 'missing');
    const exact = { direct: null, indirect: null, total: null };
    const empty = await open(
      { ...inventory, sources, exact, totalTco2e: null, comprehensiveEnergyTce: null },
      'en',
    );
    expect(rowWith(empty.getWorksheet('Summary'), 'Total')?.getCell(2).value).toBe('—');
    expect(rowWith(empty.getWorksheet('Calculation'), 'Total emissions')?.getCell(14).value).toBe('—');
    const none = await open(
      { ...inventory, sources: [], exact, totalTco2e: null, comprehensiveEnergyTce: null },
      'zh',
    );
    expect(none.worksheets).toHaveLength(8);
  });

  it('keeps hostile text as text', () => {
    const hostile = allCells(workbook).filter(
      (cell) => typeof cell.value === 'string' && /^[=+@]/.test(cell.value),
    );
    expect(hostile.length).toBeGreaterThan(3);
    expect(hostile.filter((cell) => cell.type !== ExcelJS.ValueType.String)).toEqual([]);
    expect(allCells(workbook).filter((cell) => (cell.formula ?? '').includes('HYPERLINK'))).toEqual([]);
  });

  it('says what stands behind a factor', () => {
    const texts = cellsOf(workbook.getWorksheet('Factors')).map((cell) => cell.value);
    expect(texts).toContain('default, not from the standard (derived from the calorific value)');
    expect(texts).toContain('parent region');
    expect(texts).toContain('default of the standard (transcribed, not compared with the official text)');
  });

  it('traces down to register and document', () => {
    const texts = cellsOf(workbook.getWorksheet('Trace')).map((cell) => cell.text);
    expect(texts).toContain('gas-volume-normal');
    expect(texts).toContain('M-furnace/total');
    expect(texts.some((text) => text.includes('11520 readings'))).toBe(true);
    expect(texts.some((text) => text.includes('+weighing slip 17'))).toBe(true);
  });

  it('prints on A4 landscape, one page wide, with frozen headings', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToWidth: 1,
        fitToHeight: 0,
      });
    }
    expect(workbook.getWorksheet('Calculation')?.views[0]).toMatchObject({ state: 'frozen' });
  });

  it('takes its dates from the request, not from a clock', () => {
    expect(workbook.created.toISOString()).toBe('2026-11-23T09:00:00.000Z');
    expect(workbook.modified.toISOString()).toBe('2026-11-23T09:00:00.000Z');
  });

  it('writes no number that is none', () => {
    const broken = allCells(workbook).filter(
      (cell) => Number.isNaN(cell.value) || Number.isNaN(cell.result) || cell.text.includes('NaN'),
    );
    expect(broken).toEqual([]);
  });
});

describe('inventory json', () => {
  it('carries the exact decimals and survives being written', () => {
    const inventory = exampleInventory();
    const report = inventoryJson(inventory, exampleMeta('en'));
    expect(report).toMatchObject({
      schema: 'zerofab.inventory-report',
      schemaVersion: 1,
      site: { code: 'demo' },
    });
    const again = JSON.parse(JSON.stringify(report)) as typeof report;
    expect(again.inventory.exact.total).toBe(inventory.exact.total);
    expect(inventorySchema.parse(again.inventory)).toEqual(inventory);
  });
});
