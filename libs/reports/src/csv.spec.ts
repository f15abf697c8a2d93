import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exampleInventory } from '../examples/inventory-example.js';
import { inventoryCsv } from './csv.js';

const inventory = exampleInventory();
const read = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

describe('inventory as CSV', () => {
  it('has a line for each source with the exact figure, and the totals below', () => {
    const rows = read(inventoryCsv(inventory, { lang: 'en' }));
    expect(rows.slice(0, -3).map((row) => [row['Source'], row['Emissions tCO2e']])).toEqual(
      inventory.sources.map(({ code, exact }) => [code, exact ?? '']),
    );
    expect(rows.slice(-3).map((row) => [row['Name'], row['Emissions tCO2e']])).toEqual([
      ['Direct', inventory.exact.direct],
      ['Energy-indirect', inventory.exact.indirect],
      [inventory.lowerBound ? 'Total (lower bound)' : 'Total', inventory.exact.total],
    ]);
    expect(rows[0]).toMatchObject({ Method: inventory.method.id, 'Factor set': inventory.factorSet });
  });

  it('is in the language asked for, with the same digits', () => {
    const digits = (lang: 'zh' | 'en', title: string): (string | undefined)[] =>
      read(inventoryCsv(inventory, { lang })).map((row) => row[title]);
    expect(digits('zh', '排放量 tCO2e')).toEqual(digits('en', 'Emissions tCO2e'));
    expect(inventoryCsv(inventory, { lang: 'zh' }).startsWith('\uFEFF站点,')).toBe(true);
  });

  it('leaves a missing figure empty, with its reason', () => {
    const [source, ...rest] = inventory.sources;
    if (source === undefined) throw new Error('the example has sources');
    const gone = { ...source, status: 'missing' as const, exact: null, reason: { zh: '无', en: 'no meter' } };
    const [row] = read(inventoryCsv({ ...inventory, sources: [gone, ...rest] }, { lang: 'en' }));
    expect(row).toMatchObject({ Status: 'missing', 'Why missing': 'no meter', 'Emissions tCO2e': '' });
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'])('does not let the name %j be run', (bad) => {
    const [source, ...rest] = inventory.sources;
    if (source === undefined) throw new Error('the example has sources');
    const named = { ...source, name: { zh: bad, en: bad }, exact: '-1.5' };
    const [row] = read(inventoryCsv({ ...inventory, sources: [named, ...rest] }, { lang: 'en' }));
    expect(row).toMatchObject({ Name: `'${bad}`, 'Emissions tCO2e': '-1.5' });
  });

  it('keeps commas, quotes and line breaks of a name in its cell', () => {
    const [source, ...rest] = inventory.sources;
    if (source === undefined) throw new Error('the example has sources');
    const odd = 'a, "b"\nc';
    const text = inventoryCsv(
      { ...inventory, sources: [{ ...source, name: { zh: odd, en: odd } }, ...rest] },
      { lang: 'en' },
    );
    expect(read(text)[0]?.['Name']).toBe(odd);
  });
});
