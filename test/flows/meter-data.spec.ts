import type { DataCalendar, MeterBalance, Problem } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

// Whole days of a works with its own generation: what its meters come to, and how whole their data is.
const platform = new Platform();
const DAYS = ['2026-11-02', '2026-11-03', '2026-11-04'];
const QUARTER = 900_000;
const at = (day: string, quarter: number): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + quarter * QUARTER).toISOString();
const put = async (code: string, carrier: string, parent?: string): Promise<void> => {
  await platform.put(`/sites/works/meters/${code}`, {
    name: code,
    carrier,
    ...(parent === undefined ? {} : { parent }),
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT15M' }],
  });
};
/** A counter that rises evenly by `perDay` over the days; `keep` says which quarter hours are sent. */
const send = async (
  meter: string,
  perDay: number,
  keep = (_quarter: number): boolean => true,
): Promise<void> => {
  const readings = Array.from({ length: DAYS.length * 96 + 1 }, (_, quarter) => quarter)
    .filter(keep)
    .map((quarter) => ({
      meter,
      ts: at(DAYS[0] ?? '', quarter),
      values: { e: 1000 + (perDay * quarter) / 96 },
    }));
  const answer = await platform.call('POST', '/sites/works/readings', readings);
  expect(answer.status).toBe(200);
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await put('grid', 'electricity');
  await put('hall', 'electricity', 'grid');
  await put('line', 'electricity', 'hall');
  await put('paint', 'electricity', 'grid');
  await send('grid', 960);
  await send('hall', 1152);
  await send('line', 1120);
  await send('paint', 96);
});
afterAll(async () => {
  await platform.destroy();
});

const balance = async (): Promise<MeterBalance['items']> =>
  (await platform.get<MeterBalance>('/sites/works/meter-balance?from=2026-11-02&to=2026-11-03')).items;

describe('the balance of a works with its own generation', () => {
  it('alarms while the generation is not metered: those below have more than was bought', async () => {
    expect(await balance()).toMatchObject([
      { meter: 'grid', supply: [], own: 960, allocated: 1248, unallocated: -288, alarm: true },
      { meter: 'hall', own: 1152, unallocated: 32, alarm: false },
    ]);
  });

  it('holds what is bought and made together against the meters below', async () => {
    await put('roof', 'pv', 'grid');
    await send('roof', 300);
    // 960 + 300 = 1260 kWh; 1152 + 96 = 1248 below: 12 kWh, 0.95 %, are not allocated.
    expect(await balance()).toMatchObject([
      {
        meter: null,
        supply: [
          { meter: 'grid', kind: 'purchased', value: 960 },
          { meter: 'roof', kind: 'generated', value: 300 },
        ],
        below: [{ meter: 'hall' }, { meter: 'paint' }],
        own: 1260,
        allocated: 1248,
        unallocated: 12,
        alarm: false,
      },
      { meter: 'hall' },
    ]);
  });

  it('takes off what is delivered to others', async () => {
    await put('feed-in', 'electricity');
    await send('feed-in', 60);
    await platform.put('/sites/works/sources/delivered', {
      name: 'delivered',
      category: 'exportedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'feed-in', register: 'e', sign: 1 }] },
      factor: { kind: 'grid' },
      method: 'GB/T 32150-2025',
    });
    // 1260 − 60 = 1200 against 1248 below: −48 kWh, −4 %, beyond 3 %.
    expect((await balance())[0]).toMatchObject({ own: 1200, unallocated: -48, share: -0.04, alarm: true });
  });
});

describe('the completeness calendar', () => {
  const calendar = async (question: string): Promise<DataCalendar> =>
    platform.get<DataCalendar>(`/sites/works/data-calendar?${question}`);
  const whole = 'from=2026-11-01&to=2026-11-05';

  it('tells each day of each meter, days without readings as missing', async () => {
    // Of 3 November the morning is missing; what was used in it is spread, for the counter went on.
    await put('gap', 'electricity', 'hall');
    await send('gap', 96, (quarter) => quarter <= 96 || quarter >= 96 + 48);
    const { days, meters, settled, next } = await calendar(whole);
    expect([settled, next]).toEqual([true, null]);
    expect(days.map(({ day }) => day)).toEqual(['2026-11-01', ...DAYS]);
    const states = (code: string) =>
      meters.find(({ meter }) => meter === code)?.days.map(({ state }) => state);
    expect(states('hall')).toEqual(['missing', 'complete', 'complete', 'complete']);
    expect(states('gap')).toEqual(['missing', 'complete', 'estimated', 'complete']);
    const gap = meters.find(({ meter }) => meter === 'gap')?.days[2];
    expect(gap?.coverage).toBeCloseTo(0.5, 2);
    expect(gap?.estimated).toBeCloseTo(0.5, 2);
    expect(days[2]).toMatchObject({ complete: meters.length - 1, estimated: 1, partly: 0, missing: 0 });
    expect(days[0]).toMatchObject({ complete: 0, missing: meters.length, received: 0 });
  });

  it('counts what was received and rejected on a day', async () => {
    const before = (await calendar(whole)).days[1];
    const wrong = [{ meter: 'hall', ts: at('2026-11-02', 3), values: { nothing: 1 } }];
    await platform.call('POST', '/sites/works/readings', wrong);
    const { days } = await calendar(`from=${new Date().toISOString().slice(0, 10)}&to=${tomorrow()}`);
    expect(before?.day).toBe('2026-11-02');
    expect(days.reduce((sum, { rejected }) => sum + rejected, 0)).toBeGreaterThanOrEqual(1);
    expect(days.reduce((sum, { received }) => sum + received, 0)).toBeGreaterThan(1000);
  });

  it('gives many meters page by page, each once', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = await calendar(`${whole}&limit=3${after === '' ? '' : `&after=${after}`}`);
      expect(page.meters.length).toBeLessThanOrEqual(3);
      seen.push(...page.meters.map(({ meter }) => meter));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(['feed-in', 'gap', 'grid', 'hall', 'line', 'paint', 'roof']);
  });

  it('leaves days to come out of the count', async () => {
    const { days, meters } = await calendar('from=2099-01-01&to=2099-01-03');
    expect(meters[0]?.days.map(({ state }) => state)).toEqual(['ahead', 'ahead']);
    expect(days[0]).toMatchObject({ complete: 0, missing: 0 });
  });

  it('refuses a span that is too long and a page that is too large', async () => {
    const ask = async (question: string) =>
      platform.call<Problem>('GET', `/sites/works/data-calendar?${question}`);
    expect((await ask('from=2026-01-01&to=2026-12-31')).body.type).toBe('/problems/span-too-long');
    expect((await ask(`${whole}&limit=201`)).status).toBe(422);
    expect((await platform.call('GET', `/sites/none/data-calendar?${whole}`)).status).toBe(404);
  });
});

const tomorrow = (): string => new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10);
