import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { putMeterSchema } from '@zerofab/contracts';
import { openDatabase, readEnvironment, type Database } from '@zerofab/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConsumptionQuery,
  GapStore,
  IngestPipeline,
  RollupService,
  SiteStore,
  TelemetryModule,
  telemetryStoreParts,
} from '../index.js';
import { HourStore } from './hour.store.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUARTER = 900_000;

// Real parts: embedded TimescaleDB with all migrations, the ingest pipeline and the roll-up.
describe('long gaps of a counter', () => {
  let folder: string;
  let database: Database;
  let sites: SiteStore;
  let pipeline: IngestPipeline;
  let rollup: RollupService;
  let query: ConsumptionQuery;
  let gaps: GapStore;
  let hours: HourStore;
  const start = Date.parse('2024-03-01T00:07:00Z');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-spec-'));
    database = await openDatabase(readEnvironment({ DATA_DIR: folder }), telemetryStoreParts);
    const module = await Test.createTestingModule({
      imports: [TelemetryModule.forStore({ dataSource: database.dataSource, retentionYears: 20 })],
    }).compile();
    [sites, pipeline, rollup] = [
      module.get(SiteStore),
      module.get(IngestPipeline),
      module.get(RollupService),
    ];
    [query, gaps, hours] = [module.get(ConsumptionQuery), module.get(GapStore), module.get(HourStore)];
    await sites.writeSite(database.dataSource.manager, 'plant', {
      nameZh: 'Plant',
      nameEn: 'Plant',
      timezone: 'Asia/Shanghai',
      gridRegion: null,
      industry: null,
      address: null,
      organisation: null,
      province: null,
      industryClass: null,
      currency: null,
      demo: false,
    });
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const newMeter = async (code: string): Promise<number> => {
    const site = await sites.requireSite('plant');
    const registers = [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT15M' }];
    await sites.writeMeter(
      database.dataSource.manager,
      site.id,
      code,
      putMeterSchema.parse({ name: code, carrier: 'electricity', registers }),
    );
    return (await sites.requireMeter(site, code)).registers[0]?.id ?? 0;
  };
  const send = async (meter: string, ...readings: [number, number][]): Promise<void> => {
    const payload = Buffer.from(JSON.stringify(readings.map(([ts, e]) => ({ ts, values: { e } }))));
    await pipeline.accept({ topic: `zerofab/v1/plant/${meter}/readings`, payload, login: undefined });
  };
  const settle = async (id: number): Promise<void> => {
    expect(await rollup.settle([id], 20_000)).toBe(true);
  };
  const sums = async (id: number, borders: number[], grain: 'hour' | 'quarter') =>
    (await query.sumBetween([id], borders, grain)).map((sum) => sum.value);
  const rowsOf = async (id: number): Promise<number> => {
    const rows = await database.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM consumption_15m WHERE register_id = $1',
      [id],
    );
    return rows[0]?.n ?? -1;
  };
  /** A week of quarter-hour readings, so that what follows is no begin of a history. */
  const week = async (meter: string): Promise<void> =>
    send(
      meter,
      ...Array.from({ length: 673 }, (_, n): [number, number] => [start - 7 * DAY + n * QUARTER, n]),
    );
  const last = 672;

  it('are one row, and add up to last − first over any span and grain', async () => {
    const id = await newMeter('outage');
    await week('outage');
    await send('outage', [start + 100 * DAY, last + 2400], [start + 100 * DAY + QUARTER, last + 2401]);
    await settle(id);
    expect(await gaps.find([id], 0, start * 2)).toEqual([
      { registerId: id, fromMs: start, toMs: start + 100 * DAY, value: 2400, doubtful: false },
    ]);
    expect(await rowsOf(id)).toBeLessThan(680);
    const at = (ms: number): number => Math.floor(ms / HOUR) * HOUR;
    const borders = [at(start - 8 * DAY), at(start + 3 * DAY), at(start + 50 * DAY), at(start + 101 * DAY)];
    for (const grain of ['hour', 'quarter'] as const) {
      const values = await sums(id, borders, grain);
      expect(values.reduce<number>((total, value) => total + (value ?? 0), 0)).toBeCloseTo(last + 2401, 6);
      expect(values[1]).toBeCloseTo(47 * 24, 6);
    }
    const quarters = await query.rows([id], at(start + 2 * DAY), at(start + 2 * DAY) + HOUR, 'quarter');
    expect(quarters).toHaveLength(4);
    for (const quarter of quarters) {
      expect(quarter).toMatchObject({ covered: 0, quality: 2, readings: 0 });
      expect(quarter.value).toBeCloseTo(0.25, 9);
      expect(quarter.estimated).toBe(quarter.value);
    }
    // The quarter hour that holds the last reading before the gap: half measured, half estimated.
    const [edge] = await query.rows([id], start - 7 * 60_000, start + 8 * 60_000, 'quarter');
    expect(edge?.value).toBeCloseTo(7 / 15 + (8 / 15) * 0.25, 9);
    expect(edge?.covered).toBeCloseTo(7 / 15, 9);
  });

  it('go when late readings fill them, hours below the watermark too', async () => {
    const id = await newMeter('filled');
    await week('filled');
    await send('filled', [start + 80 * DAY, last + 800]);
    await settle(id);
    await hours.advance(Date.parse('2024-09-01T00:00:00Z'));
    await send('filled', [start + 40 * DAY, last + 700], [start + 41 * DAY, last + 701]);
    await settle(id);
    expect(
      (await gaps.find([id], 0, start * 2)).map(({ fromMs, toMs, value }) => [fromMs, toMs, value]),
    ).toEqual([
      [start, start + 40 * DAY, 700],
      [start + 41 * DAY, start + 80 * DAY, 99],
    ]);
    await send('filled', [start + 20 * DAY, last + 600], [start + 60 * DAY, last + 750]);
    await settle(id);
    expect(await gaps.find([id], 0, start * 2)).toEqual([]);
    const whole = [Math.floor((start - 8 * DAY) / HOUR) * HOUR, Math.ceil((start + 81 * DAY) / HOUR) * HOUR];
    expect((await sums(id, whole, 'hour'))[0]).toBeCloseTo(last + 800, 6);
    expect((await sums(id, whole, 'quarter'))[0]).toBeCloseTo(last + 800, 6);
  });

  it('invent nothing before the first good reading, and cost nothing, however far back a clock was', async () => {
    const id = await newMeter('clock');
    const now = Date.parse('2026-11-27T16:00:00Z');
    await send('clock', [now, 50_000], [now + QUARTER, 50_001]);
    await settle(id);
    const began = Date.now();
    await send('clock', [Date.parse('2008-01-01T00:00:00+08:00'), 40_000]);
    await settle(id);
    expect(Date.now() - began).toBeLessThan(2000);
    expect(await rowsOf(id)).toBeLessThan(5);
    const years = [Date.parse('2007-01-01T00:00:00Z'), now, now + HOUR];
    expect(await sums(id, years, 'hour')).toEqual([null, 1]);
    expect(await gaps.find([id], 0, now)).toMatchObject([{ value: 10_000, doubtful: true }]);
    // Half a year back: a lone reading is no begin of a history either; with older ones it is an outage.
    const half = await newMeter('half');
    await send('half', [now, 50_000], [now - 180 * DAY, 40_000], [now - 180 * DAY + QUARTER, 40_000]);
    await settle(half);
    expect(await gaps.find([half], 0, now)).toMatchObject([{ value: 10_000, doubtful: true }]);
    await send('half', [now - 182 * DAY, 39_000]);
    await settle(half);
    expect(await gaps.find([half], 0, now)).toMatchObject([{ value: 10_000, doubtful: false }]);
  });

  it('take over from the quarter hours that earlier versions wrote, without counting twice', async () => {
    const id = await newMeter('old');
    await week('old');
    const end = start + 200 * DAY + 3 * 60_000;
    await send('old', [end, last + 4800], [end + QUARTER, last + 4801]);
    await settle(id);
    // As version 0.1.0 left it: the gap spread over quarter hours, no row for it.
    await database.dataSource.query('DELETE FROM consumption_gap WHERE register_id = $1', [id]);
    const floor = (ms: number): number => Math.floor(ms / QUARTER) * QUARTER;
    const share = (4800 * QUARTER) / (end - start);
    await database.dataSource.query(
      `INSERT INTO consumption_15m (register_id, bucket, value, estimated, coverage, quality, readings)
       SELECT $1, b, $4, $4, 0, 2, 0
       FROM generate_series($2::timestamptz, $3::timestamptz, INTERVAL '15 minutes') b`,
      [id, new Date(floor(start) + QUARTER), new Date(floor(end) - QUARTER), share],
    );
    await database.dataSource.query(
      'UPDATE consumption_15m SET value = coalesce(value, 0) + $3 WHERE register_id = $1 AND bucket = $2',
      [id, new Date(floor(start)), (4800 * 8 * 60_000) / (end - start)],
    );
    await database.dataSource.query(
      'UPDATE consumption_15m SET value = coalesce(value, 0) + $3 WHERE register_id = $1 AND bucket = $2',
      [id, new Date(floor(end)), (4800 * 10 * 60_000) / (end - start)],
    );
    await hours.refresh(floor(start - 8 * DAY), floor(end + DAY));
    const whole = [floor(start - 8 * DAY) - 45 * 60_000, floor(end + 2 * DAY)].map(
      (ms) => Math.floor(ms / HOUR) * HOUR,
    );
    expect((await sums(id, whole, 'hour'))[0]).toBeCloseTo(last + 4801, 6);
    // A reading after the gap touches only the bucket in which the gap ends.
    await send('old', [end + 60_000, last + 4800.2]);
    await settle(id);
    expect(await gaps.find([id], 0, end)).toMatchObject([{ value: 4800 }]);
    expect(await rowsOf(id)).toBeLessThan(690);
    for (const grain of ['hour', 'quarter'] as const)
      expect((await sums(id, whole, grain))[0]).toBeCloseTo(last + 4801, 6);
  });
});
