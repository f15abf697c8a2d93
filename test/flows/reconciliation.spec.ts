import type { PushResult, ReadAgainResult, Reconciliation, RejectedMessages } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/plant', { name: 'Plant', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
  await platform.put('/sites/other', { name: 'Other', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

const put = async (meter: string, registers = ['e']): Promise<void> => {
  await platform.put(`/sites/plant/meters/${meter}`, {
    name: meter,
    carrier: 'electricity',
    registers: registers.map((code) => ({ code, kind: 'counter', unit: 'kWh', interval: 'PT15M' })),
  });
};
const START = Date.parse('2026-11-10T00:00:00+08:00');
const reading = (n: number, e: unknown) => ({ ts: START + n * 900_000, values: { e } });
const account = async (meter?: string): Promise<Record<string, number>> => {
  const of = meter === undefined ? '' : `&meter=${meter}`;
  const { received, stored, duplicate, conflict, rejected } = await platform.get<Reconciliation>(
    `/sites/plant/reconciliation?from=2026&to=2030${of}`,
  );
  expect(received).toBe(stored + duplicate + conflict + rejected);
  return { received, stored, duplicate, conflict, rejected };
};
const rejectedOf = async (meter: string) =>
  (await platform.get<RejectedMessages>('/sites/plant/rejected-messages?limit=500')).items.filter(
    (message) => message.meter === meter,
  );

describe('what meters sent, and what became of it', () => {
  it('is told in one figure: stored, repeated, in conflict, rejected', async () => {
    await put('main');
    const client = await platform.meter('plant', 'main');
    await publish(client, 'plant', 'main', [reading(0, 1), reading(1, 2), reading(2, 3)]);
    await publish(client, 'plant', 'main', [reading(1, 2), reading(2, 3.5), reading(3, 'x'), { ts: 'no' }]);
    await publish(client, 'plant', 'main', 'not json');
    await client.endAsync();
    expect(await account('main')).toEqual({ received: 8, stored: 3, duplicate: 1, conflict: 1, rejected: 3 });
    expect(await account()).toEqual(await account('main'));
    const before = await platform.get<Reconciliation>('/sites/plant/reconciliation?from=2020&to=2021');
    expect(before.received).toBe(0);
  });

  it('moves from rejected to stored once the cause is mended, with the result of each', async () => {
    await put('late');
    const client = await platform.meter('plant', 'late');
    const message = (n: number) => ({ ts: START + n * 900_000, values: { new_register: n } });
    await publish(client, 'plant', 'late', message(0));
    await publish(client, 'plant', 'late', message(1));
    await publish(client, 'plant', 'late', reading(2, 'text'));
    await client.endAsync();
    expect(await account('late')).toEqual({ received: 3, stored: 0, duplicate: 0, conflict: 0, rejected: 3 });
    const readAgain = async (asked: Record<string, unknown>): Promise<ReadAgainResult> =>
      (await platform.call<ReadAgainResult>('POST', '/sites/plant/rejected-messages/read-again', asked)).body;
    const ids = (await rejectedOf('late')).map(({ id }) => id);
    const first = ids.at(-1) ?? '';
    const early = await readAgain({ ids: [first] });
    expect(early).toMatchObject({
      read: 1,
      resolved: 0,
      stored: 0,
      messages: [{ id: first, resolved: false }],
    });
    expect(early.messages[0]?.reason).toBe('unknown-register');
    await put('late', ['e', 'new_register']);
    expect(await readAgain({ ids: [first] })).toMatchObject({ read: 1, resolved: 1, stored: 1 });
    const rest = await readAgain({ meter: 'late' });
    expect(rest).toMatchObject({ read: 2, resolved: 1, stored: 1, left: 1 });
    expect(rest.messages.map(({ resolved, readings, reason }) => [resolved, readings, reason])).toEqual([
      [true, 1, null],
      [false, 0, 'bad-value'],
    ]);
    expect(await account('late')).toEqual({ received: 3, stored: 2, duplicate: 0, conflict: 0, rejected: 1 });
    const nothing = await platform.call('POST', '/sites/plant/rejected-messages/read-again', {});
    expect(nothing.status).toBe(422);
  });
});

describe('readings pushed over HTTP', () => {
  const push = async (body: unknown, headers: Record<string, string>, site = 'plant') => {
    const response = await fetch(`${platform.url}/api/v1/sites/${site}/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as PushResult };
  };
  const basicOf = async (meter: string): Promise<Record<string, string>> => {
    const { username, password } = await platform.post(`/sites/plant/meters/${meter}/credentials`, undefined);
    const login = Buffer.from(`${String(username)}:${String(password)}`).toString('base64');
    return { authorization: `Basic ${login}` };
  };

  it('pass the rules of MQTT, and each is told what became of it', async () => {
    await put('push');
    const headers = await basicOf('push');
    const of = (n: number, e: unknown) => ({ meter: 'push', ...reading(n, e) });
    const body = [
      of(0, 10),
      of(1, 11),
      of(1, 11),
      of(1, 12),
      of(2, -1),
      { ...of(3, 1), values: { none: 1 } },
    ];
    const answer = await push(body, headers);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ received: 6, stored: 2, repeated: 1, conflict: 1, rejected: 2 });
    expect(answer.body.items.map(({ index, result, reason }) => [index, result, reason])).toEqual([
      [0, 'stored', null],
      [1, 'stored', null],
      [2, 'repeated', null],
      [3, 'conflict', null],
      [4, 'rejected', 'bad-value'],
      [5, 'rejected', 'unknown-register'],
    ]);
    expect(await account('push')).toEqual({ received: 6, stored: 2, duplicate: 1, conflict: 1, rejected: 2 });
    expect((await rejectedOf('push')).map(({ reason }) => reason).toSorted()).toEqual([
      'bad-value',
      'unknown-register',
    ]);
    expect((await push([of(0, 10)], headers)).body).toMatchObject({ stored: 0, repeated: 1 });
  });

  it('of a key are answered as the first time; another request under it is refused', async () => {
    await put('keyed');
    const headers = { ...(await basicOf('keyed')), 'idempotency-key': 'one' };
    const body = [{ meter: 'keyed', ...reading(0, 1) }];
    const first = await push(body, headers);
    expect(first.body).toMatchObject({ stored: 1 });
    expect((await push(body, headers)).body).toEqual(first.body);
    expect(await account('keyed')).toMatchObject({ received: 1 });
    expect((await push([{ meter: 'keyed', ...reading(1, 2) }], headers)).status).toBe(422);
  });

  it('come from a meter for itself alone, or from who may write at the site', async () => {
    await put('mine');
    const headers = await basicOf('mine');
    const foreign = await push([{ meter: 'push', ...reading(9, 99) }], headers);
    expect(foreign.body).toMatchObject({ stored: 0, rejected: 1, items: [{ reason: 'topic-not-allowed' }] });
    expect((await push([{ meter: 'mine', ...reading(0, 1) }], headers, 'other')).status).toBe(404);
    const wrong = { authorization: `Basic ${Buffer.from('plant/mine:wrong').toString('base64')}` };
    expect((await push([{ meter: 'mine', ...reading(0, 1) }], wrong)).status).toBe(401);
    expect((await push([{ meter: 'mine', ...reading(0, 1) }], {})).status).toBe(401);
    const person = { authorization: platform.bearer };
    expect((await push([{ meter: 'mine', ...reading(0, 1) }], person)).body).toMatchObject({ stored: 1 });
    // A meter's login opens nothing else.
    const consumption = await fetch(`${platform.url}/api/v1/sites/plant/meters`, { headers });
    expect(consumption.status).toBe(401);
  });
});
