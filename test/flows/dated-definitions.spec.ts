import {
  changePreviewSchema,
  type ChangePreview,
  type Consumption,
  type HistoryPage,
  type Inventory,
  type Meter,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const SITE = '/sites/works';
const QUARTER = 900_000;
const at = (iso: string): number => Date.parse(iso);

interface Register {
  readonly code: string;
  readonly unit?: string;
  readonly multiplier?: number;
  readonly rollover?: number;
}
const body = (registers: readonly Register[], more: object = {}) => ({
  name: 'Meter',
  carrier: 'electricity',
  registers: registers.map((register) => ({ kind: 'counter', unit: 'kWh', interval: 'PT15M', ...register })),
  ...more,
});
const send = async (meter: string, readings: { ts: number; values: Record<string, number> }[]) => {
  const client = await platform.meter('works', meter);
  for (let n = 0; n < readings.length; n += 500)
    await publish(client, 'works', meter, readings.slice(n, n + 500));
  await client.endAsync();
};
/** A counter that rises by 1 each quarter hour of [from, to]. */
const steady = (register: string, from: string, to: string) =>
  Array.from({ length: (at(to) - at(from)) / QUARTER + 1 }, (_, n) => ({
    ts: at(from) + n * QUARTER,
    values: { [register]: n },
  }));
const consumption = async (meter: string, from: string, to: string, more = ''): Promise<Consumption> => {
  for (;;) {
    const path = `${SITE}/consumption?meter=${meter}&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}${more}`;
    const found = await platform.get<Consumption>(path);
    if (found.settled) return found;
  }
};
const values = ({ buckets }: Consumption) => buckets.map(({ value }) => value);
const moment = async (): Promise<string> => {
  await new Promise((resolve) => setTimeout(resolve, 15));
  const now = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 15));
  return now;
};
const [FROM, CHANGE, TO] = [
  '2026-03-01T00:00:00+08:00',
  '2026-03-16T10:00:00+08:00',
  '2026-04-01T00:00:00+08:00',
];
const around = async (meter: string, more = '') =>
  values(
    await consumption(meter, '2026-03-16T09:30:00+08:00', '2026-03-16T10:30:00+08:00', `&bucket=15m${more}`),
  );

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

describe('another multiplier', () => {
  let before = '';

  beforeAll(async () => {
    await platform.put(`${SITE}/meters/main`, body([{ code: 'e', multiplier: 10 }]));
    await send('main', steady('e', FROM, TO));
    await platform.put(`${SITE}/sources/grid`, {
      name: 'Grid',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'main', register: 'e' }] },
      factor: { kind: 'site', value: '1', unit: 'kgCO2/kWh', source: 'test' },
    });
    before = await moment();
  });

  it('is asked from when on it holds, with what it would move', async () => {
    const answer = await platform.call('PUT', `${SITE}/meters/main`, body([{ code: 'e', multiplier: 100 }]));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: '/problems/effective-from-needed',
      monthsMoved: 1,
      firstMonth: '2026-03',
    });
    expect(answer.body['detail']).toContain('e: 2026-03, 29760 → 297600 kWh');
    expect((await consumption('main', FROM, TO)).total).toBe(29_760);
  });

  it('is refused for an instant that is none: within a quarter hour, or to come', async () => {
    const put = async (effectiveFrom: string) =>
      platform.call('PUT', `${SITE}/meters/main`, body([{ code: 'e', multiplier: 100 }], { effectiveFrom }));
    for (const effectiveFrom of ['2026-03-16T10:07:00+08:00', '2090-01-01'])
      expect(await put(effectiveFrom)).toMatchObject({
        status: 422,
        body: { type: '/problems/bad-effective-from' },
      });
  });

  it('tells by how much before it is done', async () => {
    const preview = changePreviewSchema.parse(
      (
        await platform.call<ChangePreview>(
          'POST',
          `${SITE}/meters/main/preview`,
          body([{ code: 'e', multiplier: 100 }], { effectiveFrom: CHANGE }),
        )
      ).body,
    );
    // 15.5 days and 10 h less of March: (31 × 96 − 1480) quarter hours take 100 instead of 10.
    const after = 1480 * 10 + (31 * 96 - 1480) * 100;
    expect(preview).toMatchObject({
      needsEffectiveFrom: false,
      complete: true,
      months: [{ month: '2026-03', what: 'e', unit: 'kWh', before: 29_760, after }],
    });
  });

  it('holds from its quarter hour on; before, and as known before, everything is as it was', async () => {
    await platform.put(
      `${SITE}/meters/main`,
      body([{ code: 'e', multiplier: 100 }], { effectiveFrom: CHANGE, note: 'new current transformer' }),
    );
    expect(await around('main')).toEqual([10, 10, 100, 100]);
    expect(await around('main', `&knownAt=${before}`)).toEqual([10, 10, 10, 10]);
    const inventory = async (more = '') =>
      platform.get<Inventory>(`${SITE}/inventory?from=2026-03&to=2026-04${more}`);
    expect((await inventory()).exact.total).toBe(String((1480 * 10 + (31 * 96 - 1480) * 100) / 1000));
    expect((await inventory(`&knownAt=${before}`)).exact.total).toBe('29.76');
  });

  it('is a record with author, reason and date, and the same definition again is none', async () => {
    const history = await platform.get<HistoryPage>(`${SITE}/history?kind=meter&key=main`);
    expect(history.items[0]).toMatchObject({
      version: 2,
      actor: 'admin',
      reason: 'new current transformer',
      new: { effectiveFrom: new Date(CHANGE).toISOString(), registers: [{ multiplier: 100 }] },
      old: { effectiveFrom: null, registers: [{ multiplier: 10 }] },
    });
    const again = await platform.put(`${SITE}/meters/main`, body([{ code: 'e', multiplier: 100 }]));
    expect(again['version']).toBe(2);
  });

  it('is shown with the figure: which part took which', async () => {
    const { sources } = await platform.get<Inventory>(`${SITE}/inventory?from=2026-03&to=2026-04`);
    const register = sources.find(({ code }) => code === 'grid')?.activity.registers[0];
    expect(register?.multiplier).toBe(100);
    expect(register?.versions).toMatchObject([
      { from: '2026-03-01T00:00:00+08:00', multiplier: 10 },
      { from: '2026-03-16T10:00:00+08:00', multiplier: 100 },
    ]);
  });
});

describe('another unit', () => {
  it('counts on in the unit of the consumption, from its quarter hour on', async () => {
    await platform.put(`${SITE}/meters/unit`, body([{ code: 'e' }]));
    const kwh = steady('e', FROM, '2026-03-16T09:45:00+08:00').map(({ ts, values: { e = 0 } }) => ({
      ts,
      values: { e: 5000 + e },
    }));
    const mwh = steady('e', CHANGE, TO).map(({ ts, values: { e = 0 } }) => ({
      ts,
      values: { e: Number(((5000 + 1480 + e) / 1000).toFixed(3)) },
    }));
    await send('unit', [...kwh, ...mwh]);
    const needed = await platform.call('PUT', `${SITE}/meters/unit`, body([{ code: 'e', unit: 'MWh' }]));
    expect(needed).toMatchObject({ status: 409, body: { type: '/problems/effective-from-needed' } });
    const other = body([{ code: 'e', unit: 'm3' }], { effectiveFrom: CHANGE });
    expect(await platform.call('PUT', `${SITE}/meters/unit`, other)).toMatchObject({
      status: 422,
      body: { type: '/problems/register-changed' },
    });
    const put = await platform.put(
      `${SITE}/meters/unit`,
      body([{ code: 'e', unit: 'MWh' }], { effectiveFrom: CHANGE }),
    );
    expect((put as unknown as Meter).registers[0]?.unit).toBe('MWh');
    const month = await consumption('unit', FROM, TO);
    expect(month.unit).toBe('kWh');
    expect(month.total).toBeCloseTo(31 * 96, 3);
    expect((await around('unit')).map((value) => Number(value?.toFixed(3)))).toEqual([1, 1, 1, 1]);
  });
});

describe('a register left out', () => {
  it('keeps what it counted before, in consumption and in the source that is bound to it', async () => {
    await platform.put(`${SITE}/meters/pair`, body([{ code: 'old' }, { code: 'new' }]));
    await send('pair', steady('old', FROM, TO));
    await platform.put(`${SITE}/sources/pair`, {
      name: 'Pair',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'pair', register: 'old' }] },
      factor: { kind: 'site', value: '1', unit: 'kgCO2/kWh', source: 'test' },
    });
    const exact = async (more = '') => {
      const { sources } = await platform.get<Inventory>(`${SITE}/inventory?from=2026-03&to=2026-04${more}`);
      return sources.find(({ code }) => code === 'pair')?.exact;
    };
    expect(await exact()).toBe('2.976');
    const before = await moment();
    const left = body([{ code: 'new' }]);
    expect((await platform.call('PUT', `${SITE}/meters/pair`, left)).status).toBe(409);
    await platform.put(`${SITE}/meters/pair`, { ...left, effectiveFrom: CHANGE });
    expect(await exact()).toBe('1.48');
    expect(await exact(`&knownAt=${before}`)).toBe('2.976');
    // Named, it can still be read; unnamed, the meter's own register is meant.
    const named = '&register=old';
    expect((await consumption('pair', FROM, TO, named)).total).toBe(1480);
    expect((await consumption('pair', FROM, TO)).register).toBe('new');
    const raw = await platform.get<{ items: unknown[] }>(
      `${SITE}/meters/pair/readings?from=2026-03-01&to=2026-03-02${named}`,
    );
    expect(raw.items).toHaveLength(96);
    // In use again from April on: what lies between stays out.
    await platform.put(`${SITE}/meters/pair`, {
      ...body([{ code: 'old' }, { code: 'new' }]),
      effectiveFrom: TO,
    });
    expect(await exact()).toBe('1.48');
  });
});

describe('another parent', () => {
  it('moves own generation from its instant on', async () => {
    const pv = (more: object = {}) => body([{ code: 'e' }], { carrier: 'pv', ...more });
    await platform.put(`${SITE}/meters/roof`, pv());
    await platform.put(`${SITE}/meters/string`, pv({ parent: 'roof' }));
    for (const meter of ['roof', 'string']) await send(meter, steady('e', FROM, TO));
    const own = async (more = '') => {
      const found = await platform.get<{ total: { ownMwh: string | null } }>(
        `${SITE}/electricity-attributes?from=2026-03&to=2026-04${more}`,
      );
      return found.total.ownMwh;
    };
    expect(await own()).toBe('2.976');
    const before = await moment();
    const alone = await platform.call('PUT', `${SITE}/meters/string`, pv());
    expect(alone.status).toBe(409);
    expect(alone.body['detail']).toContain('ownGeneration: 2026-03, 2.976 → 5.952 MWh');
    await platform.put(`${SITE}/meters/string`, pv({ effectiveFrom: CHANGE }));
    expect(await own()).toBe(String((2976 + 2976 - 1480) / 1000));
    expect(await own(`&knownAt=${before}`)).toBe('2.976');
  });
});

describe('another rollover', () => {
  it('is known only from when it was recorded: as known before, the wrap was a reset', async () => {
    await platform.put(`${SITE}/meters/wrap`, body([{ code: 'e' }]));
    const quarters = [95, 5, 6].map((e, n) => ({ ts: at(FROM) + n * QUARTER, values: { e } }));
    await send('wrap', quarters);
    const to = '2026-03-01T00:30:00+08:00';
    expect(values(await consumption('wrap', FROM, to, '&bucket=15m'))).toEqual([null, 1]);
    const before = await moment();
    await platform.put(
      `${SITE}/meters/wrap`,
      body([{ code: 'e', rollover: 100 }], { effectiveFrom: '2026-01' }),
    );
    expect(values(await consumption('wrap', FROM, to, '&bucket=15m'))).toEqual([10, 1]);
    expect(values(await consumption('wrap', FROM, to, `&bucket=15m&knownAt=${before}`))).toEqual([null, 1]);
  });
});

describe('what moves nothing', () => {
  it('asks nothing: a first definition, a name, a register without readings', async () => {
    await platform.put(`${SITE}/meters/fresh`, body([{ code: 'e' }]));
    await platform.put(`${SITE}/meters/fresh`, body([{ code: 'e', unit: 'm3', multiplier: 7 }]));
    await platform.put(`${SITE}/meters/fresh`, body([{ code: 'other' }]));
    await platform.put(`${SITE}/meters/main`, { ...body([{ code: 'e', multiplier: 100 }]), name: 'Main' });
    const { items } = await platform.get<{ items: Meter[] }>(`${SITE}/meters`);
    expect(items.find(({ code }) => code === 'fresh')?.registers.map(({ code }) => code)).toEqual(['other']);
  });
});

describe('another grid region', () => {
  const site = (gridRegion: string, more: object = {}) => ({
    name: 'Moves',
    timezone: 'Asia/Shanghai',
    gridRegion,
    ...more,
  });
  const factors = async (more = '') => {
    const found = await platform.get<Inventory>(`/sites/moves/inventory?from=2026-02&to=2026-04${more}`);
    return found.sources[0]?.parts.map((part) => part.factors[0]?.value);
  };

  beforeAll(async () => {
    await platform.put('/sites/moves', site('CN'));
    await platform.put('/sites/moves/sources/grid', {
      name: 'Grid',
      category: 'purchasedElectricity',
      activity: { kind: 'manual', unit: 'MWh' },
      factor: { kind: 'grid' },
    });
    for (const [from, to] of [
      ['2026-02', '2026-03'],
      ['2026-03', '2026-04'],
    ])
      await platform.post('/sites/moves/activity-data', {
        source: 'grid',
        from,
        to,
        quantity: '1000',
        unit: 'MWh',
        evidence: 'invoice',
      });
  });

  it('holds from its month on and is unknown before it was recorded', async () => {
    const [[old], before] = [(await factors()) ?? [], await moment()];
    const asked = await platform.call('PUT', '/sites/moves', site('CN-SC'));
    expect(asked).toMatchObject({
      status: 409,
      body: { type: '/problems/effective-from-needed', monthsMoved: 2 },
    });
    const middle = await platform.call('PUT', '/sites/moves', site('CN-SC', { effectiveFrom: '2026-03-10' }));
    expect(middle).toMatchObject({ status: 422, body: { type: '/problems/bad-effective-from' } });
    const preview = await platform.call<ChangePreview>(
      'POST',
      '/sites/moves/preview',
      site('CN-SC', { effectiveFrom: '2026-03' }),
    );
    expect(preview.body.months.map(({ month, what }) => [month, what])).toEqual([['2026-03', 'totalTco2e']]);
    await platform.put('/sites/moves', site('CN-SC', { effectiveFrom: '2026-03' }));
    const now = (await factors()) ?? [];
    expect(now).toHaveLength(2);
    expect(now[0]).toBe(old);
    expect(now[1]).not.toBe(old);
    expect(await factors(`&knownAt=${before}`)).toEqual([old]);
  });

  it('and another time zone is for the whole history or not at all', async () => {
    const zone = (more: object) =>
      platform.call('PUT', '/sites/moves', { ...site('CN-SC'), timezone: 'Europe/Berlin', ...more });
    const asked = await zone({});
    expect(asked).toMatchObject({ status: 409, body: { type: '/problems/effective-from-needed' } });
    expect(await zone({ effectiveFrom: '2026-03' })).toMatchObject({
      status: 422,
      body: { type: '/problems/bad-effective-from' },
    });
    const before = await moment();
    expect((await zone({ effectiveFrom: '2026-01' })).status).toBe(200);
    const found = await platform.get<Inventory>(
      `/sites/moves/inventory?from=2026-02&to=2026-04&knownAt=${before}`,
    );
    expect(found.timezone).toBe('Asia/Shanghai');
  });
});
