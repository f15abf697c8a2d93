import { inventorySchema, overviewSchema, type Inventory, type Overview } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// Two receipts a month, one of which is missing this year: what overview and inventory say of it.
const platform = new Platform();
const YEAR = new Date().getUTCFullYear();
const overview = async (): Promise<Overview> =>
  overviewSchema.parse(await platform.get('/sites/works/overview'));
const inventory = async (): Promise<Inventory> =>
  inventorySchema.parse(await platform.get(`/sites/works/inventory?from=${YEAR}&to=${YEAR + 1}`));
const record = async (source: string, year: number, quantity: string): Promise<void> => {
  const { status } = await platform.call('POST', '/sites/works/activity-data', {
    source,
    from: `${year}`,
    to: `${year + 1}`,
    quantity,
    unit: 't',
  });
  expect(status).toBe(201);
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

describe('an incomplete inventory', () => {
  it('of a site without sources never says that nothing needs attention', async () => {
    const { attention, year } = await overview();
    expect(attention.map(({ kind }) => kind)).toContain('source-missing');
    expect(year.complete).toBe(false);
  });

  it('counts a missing source by its share of last year, says ≥, and names it', async () => {
    for (const code of ['diesel', 'reserve'])
      await platform.put(`/sites/works/sources/${code}`, {
        name: code,
        category: 'FUEL_M',
        activity: { kind: 'manual', unit: 't' },
        factor: { kind: 'fuel', fuel: 'diesel' },
      });
    await record('diesel', YEAR - 1, '30');
    await record('reserve', YEAR - 1, '10');
    await record('diesel', YEAR, '30');
    const found = await inventory();
    expect(found).toMatchObject({
      complete: false,
      lowerBound: true,
      missing: ['reserve'],
      uncertainty: null,
    });
    expect(found.coverage).toBeCloseTo(0.75, 9);
    expect(found.uncertaintyWithheld?.en).toContain('75.0 %');
    const { year, attention } = await overview();
    expect(year).toMatchObject({ complete: false, coverage: found.coverage });
    expect(year.emissions).toMatchObject({ lowerBound: true, reason: { en: 'without reserve' } });
    // 30 t in both years; the running year counts its elapsed part, on both sides.
    expect(Math.abs(year.emissions.change ?? 1)).toBeLessThan(0.01);
    expect(attention.some(({ kind, subject }) => kind === 'source-missing' && subject.en === 'reserve')).toBe(
      true,
    );
  });

  it('is complete at once when the receipt comes, and follows a correction of last year', async () => {
    await record('reserve', YEAR, '10');
    expect(await inventory()).toMatchObject({ complete: true, lowerBound: false, coverage: 1, missing: [] });
    const before = (await overview()).year.emissions;
    expect(before).toMatchObject({ lowerBound: false, reason: null });
    const all = await platform.get<{ items: { id: string; source: string; from: string }[] }>(
      '/sites/works/activity-data',
    );
    const last = all.items.find(({ source, from }) => source === 'reserve' && from.startsWith(`${YEAR - 1}`));
    await platform.call('POST', '/sites/works/activity-data', {
      source: 'reserve',
      from: `${YEAR - 1}`,
      to: `${YEAR}`,
      quantity: '50',
      unit: 't',
      replaces: last?.id,
      note: 'misread',
    });
    const after = (await overview()).year.emissions;
    // 80 t instead of 40 t last year.
    expect((after.previous ?? 0) / (before.previous ?? 1)).toBeCloseTo(2, 9);
  });
});
