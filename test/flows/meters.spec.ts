import { createHash } from 'node:crypto';
import { connectAsync } from 'mqtt';
import type { Consumption, Conflicts, Inventory, Meter, RejectedMessages } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const at = (iso: string): number => Date.parse(iso);

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/plant', { name: 'Plant', timezone: 'Asia/Seoul', gridRegion: 'KR' });
});
afterAll(async () => {
  await platform.destroy();
});

const newMeter = async (code: string, register: Record<string, unknown>): Promise<void> => {
  await platform.put(`/sites/plant/meters/${code}`, {
    name: code,
    carrier: 'electricity',
    registers: [{ code: 'energy', unit: 'kWh', ...register }],
  });
};
const quarter = { kind: 'interval', interval: 'PT15M' };
/** 2018 by month, once all readings are worked in: a slow machine may answer `settled: false` before. */
const year = async (meter: string): Promise<Consumption> => {
  for (;;) {
    const path = `/sites/plant/consumption?meter=${meter}&from=2018&to=2019&bucket=month`;
    const consumption = await platform.get<Consumption>(path);
    if (consumption.settled) return consumption;
  }
};

/** A year of a steel plant, in shape like the real one: 35 040 intervals, two decimals, from a seed. */
const steelYear = (): { readings: { ts: number; values: { energy: number } }[]; hundredths: number } => {
  let state = 851;
  let hundredths = 0;
  const readings = Array.from({ length: 35_040 }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const value = state % 12_000;
    hundredths += value;
    return { ts: at('2018-01-01T00:15:00+09:00') + i * 900_000, values: { energy: value / 100 } };
  });
  return { readings, hundredths };
};

describe('a meter on a bad network', () => {
  it('replays a year, one reading a message, twice and shuffled: the sum stays what it is', async () => {
    const { readings, hundredths } = steelYear();
    await newMeter('first', quarter);
    await newMeter('second', quarter);
    await platform.put('/sites/plant/sources/electricity', {
      name: 'Electricity',
      category: 'purchasedElectricity',
      activity: { kind: 'meters', registers: [{ meter: 'first', register: 'energy' }] },
      factor: { kind: 'site', value: '0.5366', unit: 'kgCO2/kWh', source: 'supplier' },
    });
    const send = async (meter: string, order: typeof readings): Promise<void> => {
      const client = await platform.meter('plant', meter);
      await Promise.all(order.map(async (reading) => publish(client, 'plant', meter, reading)));
      await client.endAsync();
    };
    await send('first', readings);
    const once = await year('first');
    expect(once).toMatchObject({
      total: hundredths / 100,
      readings: 35_040,
      coverage: 1,
      quality: 'measured',
      settled: true,
    });
    await send('first', readings);
    expect(await year('first')).toEqual(once);
    let dice = 7;
    const key = new Map(readings.map((reading) => [reading, (dice = (Math.imul(dice, 69_069) + 1) >>> 0)]));
    await send(
      'second',
      readings.toSorted((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0)),
    );
    const shuffled = await year('second');
    expect(Math.abs((shuffled.total ?? 0) - hundredths / 100)).toBeLessThan(0.005);
    expect(shuffled.readings).toBe(35_040);
    const inventory = await platform.get<Inventory>('/sites/plant/inventory?from=2018&to=2019');
    expect(inventory.totalTco2e).toBeCloseTo((hundredths / 100) * 0.5366e-3, 6);
    // The row that closes the year at 24:00 belongs to December.
    expect(once.buckets.at(-1)?.readings).toBe(31 * 96);
  });

  it('confirms only what is committed: after the PUBACK the reading is there', async () => {
    await newMeter('ack', { kind: 'counter' });
    const client = await platform.meter('plant', 'ack');
    for (let i = 0; i < 20; i += 1) {
      const ts = at('2026-01-01T00:00:00Z') + i * 60_000;
      await publish(client, 'plant', 'ack', { ts, values: { energy: i } });
      const { items } = await platform.get<{ items: Meter[] }>('/sites/plant/meters');
      expect(items.find((meter) => meter.code === 'ack')?.registers[0]?.last?.value).toBe(i);
    }
    await client.endAsync();
  });

  it('spreads a gap, then lets the backlog replace the estimate; a day comes as one array', async () => {
    await newMeter('gap', { kind: 'counter', interval: 'PT15M' });
    const client = await platform.meter('plant', 'gap');
    const reading = (quarters: number, value: number) => ({
      ts: at('2026-02-01T00:00:00+09:00') + quarters * 900_000,
      values: { energy: value },
    });
    await publish(client, 'plant', 'gap', [reading(0, 0), reading(96, 960)]);
    const day = async (): Promise<Consumption> =>
      platform.get('/sites/plant/consumption?meter=gap&from=2026-02-01&to=2026-02-02&bucket=hour');
    const estimated = await day();
    expect(estimated).toMatchObject({ total: 960, estimated: 960, quality: 'estimated', coverage: 0 });
    expect(estimated.buckets.map((bucket) => bucket.value)).toEqual(Array.from({ length: 24 }, () => 40));
    await publish(
      client,
      'plant',
      'gap',
      Array.from({ length: 95 }, (_, i) => reading(95 - i, 480 + (95 - i) * 5)),
    );
    const measured = await day();
    expect(measured).toMatchObject({ total: 960, estimated: 0, quality: 'measured', coverage: 1 });
    expect(measured.buckets[1]?.value).toBe(20);
    await client.endAsync();
  });

  it('keeps the first of two values and shows the conflict', async () => {
    await newMeter('two', { kind: 'counter' });
    const client = await platform.meter('plant', 'two');
    const ts = at('2026-01-01T00:00:00Z');
    await publish(client, 'plant', 'two', { ts, values: { energy: 5 } });
    await publish(client, 'plant', 'two', { ts, values: { energy: 6 } });
    const { items } = await platform.get<Conflicts>('/sites/plant/conflicts');
    expect(items[0]).toMatchObject({ meter: 'two', register: 'energy', kept: 5, refused: 6 });
    await client.endAsync();
  });

  it('is online, and offline by its last will when the connection breaks', async () => {
    await newMeter('status', { kind: 'counter' });
    const client = await platform.meter('plant', 'status', { will: true });
    await publish(client, 'plant', 'status', { ts: Date.now(), values: { energy: 1 } });
    await client.publishAsync('zerofab/v1/plant/status/status', 'online', { qos: 1, retain: true });
    const state = async (): Promise<string | undefined> =>
      (await platform.get<{ items: Meter[] }>('/sites/plant/meters')).items.find(
        (meter) => meter.code === 'status',
      )?.state;
    expect(await state()).toBe('online');
    client.stream.destroy();
    await expect.poll(state, { timeout: 5000 }).toBe('offline');
    await client.endAsync(true);
    // A gateway that says nothing but its readings after it came back is not offline for ever.
    const again = await platform.meter('plant', 'status');
    await publish(again, 'plant', 'status', { ts: Date.now(), values: { energy: 2 } });
    expect(await state()).toBe('online');
    await again.endAsync();
  });
});

describe('bad input', () => {
  it('is acknowledged, kept whole with its reason, and the good goes on', async () => {
    for (const code of ['bad', 'other']) await newMeter(code, { kind: 'counter' });
    const client = await platform.meter('plant', 'bad');
    const ts = at('2026-01-01T00:00:00Z');
    const bad: [string, unknown][] = [
      ['bad-json', '{"ts": 1,'],
      ['bad-json', `{"ts": ${String(ts)}, "values": {"energy": NaN}}`],
      ['bad-value', { ts, values: { energy: '12' } }],
      // One such reading would turn every sum above it into infinity for good.
      ['bad-value', { ts, values: { energy: 1e308 } }],
      ['bad-shape', []],
      ['bad-json', Buffer.of(0xff, 0xfe, 0)],
      ['unknown-register', { ts, values: { nothing: 1 } }],
      ['bad-time', { ts: 0, values: { energy: 1 } }],
      ['bad-time', { ts: '2100-01-01T00:00:00Z', values: { energy: 1 } }],
      ['too-large', Buffer.alloc(300 * 1024, 'x')],
    ];
    for (const [, payload] of bad) await publish(client, 'plant', 'bad', payload);
    await client.publishAsync('zerofab/v1/plant/nobody/readings', '{}', { qos: 1 });
    await client.publishAsync(
      'zerofab/v1/plant/other/readings',
      JSON.stringify({ ts, values: { energy: 1 } }),
      { qos: 1 },
    );
    const { items, total } = await platform.get<RejectedMessages>('/sites/plant/rejected-messages?limit=100');
    expect(total).toBe(bad.length + 2);
    expect(items.toReversed().map((item) => item.reason)).toEqual([
      ...bad.map(([reason]) => reason),
      'unknown-meter',
      'topic-not-allowed',
    ]);
    // Of more than 256 KiB the begin is kept, with size and hash of the whole.
    const large = items.find((item) => item.reason === 'too-large');
    const sent = Buffer.alloc(300 * 1024, 'x');
    expect(large).toMatchObject({
      bytes: sent.length,
      sha256: createHash('sha256').update(sent).digest('hex'),
    });
    expect(
      Buffer.from(await platform.bytes(`/sites/plant/rejected-messages/${large?.id ?? ''}/payload`)),
    ).toEqual(sent.subarray(0, 4096));
    await publish(client, 'plant', 'bad', { ts, values: { energy: 1 } });
    await client.endAsync();
  });

  it('stays with its sender: no meter speaks for another, nor hears one', async () => {
    for (const code of ['victim', 'rogue']) await newMeter(code, { kind: 'counter' });
    const victim = await platform.meter('plant', 'victim', { will: true });
    const heard: string[] = [];
    victim.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
    await victim.subscribeAsync('zerofab/v1/plant/victim/#', { qos: 1 });
    const rogue = await platform.meter('plant', 'rogue');
    for (const filter of ['#', 'zerofab/#', 'zerofab/v1/plant/+/readings', 'zerofab/v1/plant/victim/status'])
      await expect(rogue.subscribeAsync(filter, { qos: 1 })).rejects.toThrow(/Subscribe error/);
    const before = (await platform.get<RejectedMessages>('/sites/plant/rejected-messages')).total;
    await rogue.publishAsync('zerofab/v1/plant/victim/status', 'offline', { qos: 1, retain: true });
    await rogue.publishAsync('zerofab/v1/plant/victim/command', 'stop', { qos: 1, retain: true });
    await rogue.publishAsync('zerofab/v1/plant/rogue/status', 'fine', { qos: 1, retain: true });
    await victim.publishAsync('zerofab/v1/plant/victim/status', 'online', { qos: 1, retain: true });
    const { items, total } = await platform.get<RejectedMessages>('/sites/plant/rejected-messages?limit=3');
    expect(total).toBe(before + 3);
    expect(items.toReversed()).toMatchObject([
      { reason: 'topic-not-allowed', meter: 'rogue' },
      { reason: 'unknown-topic', meter: 'rogue' },
      { reason: 'bad-value', meter: 'rogue', payload: 'fine' },
    ]);
    await expect.poll(() => heard).toEqual(['zerofab/v1/plant/victim/status online']);
    const { items: meters } = await platform.get<{ items: Meter[] }>('/sites/plant/meters');
    expect(meters.find((meter) => meter.code === 'victim')?.statusSince).not.toBeNull();
    expect(meters.find((meter) => meter.code === 'rogue')?.statusSince).toBeNull();
    await rogue.endAsync();
    await victim.endAsync();
    // What is retained is the meter's own last word.
    const later = await platform.meter('plant', 'victim');
    const retained: string[] = [];
    later.on('message', (_topic, payload, packet) =>
      retained.push(`${payload.toString()} ${String(packet.retain)}`),
    );
    await later.subscribeAsync('zerofab/v1/plant/victim/#', { qos: 1 });
    await expect.poll(() => retained).toEqual(['online true']);
    await later.endAsync();
  });

  it('cuts off the session of the old password once a new one is issued, and only that', async () => {
    await newMeter('rekeyed', { kind: 'counter' });
    await newMeter('bystander', { kind: 'counter' });
    const old = await platform.meter('plant', 'rekeyed', { will: true });
    const bystander = await platform.meter('plant', 'bystander');
    await old.publishAsync('zerofab/v1/plant/rekeyed/status', 'online', { qos: 1, retain: true });
    await publish(old, 'plant', 'rekeyed', { ts: at('2026-03-01T00:00:00Z'), values: { energy: 1 } });
    const closed = new Promise<void>((resolve) => old.once('close', resolve));
    const renewed = await platform.meter('plant', 'rekeyed');
    // Says nothing more itself: an idle session of a stolen password ends too.
    await closed;
    const state = async (): Promise<Meter | undefined> =>
      (await platform.get<{ items: Meter[] }>('/sites/plant/meters')).items.find(
        ({ code }) => code === 'rekeyed',
      );
    await expect.poll(async () => (await state())?.state, { timeout: 10_000 }).toBe('offline');
    await publish(renewed, 'plant', 'rekeyed', { ts: at('2026-03-01T00:01:00Z'), values: { energy: 2 } });
    await publish(bystander, 'plant', 'bystander', { ts: at('2026-03-01T00:01:00Z'), values: { energy: 2 } });
    expect((await state())?.registers[0]?.last?.value).toBe(2);
    expect([renewed.connected, bystander.connected]).toEqual([true, true]);
    await Promise.all([renewed.endAsync(), bystander.endAsync()]);
  });

  it('refuses a wrong password and a stranger', async () => {
    const attempt = async (username: string): Promise<unknown> =>
      connectAsync(
        platform.mqttUrl,
        { username, password: 'wrong', protocolVersion: 4, reconnectPeriod: 0 },
        false,
      );
    await expect(attempt('plant/bad')).rejects.toThrow(/Bad username or password/i);
    await expect(attempt('plant/nobody')).rejects.toThrow(/Bad username or password/i);
    await expect(
      connectAsync(platform.mqttUrl, { protocolVersion: 4, reconnectPeriod: 0 }, false),
    ).rejects.toThrow(/Bad username or password/i);
  });
});
