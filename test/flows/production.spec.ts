import {
  intensitiesSchema,
  productionListSchema,
  productionRecordSchema,
  productionSeriesSchema,
  productSchema,
  type Intensities,
  type Problem,
  type ProductionRecord,
  type ProductionSeries,
  type SiteScore,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

// An energy manager records products and a year of production, corrects a month, and reads energy per unit.
const platform = new Platform();
const SITE = '/sites/works';
const FORGING = { name: '锻件', unit: 't', main: true };
type Refused = ProductionRecord & Problem;
const send = (body: object) =>
  platform.call<Refused>('POST', `${SITE}/production`, {
    measure: 'output',
    product: 'forging',
    unit: 't',
    ...body,
  });
const series = async (from: string, to: string): Promise<ProductionSeries> =>
  productionSeriesSchema.parse(await platform.get(`${SITE}/production/series?from=${from}&to=${to}`));
const intensities = async (from: string, to: string): Promise<Intensities> =>
  intensitiesSchema.parse(await platform.get(`${SITE}/intensities?from=${from}&to=${to}`));
const month = (n: number): string =>
  n > 12 ? `2026-${String(n - 12).padStart(2, '0')}` : `2025-${String(n).padStart(2, '0')}`;

beforeAll(async () => {
  await platform.start();
  await platform.put(SITE, { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  // 2025 used 1 000 MWh of purchased electricity and nothing else.
  await platform.put(`${SITE}/sources/electricity`, {
    name: 'electricity',
    category: 'purchasedElectricity',
    activity: { kind: 'manual', unit: 'MWh' },
  });
  await platform.put(`${SITE}/sources/gas`, {
    name: 'gas',
    category: 'stationaryCombustion',
    activity: { kind: 'manual', unit: 'Nm3' },
    factor: { kind: 'fuel', fuel: 'natural-gas' },
  });
  for (const [source, quantity, unit] of [
    ['electricity', '1000', 'MWh'],
    ['gas', '0', 'Nm3'],
  ])
    await platform.post(`${SITE}/activity-data`, { source, from: '2025', to: '2026', quantity, unit });
});
afterAll(async () => {
  await platform.destroy();
});

describe('products', () => {
  it('are recorded with their unit and levels of a standard, each change a version', async () => {
    const level = (name: string, value: string) => ({
      level: name,
      value,
      unit: 'kgce/t',
      standard: 'GB 00000-2024 (test)',
      source: 'entered by the test',
    });
    const first = productSchema.parse(await platform.put(`${SITE}/products/forging`, FORGING));
    expect(first).toMatchObject({
      code: 'forging',
      version: 1,
      name: { zh: '锻件', en: '锻件' },
      counter: null,
    });
    const second = await platform.put(`${SITE}/products/forging`, {
      ...FORGING,
      limits: [level('level1', '20'), level('level2', '30')],
      note: 'levels of the standard',
    });
    expect(second).toMatchObject({ version: 2, limits: [{ level: 'level1', convention: 'calorific' }, {}] });
    const stale = await platform.call('PUT', `${SITE}/products/forging`, { ...FORGING, expectedVersion: 1 });
    expect(stale).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  });

  it('are refused where unit or level cannot be right', async () => {
    const put = (body: object) =>
      platform.call<Problem>('PUT', `${SITE}/products/forging`, { ...FORGING, ...body });
    expect((await put({ unit: 'barrel' })).body.errors?.[0]?.field).toBe('unit');
    const limits = [{ level: 'level1', value: '20', unit: 'kgce/m2', standard: 'x', source: 'x' }];
    expect((await put({ limits })).body.errors?.[0]?.field).toBe('limits.0.unit');
    expect((await put({ energyShare: { value: '1.2', source: 'x' } })).status).toBe(422);
    expect((await platform.call('GET', `${SITE}/products/ghost`)).status).toBe(404);
  });
});

describe('production by hand', () => {
  it('is corrected with a reason, and every version stays', async () => {
    const { status, body: first } = await send({ from: '2025-01', to: '2025-02', quantity: '300' });
    expect(status).toBe(201);
    expect(productionRecordSchema.safeParse(first).error).toBeUndefined();
    const again = await send({ from: '2025-01', to: '2025-02', quantity: '310' });
    expect(again).toMatchObject({ status: 422, body: { type: '/problems/overlapping-production' } });
    // Both values are named.
    expect(again.body.detail).toContain('300 t');
    expect(again.body.detail).toContain('310 t');
    const silent = await send({ from: '2025-01', to: '2025-02', quantity: '310', replaces: first.id });
    expect(silent).toMatchObject({ status: 422, body: { type: '/problems/reason-needed' } });
    const corrected = await send({
      from: '2025-01',
      to: '2025-02',
      quantity: '310',
      replaces: first.id,
      note: 'ten tonnes were weighed late',
    });
    expect(corrected).toMatchObject({ status: 201, body: { quantity: '310', replacedBy: null } });
    const { items } = productionListSchema.parse(await platform.get(`${SITE}/production?measure=output`));
    expect(items.map(({ id, replacedBy }) => [id, replacedBy])).toEqual([
      [first.id, corrected.body.id],
      [corrected.body.id, null],
    ]);
    const { items: history } = await platform.get<{ items: { kind: string; reason: string | null }[] }>(
      `${SITE}/history?kind=production`,
    );
    expect(history.some(({ reason }) => reason === 'ten tonnes were weighed late')).toBe(true);
  });

  it('adds up by month and year, and a year with a gap is a lower bound that names it', async () => {
    for (let n = 2; n <= 12; n += 1)
      if (n !== 7) await send({ from: month(n), to: month(n + 1), quantity: '100' });
    const { rows } = await series('2025', '2026');
    const output = rows.find(({ measure }) => measure === 'output');
    expect(output).toMatchObject({
      total: { value: '1310', complete: false },
      missing: [{ from: '2025-07-01T00:00:00+08:00', to: '2025-08-01T00:00:00+08:00' }],
    });
    expect(output?.months[6]).toMatchObject({ month: '2025-07', value: null, complete: false });
    // A shift, a day and the rest of the month fill the gap.
    await send({ from: '2025-07-01T00:00:00+08:00', to: '2025-07-01T08:00:00+08:00', quantity: '5' });
    await send({ from: '2025-07-01T08:00:00+08:00', to: '2025-07-02', quantity: '5' });
    await send({ from: '2025-07-02', to: '2025-07-31', endsInclusive: true, quantity: '80' });
    const whole = (await series('2025', '2026')).rows.find(({ measure }) => measure === 'output');
    expect(whole).toMatchObject({ total: { value: '1400', complete: true, divided: false }, missing: [] });
  });

  it('is refused where it makes no sense', async () => {
    const field = async (body: object) => (await send(body)).body.errors?.[0]?.field;
    const span = { from: '2023-01', to: '2023-02' };
    expect(await field({ ...span, quantity: '-1' })).toBe('quantity');
    expect(await field({ ...span, quantity: '1', unit: 'kWh' })).toBe('unit');
    expect(await field({ ...span, quantity: '1', product: 'ghost' })).toBe('product');
    expect(await field({ ...span, quantity: '1', measure: 'outputValue', unit: '万元' })).toBe('product');
    expect(await field({ ...span, quantity: '1', evidence: 'evidence:99' })).toBe('evidence');
    expect(await field({ from: '2023-02', to: '2023-01', quantity: '1' })).toBe('to');
  });

  it('is taken back with its reason and counts no more', async () => {
    const { body } = await send({ from: '2024-01', to: '2024-02', quantity: '7' });
    const back = await platform.call('POST', `${SITE}/production/${body.id}/withdraw`, {
      reason: 'wrong year',
    });
    expect(back).toMatchObject({ status: 200, body: { withdrawal: { reason: 'wrong year', by: 'admin' } } });
    expect((await series('2024', '2025')).rows[0]?.total.value).toBeNull();
    expect(
      (await platform.call('POST', `${SITE}/production/${body.id}/withdraw`, { reason: 'x' })).status,
    ).toBe(422);
  });
});

describe('intensities', () => {
  it('are worked out under both conventions, with gap to the levels and trace', async () => {
    await send({
      measure: 'outputValue',
      product: null,
      from: '2025',
      to: '2026',
      quantity: '2000',
      unit: '万元',
    });
    const found = await intensities('2025', '2026');
    expect(found.allocation).toMatchObject({ rule: 'single', unallocated: '0' });
    const [calorific, equivalent] = found.energy;
    // 1 000 MWh × 0.1229 and × 0.2856 tce/MWh
    expect([calorific?.value, equivalent?.value]).toEqual(['122.9', '285.6']);
    const [output] = found.rows;
    // 122 900 kgce ÷ 1 400 t
    expect(Number(output?.energy[0]?.value)).toBeCloseTo(87.785714, 6);
    expect(output?.energy[0]?.unit).toBe('kgce/t');
    expect(output?.energy[0]?.trace?.inputs.map(({ name }) => name)).toEqual(['amount', 'share', 'per']);
    expect(output?.limits).toMatchObject([
      { level: 'level1', met: false },
      { level: 'level2', met: false },
    ]);
    expect(Number(output?.limits[0]?.gap)).toBeCloseTo(67.785714, 6);
    const value = found.rows.find(({ measure }) => measure === 'outputValue');
    // 122 900 kgce ÷ 2 000 万元
    expect(value?.energy[0]).toMatchObject({ value: '61.45', unit: 'kgce/10^4CNY' });
    expect(Number(value?.emissions.value)).toBeGreaterThan(0);
    const added = found.rows.find(({ measure }) => measure === 'valueAdded');
    expect(added?.energy[0]).toMatchObject({ value: null });
    expect(added?.energy[0]?.reason?.zh).toContain('未录入');
  });

  it('are missing with the reason where output is 0 or lacks', async () => {
    await platform.put(`${SITE}/products/scrap`, { name: 'scrap', unit: 't' });
    const lacking = await intensities('2025', '2026');
    expect(lacking.allocation.rule).toBeNull();
    expect(lacking.rows.find(({ product }) => product === 'scrap')?.energy[0]?.reason?.en).toContain(
      'not recorded',
    );
    await send({ product: 'scrap', from: '2025', to: '2026', quantity: '0' });
    const { allocation, rows } = await intensities('2025', '2026');
    expect(allocation.rule).toBe('output');
    const scrap = rows.find(({ product }) => product === 'scrap');
    expect(scrap?.energy[0]?.value).toBeNull();
    expect(scrap?.energy[0]?.reason?.en).toContain('divisor is 0');
    expect(rows.find(({ product }) => product === 'forging')?.share).toBe('1');
  });

  it('share energy out by what the products record, and show what is of nobody', async () => {
    const share = (value: string) => ({ energyShare: { value, source: 'sub-meters' } });
    await platform.put(`${SITE}/products/forging`, { ...FORGING, ...share('0.7') });
    await platform.put(`${SITE}/products/scrap`, { name: 'scrap', unit: 't', ...share('0.1') });
    const { allocation, rows } = await intensities('2025', '2026');
    expect(allocation).toMatchObject({ rule: 'share', unallocated: '0.2' });
    expect(Number(rows.find(({ product }) => product === 'forging')?.energy[0]?.value)).toBeCloseTo(61.45, 6);
  });
});

describe('scores', () => {
  const score = async (): Promise<SiteScore> =>
    platform.get<SiteScore>(`${SITE}/scores/green-factory?year=2025&scheme=std_c1_example`);
  const input = async (name: string) => (await score()).inputs.find((each) => each.name === name);

  it('take recorded production, and what a person told before it', async () => {
    expect(await input('outputValue')).toMatchObject({ from: 'measured', value: '2000' });
    expect(await input('landArea')).toMatchObject({ from: 'missing' });
    await send({
      measure: 'landArea',
      product: null,
      from: '2025',
      to: '2026',
      quantity: '5000',
      unit: 'm2',
    });
    expect(await input('landArea')).toMatchObject({ from: 'measured', value: '5000' });
    await platform.put(`${SITE}/scores/inputs/std_c1_example/2025/outputValue`, {
      value: '1999',
      unit: '10^4CNY',
    });
    expect(await input('outputValue')).toMatchObject({
      from: 'entered',
      value: '1999',
      measured: { value: '2000' },
    });
  });

  it('score unit energy by product where both levels of a limit standard are recorded', async () => {
    const level = (name: string, value: string) => ({
      level: name,
      value,
      unit: 'kgce/t',
      standard: 'GB 00000-2024 (test)',
      source: 'entered by the test',
    });
    await platform.put(`${SITE}/products/forging`, {
      ...FORGING,
      energyShare: { value: '0.7', source: 'sub-meters' },
      limits: [level('level1', '60'), level('level2', '70')],
    });
    const { evaluation, inputs } = await score();
    const named = inputs.filter(({ name }) => name.includes('.forging.'));
    expect(named.map(({ name, from }) => [name.split('.').at(-1), from])).toEqual([
      ['energy', 'measured'],
      ['output', 'measured'],
      ['leading', 'measured'],
      ['baseline', 'measured'],
    ]);
    const indicator = evaluation.indicators.find(({ products }) => (products ?? []).length > 0);
    // (70 − 61.45) ÷ (70 − 60)
    expect(Number(indicator?.products?.[0]?.share)).toBeCloseTo(0.855, 6);
  });
});

describe('output counted over MQTT', () => {
  it('comes from the counter from its beginning on; a second value is refused with both named', async () => {
    await platform.put(`${SITE}/meters/line`, {
      name: 'Counter of the line',
      carrier: 'product',
      registers: [{ code: 'count', kind: 'counter', unit: 'piece' }],
    });
    await platform.put(`${SITE}/products/gear`, {
      name: 'gear',
      unit: 'piece',
      counter: { meter: 'line', register: 'count', from: '2026-03-01' },
    });
    const client = await platform.meter('works', 'line');
    await publish(client, 'works', 'line', [
      { ts: '2026-03-01T00:00:00+08:00', values: { count: 100 } },
      { ts: '2026-03-31T23:45:00+08:00', values: { count: 940 } },
      { ts: '2026-04-01T00:00:00+08:00', values: { count: 1000 } },
    ]);
    await client.endAsync();
    await expect
      .poll(async () => {
        const gear = (await series('2026-03', '2026-04')).rows.find(({ product }) => product === 'gear');
        return [gear?.metered, Number(gear?.total.value)];
      })
      .toEqual([true, 900]);
    const second = await send({
      product: 'gear',
      from: '2026-03',
      to: '2026-04',
      quantity: '880',
      unit: 'piece',
    });
    expect(second).toMatchObject({ status: 422, body: { type: '/problems/overlapping-production' } });
    expect(second.body.detail).toMatch(/900 piece.*880 piece/);
    // Before the counter, by hand.
    expect(
      (await send({ product: 'gear', from: '2026-02', to: '2026-03', quantity: '700', unit: 'piece' }))
        .status,
    ).toBe(201);
    const back = await platform.call<Problem>('PUT', `${SITE}/products/gear`, {
      name: 'gear',
      unit: 'piece',
      counter: { meter: 'line', register: 'count', from: '2026-02-01' },
    });
    expect(back).toMatchObject({ status: 422, body: { type: '/problems/overlapping-production' } });
    expect(back.body.detail).toContain('700 piece');
    const gauge = await platform.call<Problem>('PUT', `${SITE}/products/gear`, {
      name: 'gear',
      unit: 'piece',
      counter: { meter: 'line', register: 'speed', from: '2026-03-01' },
    });
    expect(gauge.body.errors?.[0]?.field).toBe('counter.register');
  });
});
