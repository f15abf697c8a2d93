import type { Inventory, Problem, Source } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// A supplier's factor changes in the middle of the year: what was reported stays, what comes takes the new one.
const platform = new Platform();
const site = (value: string) => ({ kind: 'site', value, unit: 'kgCO2/kWh', source: 'contract' });
const put = (factor: object, more: object = {}) =>
  platform.call<Source & Problem>('PUT', '/sites/works/sources/grid', {
    name: 'grid',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'MWh' },
    factor,
    ...more,
  });
const figures = async (query = ''): Promise<(number | null)[]> => {
  const { rows } = await platform.get<{ rows: { values: (number | null)[] }[] }>(
    `/sites/works/inventory/matrix?from=2025&to=2026${query}`,
  );
  return rows[0]?.values ?? [];
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await put(site('0.5'));
  for (let month = 1; month <= 12; month += 1)
    await platform.post('/sites/works/activity-data', {
      source: 'grid',
      from: `2025-${String(month).padStart(2, '0')}`,
      to: month === 12 ? '2026-01' : `2025-${String(month + 1).padStart(2, '0')}`,
      quantity: '10',
      unit: 'MWh',
    });
});
afterAll(async () => {
  await platform.destroy();
});

describe('a factor that holds from a month on', () => {
  it('leaves the months before it: 6 × 5 t and 6 × 4 t, and the year is 54 t with both factors', async () => {
    expect(await figures()).toEqual(Array(12).fill(5));
    const changed = await put(site('0.4'), { effectiveFrom: '2025-07' });
    expect(changed.body.earlier).toEqual([{ until: '2025-07', factor: site('0.5') }]);
    expect(await figures()).toEqual([...Array<number>(6).fill(5), ...Array<number>(6).fill(4)]);
    const year = await platform.get<Inventory>('/sites/works/inventory?from=2025&to=2026');
    expect(year.exact.total).toBe('54');
    expect(year.sources[0]?.parts?.map(({ tco2e }) => tco2e)).toEqual(['30', '24']);
  });

  it('keeps its past when something else of the source changes', async () => {
    const renamed = await put(site('0.4'), { name: 'grid power' });
    expect(renamed.body.earlier).toHaveLength(1);
    expect((await figures())[0]).toBe(5);
  });

  it('without a month corrects all of them, and what was known before stays known', async () => {
    const before = new Date().toISOString();
    expect((await put(site('0.3'))).body.earlier).toEqual([]);
    expect(await figures()).toEqual(Array(12).fill(3));
    expect((await figures(`&knownAt=${encodeURIComponent(before)}`))[0]).toBe(5);
  });

  it('is refused for what is no month, and where formulas stand in its place', async () => {
    expect((await put(site('0.2'), { effectiveFrom: '2025-13' })).status).toBe(422);
    const formulas = await put(site('0.2'), {
      factor: undefined,
      calculation: {
        formulas: [{ id: 'purchased-electricity' }],
        inputs: { emissionFactor: { kind: 'parameter', code: 'ef' } },
      },
      effectiveFrom: '2025-07',
    });
    expect(formulas.body.type).toBe('/problems/bad-effective-from');
  });
});
