import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { putMeterSchema } from '@zerofab/contracts';
import { openDatabase, readEnvironment, type Database } from '@zerofab/platform';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ConsumptionQuery,
  IngestPipeline,
  RejectedReader,
  RejectedStore,
  RollupService,
  SiteStore,
  TelemetryModule,
  telemetryStoreParts,
} from './index.js';
import { HourStore } from './rollup/hour.store.js';

// Real parts: embedded TimescaleDB with all migrations, the ingest pipeline and the roll-up.
describe('telemetry on TimescaleDB', () => {
  let folder: string;
  let database: Database;
  let sites: SiteStore;
  let pipeline: IngestPipeline;
  let rollup: RollupService;
  let query: ConsumptionQuery;
  let rejected: RejectedStore;
  let reader: RejectedReader;
  let hours: HourStore;

  const HOUR = 3_600_000;
  const start = Date.parse('2026-03-01T00:00:00Z');
  const iso = (hour: number): string => new Date(start + hour * HOUR).toISOString();

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
    [query, rejected, hours] = [
      module.get(ConsumptionQuery),
      module.get(RejectedStore),
      module.get(HourStore),
    ];
    reader = module.get(RejectedReader);
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
    const registers = [
      { code: 'energy', kind: 'counter', unit: 'kWh', rollover: 1000, interval: 'PT15M' },
      { code: 'power', kind: 'gauge', unit: 'kW' },
    ];
    await sites.writeMeter(
      database.dataSource.manager,
      site.id,
      code,
      putMeterSchema.parse({ name: code, carrier: 'electricity', registers }),
    );
    const meter = await sites.requireMeter(site, code);
    return meter.registers[0]?.id ?? 0;
  };
  const send = async (meter: string, payload: unknown, login?: string): Promise<void> => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(JSON.stringify(payload));
    await pipeline.accept({ topic: `zerofab/v1/plant/${meter}/readings`, payload: bytes, login });
  };
  const total = async (
    registerId: number,
    fromH: number,
    toH: number,
    grain: 'hour' | 'quarter',
  ): Promise<number | null> => {
    const [sum] = await query.sumBetween([registerId], [start + fromH * HOUR, start + toH * HOUR], grain);
    return sum?.value ?? null;
  };

  it('stores every reading once, whatever comes twice, late and out of order, and rolls it up', async () => {
    const id = await newMeter('order');
    const readings = Array.from({ length: 97 }, (_, i) => ({
      ts: iso(i / 4),
      values: { energy: (900 + i * 5) % 1000, power: 20 },
    }));
    await Promise.all(readings.toReversed().map(async (reading) => send('order', reading)));
    await send('order', readings);
    expect(await rollup.settle([id], 10_000)).toBe(true);
    expect(await total(id, 0, 24, 'quarter')).toBeCloseTo(480, 9);
    expect(await total(id, 0, 24, 'hour')).toBeCloseTo(480, 9);
    expect(await query.countWraps(id, new Date(start), new Date(start + 25 * HOUR))).toBe(1);
  });

  it('refreshes hours below the watermark when late readings replace an estimate', async () => {
    const id = await newMeter('late');
    await send('late', [
      { ts: iso(0), values: { energy: 0 } },
      { ts: iso(4), values: { energy: 160 } },
    ]);
    await rollup.settle([id], 10_000);
    await hours.advance(Date.parse('2026-04-01T00:00:00Z'));
    expect(await total(id, 1, 2, 'hour')).toBeCloseTo(40, 9);
    await send(
      'late',
      Array.from({ length: 12 }, (_, i) => ({ ts: iso(1 + i / 4), values: { energy: 100 + i } })),
    );
    expect(await rollup.settle([id], 10_000)).toBe(true);
    expect(await total(id, 1, 2, 'hour')).toBeCloseTo(4, 9);
    expect(await total(id, 0, 4, 'hour')).toBeCloseTo(160, 9);
    expect(await total(id, 0, 4, 'quarter')).toBeCloseTo(160, 9);
  });

  it('rolls up stretches of one register on both sides of a gap in one step', async () => {
    const id = await newMeter('gap');
    const at = (hour: number, energy: number) => ({ ts: iso(hour), values: { energy } });
    await Promise.all([send('gap', [at(0, 0), at(1, 4)]), send('gap', [at(73, 76), at(74, 80)])]);
    expect(await rollup.settle([id], 10_000)).toBe(true);
    expect(await total(id, 0, 74, 'quarter')).toBeCloseTo(80, 9);
    expect(await total(id, 1, 73, 'hour')).toBeCloseTo(72, 9);
  });

  it('keeps the first of two values and records the conflict once', async () => {
    await newMeter('conflict');
    for (const value of [5, 7, 7]) await send('conflict', { ts: iso(0), values: { energy: value } });
    const site = await sites.requireSite('plant');
    const { items, total: count } = await rejected.conflicts(site.id, { limit: 10 });
    expect(count).toBe(1);
    expect(items[0]).toMatchObject({ meter: 'conflict', register: 'energy', kept: 5, refused: 7 });
  });

  it('keeps what cannot be used, whole, with the reason, and stores the good part', async () => {
    const id = await newMeter('bad');
    await send('bad', '{"ts": NaN');
    await send('bad', { ts: iso(1), values: { energy: 'twelve', power: 3 } });
    await send('bad', { ts: iso(1), values: { nothing: 1 } });
    await send('bad', { ts: '1970-01-01T00:00:00Z', values: { energy: 1 } });
    await send('bad', { ts: 4_102_444_800_000, values: { energy: 1 } });
    await send('nobody', { ts: iso(1), values: { energy: 1 } });
    await send('bad', { ts: iso(1), values: { energy: 1 } }, 'plant/order');
    await send('bad', `[${' '.repeat(300 * 1024)}]`);
    const { items } = await rejected.list('plant', { limit: 50 });
    const reasons = items.toReversed().map((item) => item.reason);
    expect(reasons).toEqual([
      'bad-json',
      'bad-value',
      'unknown-register',
      'bad-time',
      'bad-time',
      'unknown-meter',
      'topic-not-allowed',
      'too-large',
    ]);
    expect(items.find((item) => item.reason === 'bad-value')).toMatchObject({ accepted: 1, meter: 'bad' });
    // Over 256 KiB its begin, its size and its hash.
    const large = Buffer.from(`[${' '.repeat(300 * 1024)}]`);
    expect(items[0]).toMatchObject({
      bytes: 300 * 1024 + 2,
      sha256: createHash('sha256').update(large).digest('hex'),
    });
    expect(await rejected.payload('plant', items[0]?.id ?? '')).toEqual(large.subarray(0, 4096));
    expect((await query.latest([id])).size).toBe(0);
  });

  it('keeps a flood of unusable messages in one statement, each whole, beside the good ones', async () => {
    const id = await newMeter('flood');
    const payloads = [
      Buffer.alloc(0),
      Buffer.from([0, 255, 128, 39, 92, 34]),
      Buffer.from('{"ts": "\\ \' , {} 中文'),
      ...Array.from({ length: 997 }, (_, i) => Buffer.from(`bad ${String(i)}`)),
    ];
    const topicOf = (index: number): string =>
      index === 0 ? 'zerofab/v1/plant/flood/"odd", {to\\pic}\0' : 'zerofab/v1/plant/flood/readings';
    const statements = vi.spyOn(database.dataSource, 'query');
    await Promise.all([
      ...payloads.map(async (payload, index) =>
        pipeline.accept({ topic: topicOf(index), payload, login: 'plant/flood' }),
      ),
      send('flood', { ts: iso(1), values: { energy: 1 } }),
    ]);
    const inserts = statements.mock.calls.filter(([sql]) => sql.includes('INSERT INTO rejected_message'));
    statements.mockRestore();
    expect(inserts).toHaveLength(1);
    expect((await query.latest([id])).get(id)?.value).toBe(1);
    const { items } = await rejected.list('plant', { limit: 1000 });
    const inOrder = items.toReversed();
    expect(inOrder.every(({ meter, accepted }) => meter === 'flood' && accepted === 0)).toBe(true);
    expect(inOrder.map(({ bytes }) => bytes)).toEqual(payloads.map(({ byteLength }) => byteLength));
    for (const index of [0, 1, 2, 3, 999])
      expect(await rejected.payload('plant', inOrder[index]?.id ?? '')).toEqual(payloads[index]);
    expect(inOrder[0]).toMatchObject({
      topic: 'zerofab/v1/plant/flood/"odd", {to\\pic}\uFFFD',
      reason: 'unknown-topic',
    });
  });

  it('keeps 2 000 messages of a meter a day, counts the rest, and serves the others meanwhile', async () => {
    const id = await newMeter('noisy');
    await newMeter('quiet');
    const before = await rejected.counts('plant');
    const flood = Promise.all(
      Array.from({ length: 2500 }, async () => send('noisy', '{"ts":', 'plant/noisy')),
    );
    const first = await Promise.race([
      send('quiet', { ts: iso(1), values: { energy: 1 } }, 'plant/quiet').then(() => 'the quiet one'),
      flood.then(() => 'the flood'),
    ]);
    expect(first).toBe('the quiet one');
    await flood;
    const after = await rejected.counts('plant');
    expect(after.total - before.total).toBe(2500);
    expect(after.last24h - before.last24h).toBe(2500);
    expect(after.countedOnly - before.countedOnly).toBe(500);
    expect((await query.latest([id])).size).toBe(0);
    // Another meter has a quota of its own.
    await send('quiet', '{"ts":', 'plant/quiet');
    expect((await rejected.counts('plant')).countedOnly).toBe(after.countedOnly);
  });

  it('reads rejected messages in again: stored once, resolved where no flaw is left', async () => {
    const id = await newMeter('again');
    const ahead = new Date(Date.now() + 5 * HOUR).toISOString();
    await send('again', { ts: iso(1), values: { later: 5 } }, 'plant/again');
    await send('again', { ts: ahead, values: { energy: 5 } }, 'plant/again');
    await send('order', { ts: iso(2), values: { energy: 5 } }, 'plant/again');
    expect(await reader.readAgain('plant', { reason: 'ahead-of-clock', meter: 'again' })).toMatchObject({
      read: 1,
      resolved: 0,
      stored: 0,
      left: 1,
    });
    // The platform's clock was behind, and is set right.
    vi.useFakeTimers({ now: Date.now() + 6 * HOUR, toFake: ['Date'] });
    const total = (await rejected.counts('plant')).total;
    expect(await reader.readAgain('plant', { reason: 'ahead-of-clock', meter: 'again' })).toMatchObject({
      read: 1,
      resolved: 1,
      stored: 1,
      left: 0,
    });
    vi.useRealTimers();
    expect((await query.latest([id])).get(id)?.value).toBe(5);
    expect((await rejected.counts('plant')).total).toBe(total - 1);
    const site = await sites.requireSite('plant');
    const registers = ['energy', 'later'].map((code) => ({ code, kind: 'gauge', unit: 'kW' }));
    await sites.writeMeter(
      database.dataSource.manager,
      site.id,
      'later',
      putMeterSchema.parse({ name: 'l', carrier: 'electricity', registers }),
    );
    await sites.writeMeter(
      database.dataSource.manager,
      site.id,
      'again',
      putMeterSchema.parse({
        name: 'again',
        carrier: 'electricity',
        registers: [
          { code: 'energy', kind: 'counter', unit: 'kWh', rollover: 1000, interval: 'PT15M' },
          { code: 'later', kind: 'gauge', unit: 'kW' },
        ],
      }),
    );
    expect(await reader.readAgain('plant', { reason: 'unknown-register', meter: 'again' })).toMatchObject({
      read: 1,
      resolved: 1,
      stored: 1,
    });
    expect(await reader.readAgain('plant', { reason: 'topic-not-allowed', meter: 'again' })).toMatchObject({
      read: 1,
      resolved: 0,
      stored: 0,
      left: 1,
    });
  });

  it('recomputes the whole history when the multiplier changes', async () => {
    const id = await newMeter('ratio');
    await send('ratio', [
      { ts: iso(0), values: { energy: 0 } },
      { ts: iso(0.25), values: { energy: 2 } },
    ]);
    await rollup.settle([id], 10_000);
    const site = await sites.requireSite('plant');
    const registers = [
      { code: 'energy', kind: 'counter', unit: 'kWh', rollover: 1000, interval: 'PT15M', multiplier: 80 },
    ];
    await sites.writeMeter(
      database.dataSource.manager,
      site.id,
      'ratio',
      putMeterSchema.parse({ name: 'ratio', carrier: 'electricity', registers }),
      { at: new Date(), effectiveFromMs: Date.parse(iso(0)) },
    );
    await rollup.settle([id], 10_000);
    expect(await total(id, 0, 1, 'hour')).toBeCloseTo(160, 9);
  });

  it('refuses a parent below the meter itself and an unknown one', async () => {
    const site = await sites.requireSite('plant');
    const put = async (code: string, parent: string): Promise<void> =>
      sites.writeMeter(
        database.dataSource.manager,
        site.id,
        code,
        putMeterSchema.parse({
          name: code,
          carrier: 'electricity',
          parent,
          registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
        }),
      );
    await put('child', 'order');
    await expect(put('order', 'child')).rejects.toThrow(/cannot be its own parent/);
    await expect(put('child', 'ghost')).rejects.toThrow(/create the parent first/);
  });
});
