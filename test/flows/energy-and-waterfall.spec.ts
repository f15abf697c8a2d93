import type { SiteEnergy, Waterfall } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** Counter that rises evenly by `perDay` from a day on. */
const count = async (
  meter: string,
  days: readonly (readonly [day: string, perDay: number])[],
): Promise<void> => {
  const client = await platform.meter('plant', meter);
  let value = 0;
  const readings = days.flatMap(([day, perDay]) =>
    Array.from({ length: 25 }, (_, hour) => ({
      ts: at(day) + (hour * DAY_MS) / 24,
      values: { e: value + (perDay * hour) / 24 },
    })).concat(((value += perDay), [])),
  );
  await publish(client, 'plant', meter, readings);
  await client.endAsync();
};
const addMeter = async (code: string, carrier: string, unit: string, parent?: string): Promise<void> => {
  await platform.put(`/sites/plant/meters/${code}`, {
    name: code,
    carrier,
    ...(parent === undefined ? {} : { parent }),
    registers: [{ code: 'e', kind: 'counter', unit }],
  });
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/plant', { name: 'Plant', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await addMeter('in', 'electricity', 'kWh');
  await addMeter('press', 'electricity', 'kWh', 'in');
  await addMeter('silent', 'electricity', 'kWh', 'in');
  await addMeter('water', 'water', 'm3');
  await count('in', [
    ['2026-03-02', 2400],
    ['2026-03-03', 3600],
  ]);
  await count('press', [['2026-03-03', 2400]]);
  await count('water', [['2026-03-03', 24]]);
  await platform.put('/sites/plant/sources/grid', {
    name: 'Grid',
    category: 'purchasedElectricity',
    activity: { kind: 'meters', registers: [{ meter: 'in', register: 'e' }] },
    factor: { kind: 'site', value: '0.5', unit: 'kgCO2/kWh', source: 'supplier' },
  });
});
afterAll(async () => {
  await platform.destroy();
});

const settled = async <T extends { readonly settled: boolean }>(path: string): Promise<T> => {
  for (;;) {
    const answer = await platform.get<T>(path);
    if (answer.settled) return answer;
  }
};

describe('the energy of a site', () => {
  it('comes for all meters at once, in kWh and tce, and flows to the digit', async () => {
    const energy = await settled<SiteEnergy>('/sites/plant/energy?from=2026-03-03&to=2026-03-04');
    const byCode = new Map(energy.meters.map((meter) => [meter.meter, meter]));
    // 3 600 kWh × 0.1229 kgce/kWh
    expect(byCode.get('in')).toMatchObject({
      value: 3600,
      kwh: '3600',
      tce: '0.44244',
      coverage: 1,
      parent: null,
    });
    expect(byCode.get('press')).toMatchObject({ kwh: '2400', parent: 'in' });
    expect(byCode.get('silent')).toMatchObject({ value: null, kwh: null, quality: 'missing' });
    expect(byCode.get('water')).toMatchObject({ value: 24, kwh: null, tce: null });
    expect(energy.flow.links).toEqual([
      { from: 'purchased:electricity', to: 'site', kwh: '3600' },
      { from: 'site', to: 'meter:press', kwh: '2400' },
      { from: 'site', to: 'unallocated:site', kwh: '1200' },
    ]);
    expect(energy.flow.nodes.find(({ id }) => id === 'unallocated:site')?.includes).toEqual(['silent']);
    expect(energy.flow.missing).toEqual(['silent']);
  });

  it('does not claim that nothing is delivered where the register that counts it is silent', async () => {
    const meter = { name: 'in', carrier: 'electricity' };
    const registers = [
      { code: 'e', kind: 'counter', unit: 'kWh' },
      { code: 'out', kind: 'counter', unit: 'kWh' },
    ];
    await platform.put('/sites/plant/meters/in', { ...meter, registers });
    await platform.put('/sites/plant/sources/sold', {
      name: 'Sold',
      category: 'exportedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'in', register: 'out' }] },
      factor: { kind: 'site', value: '0.5', unit: 'kgCO2/kWh', source: 'supplier' },
    });
    const { flow } = await settled<SiteEnergy>('/sites/plant/energy?from=2026-03-03&to=2026-03-04');
    expect(flow.missing.toSorted()).toEqual(['in', 'silent']);
    expect(flow.nodes.some(({ kind }) => kind === 'exported')).toBe(false);
    await platform.put('/sites/plant/sources/sold', {
      name: 'Sold',
      category: 'exportedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'in', register: 'out' }] },
      factor: { kind: 'site', value: '0.5', unit: 'kgCO2/kWh', source: 'supplier' },
      included: false,
      reason: 'not delivered in this test any more',
    });
  });

  it('refuses a span that would take too long', async () => {
    const { status, body } = await platform.call('GET', '/sites/plant/energy?from=2010&to=2026');
    expect([status, body['type']]).toEqual([422, '/problems/span-too-long']);
  });
});

describe('the waterfall between two days', () => {
  const path =
    '/sites/plant/inventory/waterfall?from=2026-03-03&to=2026-03-04&comparedFrom=2026-03-02&comparedTo=2026-03-03';

  it('is activity alone where the factor stayed: 1 200 kWh × 0.5 kg', async () => {
    await settled<SiteEnergy>('/sites/plant/energy?from=2026-03-02&to=2026-03-04');
    const found = await platform.get<Waterfall>(path);
    expect(found).toMatchObject({ beforeTco2e: '1.2', afterTco2e: '1.8' });
    expect(found.steps.map(({ kind, deltaTco2e }) => [kind, deltaTco2e])).toEqual([['activity', '0.6']]);
  });

  it('refuses a period that ends before it begins', async () => {
    const { status } = await platform.call(
      'GET',
      path.replace('comparedTo=2026-03-03', 'comparedTo=2026-03-01'),
    );
    expect(status).toBe(422);
  });
});
