import { describe, expect, it } from 'vitest';
import { exampleInventory, exampleMeta } from '../../examples/inventory-example.js';
import { inventoryCsv } from '../csv.js';
import type { Block } from './blocks.js';
import { inventoryDocument } from './inventory-document.js';
import type { ReportParts } from './report-parts.js';
import { wholeTonnes } from './words.js';

const SHA = 'a'.repeat(64);
const partsOf = (lang: 'zh' | 'en', more: Partial<ReportParts> = {}): ReportParts => ({
  inventory: exampleInventory(),
  meta: exampleMeta(lang),
  boundary: null,
  qualityPlan: null,
  version: null,
  ...more,
});
const version: ReportParts['version'] = {
  period: '2025',
  version: 2,
  sha256: SHA,
  frozenAt: '2026-02-01T00:00:00.000Z',
  frozenBy: 'second',
  closed: { by: 'manager', at: '2026-01-20T00:00:00.000Z' },
  submitted: null,
  verified: null,
  unverified: 'no verification is asked for',
  restatement: { reason: 'a bill was found' },
  waivers: [{ point: 'plan-missing', reason: 'small site', by: 'manager', at: '2026-01-20T00:00:00.000Z' }],
  parts: { inventory: SHA, activity: SHA },
};
const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const text = (parts: ReportParts): string => JSON.stringify(inventoryDocument(parts));

describe('the inventory report', () => {
  it('has the chapters of the standard in their order, and numbers its tables by chapter', () => {
    const { blocks } = inventoryDocument(partsOf('zh'));
    const chapters = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : []));
    expect(chapters).toEqual([
      '报告主体基本情况',
      '核算边界',
      '温室气体排放量',
      '活动数据及来源',
      '排放因子及来源',
      '实测参数',
      '生物源排放、清除量与其他间接排放',
      '电力来源与属性',
      '数据质量管理',
      '不确定性',
      '公式与计算过程',
      '版本、声明与签章',
    ]);
    const titles = tables(blocks).map(({ title }) => title);
    expect(titles[0]).toBe('表 2-1 纳入核算的排放源');
    expect(titles).toContain('表 3-2 分排放源的排放量');
    expect(new Set(titles.map((title) => title.split(' ')[1])).size).toBe(titles.length);
  });

  it('shows the digits of the inventory, as the table file does', () => {
    const { blocks } = inventoryDocument(partsOf('en'));
    const inventory = exampleInventory();
    const rows = tables(blocks).find(({ title }) => title.includes('Emissions by source'))?.rows ?? [];
    const csv = inventoryCsv(inventory, { lang: 'en' });
    for (const { code, exact } of inventory.sources) {
      const row = rows.find(([name]) => name?.endsWith(`(${code})`) === true);
      expect(row?.[2]).toBe(exact ?? 'missing: the meter has no reading');
      if (exact !== null) expect(csv).toContain(exact);
    }
    const [summary] = tables(blocks).filter(({ title }) => title.includes('Summary'));
    expect(summary?.rows.at(-1)?.[3]).toBe(inventory.exact.total);
  });

  it('names what is missing, and never shows it as 0', () => {
    const { blocks } = inventoryDocument(partsOf('zh'));
    const rows = tables(blocks).find(({ title }) => title.includes('分排放源'))?.rows ?? [];
    expect(rows.at(-1)?.slice(1, 3)).toEqual(['—', '缺：表计无读数']);
    expect(blocks).toContainEqual({
      kind: 'text',
      tone: 'warning',
      text: '以下排放源没有结果，合计不含其排放：canteen。',
    });
  });

  it('says which version it shows with its hash, or that there is none', () => {
    expect(text(partsOf('en'))).toContain('not fit to be handed in');
    const frozen = text(partsOf('en', { version }));
    expect(frozen).toContain(SHA);
    expect(frozen).toContain('a bill was found');
    expect(frozen).toContain('not verified: no verification is asked for');
    expect(frozen).not.toContain('not fit to be handed in');
  });

  it('of a version does not change with who asks for it, or when', () => {
    const one = partsOf('zh', { version });
    const other = { ...one, meta: { ...one.meta, generatedAt: '2030-01-01T00:00:00Z', generatedBy: 'x' } };
    expect(inventoryDocument(other).blocks).toEqual(inventoryDocument(one).blocks);
    expect(inventoryDocument(other).madeAt).toBe('2026-02-01T00:00:00.000Z');
  });
});

describe('whole tonnes', () => {
  it('are rounded half up, also below 0; what is missing stays missing', () => {
    expect(['2.5', '2.4999', '-2.5', '0.49'].map(wholeTonnes)).toEqual(['3', '2', '-3', '0']);
    expect(wholeTonnes(null)).toBe('—');
  });
});
