import ExcelJS from 'exceljs';
import { createParser } from 'eventsource-parser';
import {
  inventorySchema,
  overviewSchema,
  type Consumption,
  type EmissionsSeries,
  type Inventory,
  type LiveEvent,
} from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '@zerofab/vocabulary';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const DAY = 24 * 3_600_000;
const start = Date.parse('2026-03-01T00:00:00+08:00');

/** Three days of quarter hours: a counter that rises by `step` raw units each. */
const counter = (code: string, step: number, first = 0) =>
  Array.from({ length: 3 * 96 + 1 }, (_, i) => ({
    ts: start + (i * DAY) / 96,
    values: { [code]: Number((first + i * step).toFixed(4)) },
  }));

beforeAll(async () => {
  await platform.start();
});
afterAll(async () => {
  await platform.destroy();
});

/**
 * The energy manager sets a factory up, its meters publish three days, and the auditor checks the figure:
 * electricity 288 × 0.5 × 80 = 11 520 kWh × 0.5306 = 6.112512 t; gas 288 × 2 = 576 Nm3; heat 288 × 0.05 = 14.4 GJ ×
 * 0.11 = 1.584 t; diesel 0.62 t of a 31-day month, of which three days count.
 */
describe('from a meter to an auditable figure', () => {
  beforeAll(async () => {
    await platform.put('/sites/works', {
      name: { zh: '一厂', en: 'Works' },
      timezone: 'Asia/Shanghai',
      gridRegion: 'CN',
      industry: 'machinery',
    });
    const counterOf = (code: string, unit: string, more = {}) => ({
      code,
      kind: 'counter',
      unit,
      interval: 'PT15M',
      ...more,
    });
    await platform.put('/sites/works/meters/incomer', {
      name: 'Main incomer',
      carrier: 'electricity',
      registers: [
        counterOf('active_energy', 'kWh', { multiplier: 80, rollover: 10_000 }),
        { code: 'active_power', kind: 'gauge', unit: 'kW' },
      ],
    });
    await platform.put('/sites/works/meters/gas', {
      name: 'Gas',
      carrier: 'natural_gas',
      registers: [counterOf('volume', 'Nm3')],
    });
    await platform.put('/sites/works/meters/heat', {
      name: 'Heat',
      carrier: 'heat',
      registers: [counterOf('heat', 'GJ')],
    });
    const meters = {
      incomer: counter('active_energy', 0.5, 9990),
      gas: counter('volume', 2),
      heat: counter('heat', 0.05),
    };
    const wrapped = meters.incomer.map(({ ts, values }) => ({
      ts,
      values: { active_energy: (values['active_energy'] ?? 0) % 10_000 },
    }));
    for (const [meter, readings] of Object.entries({ ...meters, incomer: wrapped })) {
      const client = await platform.meter('works', meter);
      for (let i = 0; i < readings.length; i += 97)
        await publish(client, 'works', meter, readings.slice(i, i + 97));
      await client.endAsync();
    }
    const bind = (meter: string, register: string) => ({ kind: 'meters', registers: [{ meter, register }] });
    await platform.put('/sites/works/sources/electricity', {
      name: 'Electricity',
      category: 'purchasedElectricity',
      activity: bind('incomer', 'active_energy'),
    });
    await platform.put('/sites/works/sources/furnace', {
      name: 'Furnace',
      category: 'stationaryCombustion',
      activity: bind('gas', 'volume'),
      factor: { kind: 'fuel', fuel: 'natural-gas' },
    });
    await platform.put('/sites/works/sources/steam', {
      name: 'Steam',
      category: 'purchasedHeat',
      activity: bind('heat', 'heat'),
    });
    await platform.put('/sites/works/sources/forklifts', {
      name: 'Forklifts',
      category: 'mobileCombustion',
      activity: { kind: 'manual', unit: 't' },
      factor: { kind: 'fuel', fuel: 'diesel' },
    });
    await platform.post('/sites/works/activity-data', {
      source: 'forklifts',
      from: '2026-03',
      to: '2026-04',
      quantity: '620',
      unit: 'kg',
      evidence: 'ledger 3',
    });
  });

  it('shows consumption by quarter hour, hour, day and month, over a wrap of the counter', async () => {
    for (const [bucket, count] of [
      ['15m', 288],
      ['hour', 72],
      ['day', 3],
      ['month', 1],
    ] as const) {
      const consumption = await platform.get<Consumption>(
        `/sites/works/consumption?meter=incomer&from=2026-03-01&to=2026-03-04&bucket=${bucket}`,
      );
      expect(consumption).toMatchObject({
        unit: 'kWh',
        total: 11_520,
        coverage: 1,
        quality: 'measured',
        settled: true,
      });
      expect(consumption.buckets).toHaveLength(count);
      expect(consumption.buckets.reduce((total, { value }) => total + (value ?? 0), 0)).toBeCloseTo(
        11_520,
        6,
      );
      expect(consumption.buckets[0]?.start).toBe('2026-03-01T00:00:00+08:00');
    }
  });

  it('gives the inventory with each source, its factor and its trace down to register and readings', async () => {
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2026-03-01&to=2026-03-04');
    expect(() => inventorySchema.parse(inventory)).not.toThrow();
    const source = (code: string) => inventory.sources.find((line) => line.code === code);
    expect(source('electricity')).toMatchObject({ exact: '6.112512', status: 'ok' });
    expect(source('electricity')?.factors[0]).toMatchObject({
      id: 'elec-cn-2023-average',
      value: '0.5306',
      unit: 'kgCO2/kWh',
      year: '2023',
    });
    expect(source('steam')).toMatchObject({ exact: '1.584' });
    expect(source('furnace')?.tco2e).toBeCloseTo(((0.0576 * 389.31 * 0.0153 * 0.99) / 12) * 44, 9);
    expect(source('forklifts')?.tco2e).toBeCloseTo((((0.62 * 3) / 31) * 42.652 * 0.0202 * 0.98 * 44) / 12, 9);
    expect(source('electricity')?.activity.registers[0]).toMatchObject({
      meter: 'incomer',
      register: 'active_energy',
      multiplier: 80,
      wraps: 1,
      readings: 288,
    });
    const { direct, indirect } = inventory.exact;
    expect(Number(direct) + Number(indirect)).toBeCloseTo(inventory.totalTco2e ?? 0, 12);
    expect(inventory).toMatchObject({ complete: true, settled: true, biogenicTco2: 0 });
  });

  it('gives the same digits when a shown calculation is worked out again', async () => {
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2026-03-01&to=2026-03-04');
    for (const { trace } of inventory.sources.flatMap((line) => line.parts)) {
      const inputs = Object.fromEntries(
        trace.inputs
          .filter(({ origin }) => origin !== 'constant')
          .map(({ name, value, unit }) => [name, { value, unit }]),
      );
      const again = await platform.call<{ exact: string; trace: Trace }>('POST', '/accounting/calculate', {
        formula: trace.formula.id,
        inputs,
      });
      expect(again.status).toBe(200);
      expect(again.body.exact).toBe(trace.result.value);
    }
  });

  it('sums the series to the inventory', async () => {
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2026-03-01&to=2026-03-04');
    for (const bucket of ['hour', 'day', 'month']) {
      const series = await platform.get<EmissionsSeries>(
        `/sites/works/emissions-series?from=2026-03-01&to=2026-03-04&bucket=${bucket}`,
      );
      const total = series.buckets.reduce(
        (sum, part) => sum + (part.directTco2e ?? 0) + (part.indirectTco2e ?? 0),
        0,
      );
      expect(total).toBeCloseTo(inventory.totalTco2e ?? 0, 6);
      const gases = series.buckets.flatMap((part) => part.gases ?? []);
      const byGas = gases.reduce((sum, { tco2e }) => sum + tco2e, 0);
      // A year of hours does without them.
      expect(byGas).toBeCloseTo(bucket === 'hour' ? 0 : (inventory.totalTco2e ?? 0), 6);
    }
  });

  it('lets the auditor download a workbook whose formulas stand for the inventory total, in both languages', async () => {
    const year = await platform.get<Inventory>('/sites/works/inventory?from=2026&to=2027');
    for (const lang of ['zh', 'en']) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(
        (await platform.bytes(`/sites/works/reports/inventory.xlsx?year=2026&lang=${lang}`))
          .buffer as ArrayBuffer,
      );
      const results: number[] = [];
      let formulas = 0;
      workbook.eachSheet((sheet) => {
        sheet.eachRow((row) => {
          row.eachCell((cell) => {
            if (cell.formula !== undefined && cell.formula !== '') {
              formulas += 1;
              if (typeof cell.result === 'number') results.push(cell.result);
            }
          });
        });
      });
      expect(workbook.worksheets.length).toBeGreaterThanOrEqual(6);
      expect(formulas).toBeGreaterThan(10);
      expect(results.some((value) => Math.abs(value - (year.totalTco2e ?? 0)) < 1e-9)).toBe(true);
    }
    for (const lang of ['zh', 'en']) {
      const report = await platform.get<{ schema: string; inventory: Inventory }>(
        `/sites/works/reports/inventory.json?year=2026&lang=${lang}`,
      );
      expect(report.schema).toBe('zerofab.inventory-report');
      expect(report.inventory.exact).toEqual(year.exact);
    }
  });

  it('reports a year under the edition in force at its end, or the named method, which the file name says', async () => {
    const report = async (query: string) => {
      const answer = await platform.fetch(`/sites/works/reports/inventory.json?${query}`);
      const { inventory } = (await answer.json()) as { inventory: Inventory };
      return [inventory.method.id, answer.headers.get('content-disposition')];
    };
    expect(await report('year=2025')).toEqual([
      'GB/T 32150-2015',
      'attachment; filename="zerofab-inventory-works-2025-GB-T-32150-2015.json"',
    ]);
    expect((await report('year=2026'))[0]).toBe('GB/T 32150-2025');
    expect(await report('year=2026&method=ISO%2014064-1%3A2018')).toEqual([
      'ISO 14064-1:2018',
      'attachment; filename="zerofab-inventory-works-2026-ISO-14064-1-2018.json"',
    ]);
    const unknown = await platform.fetch('/sites/works/reports/inventory.json?year=2026&method=mine');
    expect(unknown.status).toBe(422);
  });

  /**
   * The last day of 2024 at the factor that was newest when that year's report was due (data of 2022), the first day
   * of 2025 at the next one (data of 2023): 1 000 kWh × 0.5366 + 2 000 kWh × 0.5306 = 0.5366 + 1.0612 = 1.5978 t.
   */
  it('takes the factor of each accounting year where a span runs over the turn of the year', async () => {
    await platform.put('/sites/annex', { name: 'Annex', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
    await platform.put('/sites/annex/meters/main', {
      name: 'Main',
      carrier: 'electricity',
      registers: [{ code: 'day', kind: 'interval', unit: 'MWh', interval: 'P1D' }],
    });
    await platform.put('/sites/annex/sources/electricity', {
      name: 'Electricity',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'main', register: 'day' }] },
    });
    const client = await platform.meter('annex', 'main');
    await publish(client, 'annex', 'main', [
      { ts: '2025-01-02T00:00:00+08:00', values: { day: 2 } },
      { ts: '2024-12-31T16:00:00Z', values: { day: 1 } },
    ]);
    await client.endAsync();
    const path = '/sites/annex/inventory?from=2024-12-31&to=2025-01-02&asOf=2026-06-30';
    const inventory = await platform.get<Inventory>(path);
    expect(inventory).toMatchObject({ complete: true, exact: { total: '1.5978' } });
    expect(
      inventory.sources[0]?.parts.map(({ activity, factors, tco2e }) => [
        activity,
        factors[0]?.id,
        factors[0]?.choice.rule,
        tco2e,
      ]),
    ).toEqual([
      ['1', 'elec-cn-2022-average', 'latest-at-report-due', '0.5366'],
      ['2', 'elec-cn-2023-average', 'latest-at-report-due', '1.0612'],
    ]);
    // Before the newer factor was published the older one served both.
    const early = await platform.get<Inventory>(path.replace('2026-06-30', '2025-06-30'));
    expect(early.exact.total).toBe('1.6098');
  });

  it('corrects manual activity data by a new record and refuses to count a span twice', async () => {
    const again = { source: 'forklifts', from: '2026-03-10', to: '2026-03-12', quantity: 1, unit: 't' };
    const twice = await platform.call('POST', '/sites/works/activity-data', again);
    expect(twice).toMatchObject({ status: 422, body: { type: '/problems/overlapping-activity-data' } });
    const { items } = await platform.get<{ items: { id: string }[] }>('/sites/works/activity-data');
    const correction = await platform.call('POST', '/sites/works/activity-data', {
      source: 'forklifts',
      from: '2026-03',
      to: '2026-04',
      quantity: '0.62',
      unit: 't',
      replaces: items[0]?.id,
    });
    expect(correction.status).toBe(201);
    const inventory = await platform.get<Inventory>('/sites/works/inventory?from=2026-03&to=2026-04');
    expect(inventory.sources.find((line) => line.code === 'forklifts')?.activity).toMatchObject({
      exact: '0.62',
      quality: 'manual',
    });
  });

  it('shows what the overview needs, and live events while a meter publishes', async () => {
    const overview = await platform.get('/sites/works/overview');
    expect(() => overviewSchema.parse(overview)).not.toThrow();
    const response = await fetch(`${platform.url}/api/v1/sites/works/live`, {
      headers: { authorization: platform.bearer },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const client = await platform.meter('works', 'incomer');
    await publish(client, 'works', 'incomer', { ts: Date.now(), values: { active_power: 321 } });
    const events: LiveEvent[] = [];
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'live') events.push(JSON.parse(data) as LiveEvent);
      },
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    while (!events.some(({ power }) => power.gridKw === 321)) {
      const { value, done } = await reader.read();
      if (done) break;
      parser.feed(decoder.decode(value, { stream: true }));
    }
    await reader.cancel();
    await client.endAsync();
    expect(events.at(-1)?.power).toMatchObject({ gridKw: 321, loadKw: 321 });
  });
});
