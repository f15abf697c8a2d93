import { siteMoversSchema, type SiteMovers } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

// What the energy manager sees in the morning: what changed since the same day of last week, which workshop, which fuel.
const platform = new Platform();
const QUARTER = 900_000;
const movers = async (from: string, to: string): Promise<SiteMovers> =>
  siteMoversSchema.parse(await platform.get(`/sites/works/movers?from=${from}&to=${to}`));

/** A counter over two weeks that uses `kwh` a day, and `on` on the last day. */
const week = async (meter: string, kwh: number, on: number): Promise<void> => {
  const client = await platform.meter('works', meter);
  const start = Date.parse('2026-05-11T00:00:00+08:00');
  let reading = 0;
  const readings = Array.from({ length: 8 * 96 + 1 }, (_, n) => {
    const now = { ts: start + n * QUARTER, values: { active_energy: Number(reading.toFixed(6)) } };
    reading += (n >= 7 * 96 ? on : kwh) / 96;
    return now;
  });
  for (let n = 0; n < readings.length; n += 400)
    await publish(client, 'works', meter, readings.slice(n, n + 400));
  await client.endAsync();
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  const meter = async (code: string, parent?: string) =>
    platform.put(`/sites/works/meters/${code}`, {
      name: code,
      carrier: 'electricity',
      ...(parent === undefined ? {} : { parent }),
      registers: [{ code: 'active_energy', kind: 'counter', unit: 'kWh', interval: 'PT15M' }],
    });
  await meter('incomer');
  await meter('paint', 'incomer');
  await meter('weld', 'incomer');
  await platform.put('/sites/works/sources/grid', {
    name: 'Purchased electricity',
    category: 'purchasedElectricity',
    activity: { kind: 'meters', registers: [{ meter: 'incomer', register: 'active_energy', sign: 1 }] },
    factor: { kind: 'site', value: '0.5', unit: 'kgCO2/kWh', source: 'contract' },
  });
  await platform.put('/sites/works/sources/heat', {
    name: 'Steam',
    category: 'purchasedHeat',
    activity: { kind: 'manual', unit: 'GJ' },
  });
  await week('incomer', 9_600, 19_200);
  await week('paint', 4_800, 14_400);
  await week('weld', 4_800, 4_320);
  for (const [day, next, quantity] of [
    ['2026-05-11', '2026-05-12', '10'],
    ['2026-05-18', '2026-05-19', '4'],
  ])
    await platform.post('/sites/works/activity-data', {
      source: 'heat',
      from: day,
      to: next,
      quantity,
      unit: 'GJ',
    });
});
afterAll(async () => {
  await platform.destroy();
});

describe('what changed on a Monday', () => {
  it('is told by workshop and by other carrier, in kWh and tonnes, the largest first', async () => {
    const found = await movers('2026-05-18', '2026-05-19');
    expect(found).toMatchObject({
      comparedFrom: '2026-05-11T00:00:00+08:00',
      comparedTo: '2026-05-12T00:00:00+08:00',
      reason: null,
      leftOut: [],
    });
    expect(found.items.map(({ kind, code }) => [kind, code])).toEqual([
      ['unit', 'paint'],
      ['source', 'heat'],
      ['unit', 'weld'],
    ]);
    const [paint, heat, weld] = found.items;
    // 9 600 kWh more at 0.5 kg; 6 GJ less at 0.11 t; 480 kWh less
    expect(paint?.kwh?.now).toBeCloseTo(14_400, 3);
    expect((paint?.tco2e?.now ?? 0) - (paint?.tco2e?.before ?? 0)).toBeCloseTo(4.8, 6);
    expect((heat?.tco2e?.now ?? 0) - (heat?.tco2e?.before ?? 0)).toBeCloseTo(-0.66, 9);
    expect(heat?.kwh?.before).toBeCloseTo(10_000 / 3.6, 6);
    expect((weld?.kwh?.now ?? 0) - (weld?.kwh?.before ?? 0)).toBeCloseTo(-480, 3);
  });

  it('names what has no data on one of the two days', async () => {
    // Tuesday 12 May has no steam, and no meter has reported Tuesday 19 May.
    const found = await movers('2026-05-12', '2026-05-13');
    expect(found.items).toEqual([]);
    expect(found.leftOut.map(({ code }) => code).toSorted()).toEqual(['heat', 'paint', 'weld']);
  });

  it('is refused for a span that is none', async () => {
    const { status } = await platform.call('GET', '/sites/works/movers?from=2026-05-12&to=2026-05-12');
    expect(status).toBe(422);
  });
});
