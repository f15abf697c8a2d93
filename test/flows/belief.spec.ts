import type { MqttClient } from 'mqtt';
import type {
  Consumption,
  Conflicts,
  HistoryPage,
  MeterBalance,
  MeterFinding,
  MeterFindings,
  RegisterEvent,
} from '@zerofab/contracts';
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

const findings = async (meter: string): Promise<readonly MeterFinding[]> => {
  await day(meter);
  return (await platform.get<MeterFindings>(`/sites/plant/meter-findings?meter=${meter}`)).items;
};
const decide = async (meter: string, event: Record<string, unknown>): Promise<RegisterEvent> =>
  (await platform.post(`/sites/plant/meters/${meter}/events`, {
    register: 'e',
    note: 'looked at the meter',
    ...event,
  })) as unknown as RegisterEvent;

describe('what was found waits for a person', () => {
  it('tells why, what is at stake, and what is to be done', async () => {
    const told = async (meter: string) =>
      (await findings(meter)).map(({ reason, proposal }) => [reason, proposal]);
    expect(await told('dip')).toEqual([['dip', 'void']]);
    expect(await told('garbage')).toEqual([['spike', 'void']]);
    expect(await told('unit')).toEqual([]);
    await put('daily-again', { interval: 'PT1H' });
    const hours = Array.from({ length: 60 }, (_, n) => (n % 24) + 1);
    await send('daily-again', from(hours, 60, START + 30 * 60_000));
    expect(await told('daily-again')).toEqual([
      ['reset', 'daily-reset'],
      ['reset', 'daily-reset'],
    ]);
    expect((await findings('garbage'))[0]).toMatchObject({
      at: '2026-11-10T00:30:00+08:00',
      from: '2026-11-10T00:15:00+08:00',
      before: 1001,
      shown: 4_294_967_295,
      unit: 'kWh',
    });
  });

  it('counts a swap by its closing and opening reading, and not any more once that is undone', async () => {
    await put('swap', { multiplier: 10 });
    await send('swap', from([900, 910, 920, 930, 4, 14, 24]));
    expect((await day('swap')).total).toBe(500);
    expect(await findings('swap')).toMatchObject([{ reason: 'reset', proposal: 'reset', amount: 40 }]);
    const event = await decide('swap', {
      kind: 'swap',
      at: '2026-11-10T00:52:00+08:00',
      closing: 935,
      opening: 1,
    });
    expect(event).toMatchObject({ meter: 'swap', kind: 'swap', closing: 935, opening: 1, author: 'admin' });
    expect((await day('swap')).total).toBeCloseTo(580, 6);
    expect(await findings('swap')).toEqual([]);
    const undo = `/sites/plant/meters/swap/events/${event.id}/withdraw`;
    expect((await platform.call('POST', undo, { note: 'was another meter' })).status).toBe(200);
    expect((await day('swap')).total).toBe(500);
    expect(await findings('swap')).toHaveLength(1);
    expect((await platform.call('POST', undo, { note: 'again' })).status).toBe(409);
    const history = await platform.get<HistoryPage>('/sites/plant/history?kind=register-event');
    expect(history.items.map(({ action, reason, actor }) => [action, reason, actor])).toEqual([
      ['withdraw', 'was another meter', 'admin'],
      ['add', 'looked at the meter', 'admin'],
    ]);
  });

  it('counts a step that is confirmed, sets readings aside, and takes a corrected value', async () => {
    await put('decided', {});
    await send('decided', from([1000, 1010, 1020, 1030, 5030, 5040, 5050]));
    expect((await day('decided')).total).toBe(50);
    const jump = { kind: 'accept', at: '2026-11-10T01:00:00+08:00' };
    const accepted = await decide('decided', jump);
    expect((await day('decided')).total).toBe(4050);
    await platform.call('POST', `/sites/plant/meters/decided/events/${accepted.id}/withdraw`, { note: 'no' });
    const end = '2026-11-10T01:30:00+08:00';
    const aside = await decide('decided', { kind: 'void', at: jump.at, to: end });
    expect((await day('decided')).total).toBe(30);
    const readings = await platform.get<{ items: unknown[] }>(
      '/sites/plant/meters/decided/readings?register=e&from=2026-11-10&to=2026-11-11',
    );
    expect(readings.items).toHaveLength(7);
    await platform.call('POST', `/sites/plant/meters/decided/events/${aside.id}/withdraw`, { note: 'no' });
    await decide('decided', { kind: 'correct', at: end, value: 1090 });
    await decide('decided', { kind: 'void', at: jump.at, to: '2026-11-10T01:15:00+08:00' });
    expect((await day('decided')).total).toBe(90);
    const { items } = await platform.get<{ items: RegisterEvent[] }>('/sites/plant/meters/decided/events');
    expect(items.map(({ kind, withdrawnAt }) => [kind, withdrawnAt === null])).toEqual([
      ['void', true],
      ['correct', true],
      ['void', false],
      ['accept', false],
    ]);
  });

  it('refuses what cannot be decided, and says what to do', async () => {
    const refusal = async (event: Record<string, unknown>) =>
      (
        await platform.call('POST', '/sites/plant/meters/decided/events', {
          register: 'e',
          note: 'x',
          ...event,
        })
      ).status;
    const at = '2026-11-10T00:07:00+08:00';
    expect(await refusal({ kind: 'accept', at })).toBe(422);
    expect(await refusal({ kind: 'swap', at, closing: 1 })).toBe(422);
    expect(await refusal({ kind: 'void', at, to: '2026-11-09' })).toBe(422);
    expect(await refusal({ kind: 'reset', at: '2099-01-01' })).toBe(422);
    expect(await refusal({ kind: 'reset', at, register: 'none' })).toBe(404);
    expect(await refusal({ kind: 'reset', at, note: ' ' })).toBe(422);
  });

  it('keeps the first of two values until somebody decides, many at once', async () => {
    await put('conflict', {});
    await send('conflict', from([1000, 1001, 4_294_967_295, 1003, 1004]), from([1000, 1001.5, 1002, 1003]));
    const open = async () => {
      const { items } = await platform.get<Conflicts>('/sites/plant/conflicts');
      return items.filter(({ meter }) => meter === 'conflict');
    };
    const ids = (await open()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const answer = await platform.call('POST', '/sites/plant/conflicts/decide', {
      ids,
      keep: 'later',
      note: 'the gateway sent them again',
    });
    expect(answer).toMatchObject({ status: 200, body: { decided: 2 } });
    expect(await open()).toEqual([]);
    const hour = await platform.get<Consumption>(
      '/sites/plant/consumption?meter=conflict&from=2026-11-10&to=2026-11-11&bucket=15m',
    );
    expect(hour.buckets.slice(0, 4).map(({ value }) => value)).toEqual([1.5, 0.5, 1, 1]);
    const again = await platform.call('POST', '/sites/plant/conflicts/decide', {
      ids,
      keep: 'first',
      note: 'x',
    });
    expect(again.body).toEqual({ decided: 0 });
  });
});

describe('meters below a meter', () => {
  it('are held against it: what is not allocated, and an alarm beyond 3 %', async () => {
    await put('incomer', {});
    await send('incomer', from([1000, 1100, 1200, 1300, 1400]));
    const child = async (code: string, unit: string, values: readonly number[]): Promise<void> => {
      await platform.put(`/sites/plant/meters/${code}`, {
        name: code,
        carrier: 'electricity',
        parent: 'incomer',
        registers: [{ code: 'e', kind: 'counter', unit, interval: 'PT15M' }],
      });
      await send(code, from(values));
    };
    const balance = async () =>
      (await platform.get<MeterBalance>('/sites/plant/meter-balance?from=2026-11-10&to=2026-11-11')).items;
    await child('shop', 'kWh', [5000, 5060, 5120, 5180, 5240]);
    expect(await balance()).toMatchObject([
      { meter: 'incomer', own: 400, unallocated: 160, share: 0.4, alarm: true },
    ]);
    await child('line', 'MWh', [7, 7.037, 7.074, 7.111, 7.149]);
    expect(await balance()).toMatchObject([
      {
        allocated: 389,
        unallocated: 11,
        limit: 0.03,
        alarm: false,
        below: [{ meter: 'line', value: 149 }, {}],
      },
    ]);
  });
});
