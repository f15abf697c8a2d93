import {
  bridgeSchema,
  inventoryMatrixSchema,
  inventorySchema,
  methodListSchema,
  partListSchema,
  type Bridge,
  type Inventory,
  type InventoryMatrix,
} from '@zerofab/contracts';
import { recompute } from '@zerofab/accounting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const YEAR = 'from=2025-01-01&to=2026-01-01';
const site = (body: object) => platform.put('/sites/lime', body);
const source = (code: string, body: object) =>
  platform.put(`/sites/lime/sources/${code}`, { name: code, ...body });
const manual = (unit: string) => ({ kind: 'manual', unit });
const record = (code: string, quantity: string, unit: string, more: object = {}) =>
  platform.post('/sites/lime/activity-data', {
    source: code,
    from: '2025',
    to: '2026',
    quantity,
    unit,
    evidence: `ledger of ${code}`,
    ...more,
  });
const problemOf = async (path: string, body: object | undefined, method = 'PUT') => {
  const answer = await platform.call<{ detail: string; errors?: { field: string }[] }>(
    method,
    `/sites/lime${path}`,
    body,
  );
  return { status: answer.status, detail: answer.body.detail, field: answer.body.errors?.[0]?.field };
};

/**
 * A lime works accounts for 2025. By hand:
 * gas 100 × 389.31 × 0.0153 × 0.99 × 44/12 = 2162.188809 · limestone 5000 × 0.440 = 2200 · SF6 0.02 × 23 500 = 470
 * (AR5; 504 with AR6) · CO2 delivered 10 × 0.99 × 19.7 = 195.03 · electricity 12 000 × 0.5306 = 6367.2, 1000 of it
 * passed on = 530.6 · wood 100 × 1.5 = 150 biogenic · haulage 1 000 000 × 0.1 kg = 100 other indirect.
 * Direct 2162.188809 + 2200 + 470 − 195.03 = 4637.158809; energy-indirect 5836.6; total 10 473.758809.
 */
beforeAll(async () => {
  await platform.start();
  await site({ name: 'Lime works', timezone: 'Asia/Shanghai', gridRegion: 'CN', industry: 'lime' });
  await source('power', { category: 'ELEC_IN', activity: manual('MWh') });
  await source('passed-on', {
    category: 'ELEC_OUT',
    activity: manual('MWh'),
    factor: { kind: 'grid' },
  });
  await source('kiln', {
    category: 'FUEL_S',
    activity: manual('10^4Nm3'),
    factor: { kind: 'fuel', fuel: 'natural-gas' },
    facility: 'kiln 1',
  });
  await source('limestone', {
    category: 'PROC',
    activity: manual('t'),
    factor: { kind: 'library', id: 'process-carbonate-caco3-gbt' },
  });
  await source('switchgear', { category: 'FUG', activity: manual('kg'), gas: 'SF6', system: 'auxiliary' });
  await source('co2-sold', {
    category: 'RECOV',
    activity: manual('10^4Nm3'),
    calculation: {
      formulas: [{ id: 'recovery-co2-gas' }],
      inputs: {
        volumeFraction: { kind: 'value', value: '0.99', unit: 'fraction', source: 'delivery analyses 2025' },
      },
    },
  });
  await source('wood', {
    category: 'BIO',
    activity: manual('t'),
    factor: { kind: 'site', value: '1.5', unit: 'tCO2/t', source: 'supplier' },
  });
  await source('haulage', {
    category: 'OI_TRANS',
    activity: manual('t·km'),
    factor: { kind: 'site', value: '0.1', unit: 'kgCO2e/t·km', source: 'haulier' },
  });
  await source('canteen', {
    category: 'FUEL_S',
    activity: manual('10^4Nm3'),
    factor: { kind: 'fuel', fuel: 'natural-gas' },
    included: false,
    reason: 'living quarters, outside the boundary',
    system: 'ancillary',
  });
  await record('power', '12000', 'MWh');
  await record('passed-on', '1000000', 'kWh');
  await record('kiln', '100', '10^4Nm3');
  await record('limestone', '5000', 't');
  await record('switchgear', '20', 'kg');
  await record('co2-sold', '10', '10^4Nm3');
  await record('wood', '100', 't');
  await record('haulage', '1000000', 't·km');
  await record('canteen', '3', '10^4Nm3');
});
afterAll(async () => {
  await platform.destroy();
});

describe('the verifier reads the inventory of a year', () => {
  it('finds every class where GB/T 32150-2025 puts it, to the digit', async () => {
    const inventory = await platform.get<Inventory>(`/sites/lime/inventory?${YEAR}`);
    expect(inventorySchema.safeParse(inventory).error).toBeUndefined();
    expect(inventory.exact).toEqual({ direct: '4637.158809', indirect: '5836.6', total: '10473.758809' });
    expect(inventory).toMatchObject({
      biogenicTco2: 150,
      otherIndirectTco2e: 100,
      complete: true,
      excluded: [{ code: 'canteen', reason: 'living quarters, outside the boundary' }],
    });
    expect(inventory.sources.find(({ code }) => code === 'switchgear')).toMatchObject({
      system: 'auxiliary',
      gases: [{ gas: 'SF6', gwp: 23_500, exactTonnes: '0.02', exactTco2e: '470', counted: true }],
      factors: [{ role: 'gwp', id: 'gwp-sf6-ar5' }],
    });
    expect(inventory.gases).toEqual([
      { gas: 'CO2', tonnes: 10_003.758809, tco2e: 10_003.758809 },
      { gas: 'SF6', tonnes: 0.02, tco2e: 470 },
    ]);
  });

  it('recomputes every figure from its exported trace', async () => {
    const inventory = await platform.get<Inventory>(`/sites/lime/inventory?${YEAR}`);
    for (const { code, trace, exact } of inventory.sources) {
      if (trace === null) throw new Error(`${code} has no trace`);
      expect([code, recompute(trace)]).toEqual([
        code,
        { value: exact, unit: trace.result.unit, mismatches: [] },
      ]);
    }
  });

  it('is warned that the edition was not in force in 2025', async () => {
    const { warnings } = await platform.get<Inventory>(`/sites/lime/inventory?${YEAR}`);
    expect(warnings?.[0]?.en).toContain('in force from 2026-07-01');
    const mixed = await platform.get<Inventory>('/sites/lime/inventory?from=2026-01-01&to=2027-01-01');
    expect(mixed.warnings?.[0]?.en).toContain('partly before');
  });
});

describe('methods side by side over the same activity data', () => {
  const total = async (method: string) =>
    platform.get<Inventory>(`/sites/lime/inventory?${YEAR}&method=${encodeURIComponent(method)}`);

  it('lists the methods with every property, and the sector parts', async () => {
    const methods = methodListSchema.parse(await platform.get('/accounting/methods'));
    expect(methods.items.map(({ id }) => id)).toEqual([
      'GB/T 32150-2025',
      'GB/T 32150-2015',
      'ETS sector rule',
      'ISO 14064-1:2018',
      'GHG Protocol (location-based)',
      'GHG Protocol (market-based)',
      'CO2-only zero-carbon boundary',
    ]);
    const parts = partListSchema.parse(await platform.get('/accounting/parts'));
    expect(parts.items.map(({ id }) => id)).toContain('gbt32150-2025');
  });

  it('ETS: direct only, no SF6, nothing subtracted: 2162.188809 + 2200', async () => {
    const ets = await total('ETS sector rule');
    expect(ets.exact.total).toBe('4362.188809');
    expect(ets.excluded?.map(({ code }) => code)).toContain('switchgear');
  });

  it('2015: SF6 with SAR, 0.02 × 23 900 = 478', async () => {
    const old = await total('GB/T 32150-2015');
    expect(old.sources.find(({ code }) => code === 'switchgear')?.exact).toBe('478');
  });

  it('ISO 14064-1: other indirect belongs to the total, exports are shown and not deducted', async () => {
    const iso = await total('ISO 14064-1:2018');
    expect(iso.lines?.find(({ line }) => line.en.startsWith('Category 3'))).toMatchObject({ tco2e: 100 });
    expect(iso.lines?.find(({ scope }) => scope === 'memo')?.sources).toBeDefined();
    expect(iso.otherIndirectTco2e).toBe(100);
    expect(iso.totalTco2e).toBeGreaterThan(10_473 + 530.6 + 195 + 100);
  });

  it('explains each difference line by line: the steps add up to the digit', async () => {
    const ids = ['GB/T 32150-2015', 'ETS sector rule', 'GHG Protocol (market-based)', 'ISO 14064-1:2018'];
    for (const id of ids) {
      const bridge = await platform.get<Bridge>(
        `/sites/lime/inventory/bridge?${YEAR}&from_method=${encodeURIComponent('GB/T 32150-2025')}&to_method=${encodeURIComponent(id)}`,
      );
      bridgeSchema.parse(bridge);
      const sum = bridge.steps.reduce((all, { deltaTco2e }) => all + Number(deltaTco2e), 0);
      expect(sum).toBeCloseTo(Number(bridge.toTco2e) - Number(bridge.fromTco2e), 9);
      expect(bridge.toTco2e).toBe((await total(id)).exact.total);
    }
  });

  it('names what a step changes: SF6 by the GWP set, exports and recovery by the classes', async () => {
    const bridge = await platform.get<Bridge>(
      `/sites/lime/inventory/bridge?${YEAR}&from_method=${encodeURIComponent('GB/T 32150-2025')}&to_method=${encodeURIComponent('GHG Protocol (location-based)')}`,
    );
    const step = (property: string) => bridge.steps.find((candidate) => candidate.property === property);
    // 38.931 TJ of gas: 0.038931 t CH4 × 28 + 0.0038931 t N2O × 265 (AR5)
    expect(step('combustionCh4N2o')?.lines.map(({ code }) => code)).toEqual(['kiln']);
    expect(Number(step('combustionCh4N2o')?.deltaTco2e)).toBeCloseTo(2.1217395, 9);
    const gwp = step('gwpSet')?.lines.find(({ code }) => code === 'switchgear');
    expect(gwp).toMatchObject({ before: '470', after: '486' });
    expect(step('classes')?.lines.map(({ code, deltaTco2e }) => [code, Number(deltaTco2e)])).toEqual([
      ['co2-sold', 195.03],
      ['passed-on', 530.6],
    ]);
  });

  it('shows every source by month, each month worked out by itself', async () => {
    const matrix = await platform.get<InventoryMatrix>(`/sites/lime/inventory/matrix?${YEAR}`);
    inventoryMatrixSchema.parse(matrix);
    expect(matrix.months).toHaveLength(12);
    const kiln = matrix.rows.find(({ code }) => code === 'kiln');
    expect(kiln?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeCloseTo(2162.188809, 6);
    expect(matrix.totals.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeCloseTo(10_473.758809, 6);
  });

  it('refuses a method it does not know and lists those it does', async () => {
    const problem = await problemOf(`/inventory?${YEAR}&method=magic`, undefined, 'GET');
    expect(problem).toMatchObject({ status: 422, field: 'method' });
    expect(problem.detail).toContain('ISO 14064-1:2018');
  });
});

describe('the energy manager enters what a balance needs', () => {
  it('measures use between stock counts, and says when a balance is below zero', async () => {
    await source('coal', {
      category: 'FUEL_S',
      activity: { kind: 'stock', unit: 't' },
      factor: { kind: 'fuel', fuel: 'bituminous-coal' },
    });
    const at = (stream: string, from: string, to: string, quantity: string) =>
      record('coal', quantity, 't', { stream, from, to });
    await at('stock', '2024-01-01', '2024-01-02', '120');
    await at('purchased', '2024-01-01', '2024-02-01', '300');
    await at('sold', '2024-01-10', '2024-01-11', '10');
    await at('stock', '2024-02-01', '2024-02-02', '80');
    const january = await platform.get<Inventory>('/sites/lime/inventory?from=2024-01-01&to=2024-02-01');
    expect(january.sources.find(({ code }) => code === 'coal')?.activity).toMatchObject({
      kind: 'stock',
      exact: '330',
      records: expect.arrayContaining([expect.objectContaining({ stream: 'sold' })]) as unknown,
    });
    await at('stock', '2024-03-01', '2024-03-02', '95');
    const february = await platform.get<Inventory>('/sites/lime/inventory?from=2024-02-01&to=2024-03-01');
    const coal = february.sources.find(({ code }) => code === 'coal');
    expect(coal).toMatchObject({ status: 'missing', tco2e: null });
    expect(coal?.reason?.en).toContain('below zero');
  });

  it('keeps flows of a carbon balance as streams of one source', async () => {
    await source('furnace', {
      category: 'PROC',
      activity: manual('t'),
      calculation: {
        formulas: [{ id: 'carbon-balance' }],
        inputs: {
          'inflow.coke.amount': manual('t'),
          'inflow.coke.carbonContent': { kind: 'value', value: '0.8', unit: 'tC/t', source: 'lab 12' },
          'outflow.iron.amount': { kind: 'activity' },
          'outflow.iron.carbonContent': { kind: 'value', value: '0.05', unit: 'tC/t', source: 'lab 13' },
        },
      },
    });
    const span = { from: '2023-06', to: '2023-07' };
    await record('furnace', '60', 't', span);
    const open = await platform.get<Inventory>('/sites/lime/inventory?from=2023-06-01&to=2023-07-01');
    expect(open.sources.find(({ code }) => code === 'furnace')).toMatchObject({
      status: 'missing',
      reason: { en: expect.stringContaining('inflow.coke.amount') as string },
    });
    await record('furnace', '100', 't', { ...span, stream: 'inflow.coke.amount' });
    const june = await platform.get<Inventory>('/sites/lime/inventory?from=2023-06-01&to=2023-07-01');
    // (100 × 0.8 − 60 × 0.05) × 44/12
    expect(june.sources.find(({ code }) => code === 'furnace')?.tco2e).toBeCloseTo((77 * 44) / 12, 9);
    expect(
      await problemOf(
        '/activity-data',
        { source: 'furnace', stream: 'outflow.slag.amount', ...span, quantity: 1, unit: 't' },
        'POST',
      ),
    ).toMatchObject({
      status: 422,
      field: 'stream',
      detail: expect.stringContaining('inflow.coke.amount') as string,
    });
  });

  it('leases a unit out from a day on: it counts until then', async () => {
    await source('annex', {
      category: 'FUEL_S',
      activity: manual('10^4Nm3'),
      factor: { kind: 'fuel', fuel: 'natural-gas' },
      validTo: '2022-07-01',
    });
    await record('annex', '365', '10^4Nm3', { from: '2022', to: '2023' });
    const inventory = await platform.get<Inventory>('/sites/lime/inventory?from=2022-01-01&to=2023-01-01');
    // 181 of 365 days
    expect(inventory.sources.find(({ code }) => code === 'annex')?.activity.exact).toBe('181');
  });

  it('tells what was believed on a day, and what is known today', async () => {
    await source('gate', {
      category: 'PROC',
      activity: manual('t'),
      factor: { kind: 'library', id: 'process-carbonate-caco3-gbt' },
    });
    const span = { from: '2021', to: '2022' };
    const first = await record('gate', '100', 't', span);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const believed = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await record('gate', '120', 't', { ...span, replaces: first['id'] });
    const gate = async (query: string) =>
      (
        await platform.get<Inventory>(`/sites/lime/inventory?from=2021-01-01&to=2022-01-01${query}`)
      ).sources.find(({ code }) => code === 'gate')?.exact;
    expect(await gate('')).toBe('52.8');
    expect(await gate(`&knownAt=${encodeURIComponent(believed)}`)).toBe('44');
  });
});
