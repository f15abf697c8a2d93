import type { MqttClient } from 'mqtt';
import type { Consumption } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/plant', { name: 'Plant', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

const put = async (meter: string, register: Record<string, unknown>): Promise<void> => {
  await platform.put(`/sites/plant/meters/${meter}`, {
    name: meter,
    carrier: 'electricity',
    registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT15M', ...register }],
  });
};

const START = Date.parse('2026-11-10T00:00:00+08:00');
/** Values a number of minutes apart from midnight of 10 November on. */
const from = (values: readonly number[], minutes = 15, startMs = START) =>
  values.map((e, n) => ({ ts: startMs + n * minutes * 60_000, values: { e } }));

const send = async (meter: string, ...messages: readonly unknown[]): Promise<MqttClient> => {
  const client = await platform.meter('plant', meter);
  for (const message of messages) await publish(client, 'plant', meter, message);
  await client.endAsync();
  return client;
};
const day = async (meter: string, of = '2026-11-10', to = '2026-11-11'): Promise<Consumption> => {
  for (;;) {
    const path = `/sites/plant/consumption?meter=${meter}&from=${of}&to=${to}&bucket=hour`;
    const consumption = await platform.get<Consumption>(path);
    if (consumption.settled) return consumption;
  }
};

describe('a counter as it comes', () => {
  it.each([undefined, 999_999.99])(
    'dips by a rounding and recovers (rollover %s): last − first',
    async (rollover) => {
      const meter = rollover === undefined ? 'dip' : 'dip-wrap';
      await put(meter, { rollover });
      await send(meter, from([31.12, 31.13, 31.14, 31.15, 31.1, 31.11, 31.12, 31.16, 31.17]));
      expect((await day(meter)).total).toBeCloseTo(0.05, 9);
    },
  );

  it('sends garbage, alone or within a message, and in whatever order: it does not count', async () => {
    const readings = from([1000, 1001, 4_294_967_295, 1003, 1004]);
    await put('garbage', {});
    await send('garbage', readings);
    expect((await day('garbage')).total).toBe(4);
    await put('garbage-one', {});
    await send('garbage-one', ...[2, 0, 4, 1, 3].map((n) => readings[n]));
    expect((await day('garbage-one')).buckets).toEqual((await day('garbage')).buckets);
  });

  it('switches to a unit a thousand times smaller: nothing counts in it until that is recorded', async () => {
    await put('unit', { interval: 'PT1H' });
    await send('unit', from([859.1, 859.4, 859.7, 860_000, 860_300], 60));
    await send('unit', from([860_600, 860_900], 60, START + 5 * 3_600_000));
    expect((await day('unit')).total).toBeCloseTo(0.6, 9);
    await platform.put('/sites/plant/meters/unit', {
      name: 'unit',
      carrier: 'electricity',
      effectiveFrom: '2026-11-10T02:30:00+08:00',
      registers: [{ code: 'e', kind: 'counter', unit: 'Wh', interval: 'PT1H' }],
    });
    expect((await day('unit')).total).toBeCloseTo(1.8, 6);
  });

  it('begins anew each day: undeclared its steps are missing, declared the day is whole', async () => {
    const hours = [
      ...Array.from({ length: 24 }, (_, n) => n + 1),
      ...Array.from({ length: 24 }, (_, n) => n + 1),
      1,
    ];
    await put('daily', { interval: 'PT1H' });
    await send('daily', from(hours, 60, START + 30 * 60_000));
    expect((await day('daily', '2026-11-11', '2026-11-12')).total).toBe(23);
    await put('daily', { interval: 'PT1H', dailyReset: 0 });
    expect((await day('daily', '2026-11-11', '2026-11-12')).total).toBe(24);
  });

  it('has an interval below zero: not counted, unless it is declared as net', async () => {
    await put('net', { code: 'e', kind: 'interval', interval: 'PT1H' });
    await send('net', from([5, -3, -4, 6], 60, START + 3_600_000));
    expect((await day('net')).total).toBe(11);
    await put('net', { code: 'e', kind: 'interval', interval: 'PT1H', net: true });
    expect((await day('net')).total).toBe(4);
  });
});
