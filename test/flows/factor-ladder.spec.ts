import type { Inventory } from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

/**
 * Factor choice as a ladder: what the laboratory measured comes first, month by month; where it measured nothing the
 * next rung stands in, and the figure says so; a value that covers half a month never hides behind a default.
 */
const platform = new Platform();
const parameter = (code: string, value: string, unit: string, validFrom: string, validTo: string) =>
  platform.post('/sites/works/parameters', {
    code,
    name: code,
    value,
    unit,
    validFrom,
    validTo,
    source: 'laboratory report',
  });
const source = (code: string, body: object) =>
  platform.call<{ detail: string; errors?: { field: string }[] }>('PUT', `/sites/works/sources/${code}`, {
    name: code,
    ...body,
  });
const inventoryOf = async (code: string, from: string, to: string) => {
  const inventory = await platform.get<Inventory>(`/sites/works/inventory?from=${from}&to=${to}`);
  return inventory.sources.find((line) => line.code === code);
};
const factorOf = (line: Awaited<ReturnType<typeof inventoryOf>>, role: string) =>
  line?.factors.find((factor) => factor.role === role);
const HEAT = [
  { kind: 'parameter', code: 'ef-heat' },
  { kind: 'library', id: 'heat-default-gbt32151-34-2024' },
];

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await source('boiler', {
    category: 'stationaryCombustion',
    activity: { kind: 'manual', unit: 't' },
    factor: { kind: 'fuel', fuel: 'diesel', measured: { netCalorificValue: 'ncv-diesel' } },
  });
  await source('heat', {
    category: 'purchasedHeat',
    activity: { kind: 'manual', unit: 'GJ' },
    factor: { kind: 'ladder', steps: HEAT },
  });
  await source('kiln', {
    category: 'stationaryCombustion',
    activity: { kind: 'manual', unit: 't' },
    calculation: {
      formulas: [{ id: 'fuel-combustion-mass' }],
      inputs: {
        netCalorificValue: {
          kind: 'ladder',
          steps: [
            { kind: 'parameter', code: 'ncv-kiln' },
            { kind: 'factor', id: 'fuel-diesel-ncv-gbt32151-34-2024' },
          ],
        },
        carbonContent: { kind: 'factor', id: 'fuel-diesel-cc-gbt32151-34-2024' },
        oxidationFactor: { kind: 'factor', id: 'fuel-diesel-of-gbt32151-34-2024' },
      },
    },
  });
  for (const [code, unit] of [
    ['boiler', 't'],
    ['heat', 'GJ'],
    ['kiln', 't'],
  ] as const) {
    for (const [from, to] of [
      ['2025-01', '2025-02'],
      ['2025-02', '2025-03'],
      ['2025-03', '2025-04'],
    ] as const) {
      await platform.post('/sites/works/activity-data', {
        source: code,
        from,
        to,
        quantity: '100',
        unit,
        evidence: 'scale',
      });
    }
  }
  await parameter('ncv-diesel', '42.7', 'GJ/t', '2025-01', '2025-02');
  await parameter('ef-heat', '0.09', 'tCO2/GJ', '2025-01', '2025-02');
  // Half of March.
  await parameter('ef-heat', '0.08', 'tCO2/GJ', '2025-03-01', '2025-03-16');
});
afterAll(async () => {
  await platform.destroy();
});

describe('a fuel with a measured calorific value', () => {
  it('takes it in the month it was measured, beside the carbon content of the set', async () => {
    const line = await inventoryOf('boiler', '2025-01', '2025-02');
    // 100 t × 42.7 GJ/t × 0.0202 tC/GJ × 98 % × 44/12
    const [cc, of] = [factorOf(line, 'carbonContent'), factorOf(line, 'oxidationFactor')];
    const expected = (((100 * 42.7 * Number(cc?.value) * Number(of?.value)) / 100) * 44) / 12;
    expect(line?.tco2e).toBeCloseTo(expected, 9);
    expect(factorOf(line, 'netCalorificValue')).toMatchObject({ value: '42.7', choice: { how: 'site' } });
    expect(cc?.id).toBe('fuel-diesel-cc-gbt32151-34-2024');
    expect(recompute(line!.trace!)).toMatchObject({ value: line?.exact });
  });

  it('takes the default of the set in the next month, and says what was missing', async () => {
    const line = await inventoryOf('boiler', '2025-02', '2025-03');
    const ncv = factorOf(line, 'netCalorificValue');
    expect(ncv).toMatchObject({
      id: 'fuel-diesel-ncv-gbt32151-34-2024',
      choice: { how: 'default', rule: 'ladder:fuel-set-default' },
    });
    expect(ncv?.choice.why.en).toContain('site parameter ncv-diesel');
  });

  it('works both months out apart and adds them up', async () => {
    const [january, february, both] = await Promise.all([
      inventoryOf('boiler', '2025-01', '2025-02'),
      inventoryOf('boiler', '2025-02', '2025-03'),
      inventoryOf('boiler', '2025-01', '2025-03'),
    ]);
    expect(both?.tco2e).toBeCloseTo((january?.tco2e ?? 0) + (february?.tco2e ?? 0), 9);
    expect(both?.parts).toHaveLength(2);
  });
});

describe('a ladder', () => {
  it('of factors: 100 GJ × 0.09, then × 0.11 of the standard', async () => {
    expect(await inventoryOf('heat', '2025-01', '2025-02')).toMatchObject({ exact: '9', rung: 'measured' });
    const february = await inventoryOf('heat', '2025-02', '2025-03');
    expect(february).toMatchObject({ exact: '11', rung: 'sector-part' });
    expect(february?.factors[0]?.choice.rule).toBe('ladder:heat-default');
  });

  it('does not step down where a record covers only part of the month', async () => {
    const march = await inventoryOf('heat', '2025-03', '2025-04');
    expect(march).toMatchObject({ status: 'missing', tco2e: null });
    expect(march?.reason?.en).toContain('covers only part');
  });

  it('of an input of a formula works alike', async () => {
    const line = await inventoryOf('kiln', '2025-01', '2025-02');
    expect(factorOf(line, 'netCalorificValue')).toMatchObject({
      id: 'fuel-diesel-ncv-gbt32151-34-2024',
      choice: { rule: 'ladder:library-id' },
    });
    await parameter('ncv-kiln', '43', 'GJ/t', '2025-01', '2025-02');
    expect(factorOf(await inventoryOf('kiln', '2025-01', '2025-02'), 'netCalorificValue')?.value).toBe('43');
  });

  it.each([
    [
      'factor.steps.1',
      {
        category: 'purchasedHeat',
        activity: { kind: 'manual', unit: 'GJ' },
        factor: { kind: 'ladder', steps: [...HEAT].reverse() },
      },
    ],
    [
      'factor.steps.1.kind',
      {
        category: 'purchasedHeat',
        activity: { kind: 'manual', unit: 'GJ' },
        factor: { kind: 'ladder', steps: [HEAT[0], { kind: 'grid' }] },
      },
    ],
    [
      'factor.steps',
      {
        category: 'purchasedHeat',
        activity: { kind: 'manual', unit: 'GJ' },
        factor: { kind: 'ladder', steps: [HEAT[0]] },
      },
    ],
  ])('is refused where it does not lead down: %s', async (field, body) => {
    const { status, body: answer } = await source('bad', body);
    expect(status).toBe(422);
    expect(answer.errors?.[0]?.field).toBe(field);
  });
});
