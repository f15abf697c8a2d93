import { createConnection, type Socket } from 'node:net';
import type { RejectedMessages } from '@zerofab/contracts';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UpkeepService } from '../../apps/server/src/upkeep/upkeep.service.js';
import { Platform, publish } from './platform.fixture.js';

const platform = new Platform();
const logins = new Map<string, { username: string; password: string }>();

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/door', { name: 'Door', timezone: 'Asia/Shanghai' });
  for (const meter of ['a', 'b', 'c']) {
    await platform.put(`/sites/door/meters/${meter}`, {
      name: meter,
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'counter', unit: 'kWh' }],
    });
    const login = await platform.post(`/sites/door/meters/${meter}/credentials`, undefined);
    logins.set(meter, login as { username: string; password: string });
  }
});
afterAll(async () => platform.destroy());

const logIn = async (meter: string, options: object = {}): Promise<MqttClient> => {
  const client = await connectAsync(
    platform.mqttUrl,
    { ...logins.get(meter), protocolVersion: 4, reconnectPeriod: 0, ...options },
    false,
  );
  client.on('error', () => undefined);
  return client;
};
const reading = (value: number, minutesAgo = 0) => ({
  ts: Date.now() - minutesAgo * 60_000,
  values: { e: value },
});
const rejected = async (): Promise<RejectedMessages> =>
  platform.get<RejectedMessages>('/sites/door/rejected-messages?limit=500');
const metric = async (line: string): Promise<number> => {
  const text = await (await fetch(`${platform.url}/metrics`)).text();
  return Number(
    new RegExp(`^${line.replaceAll(/[{}"]/g, String.raw`\$&`)} (\\d+)`, 'm').exec(text)?.[1] ?? -1,
  );
};

describe('a packet too large', () => {
  it('is read past and acknowledged up to 1 MiB; its sender stays', async () => {
    const client = await logIn('a');
    await publish(client, 'door', 'a', Buffer.alloc(900 * 1024, 'x'));
    await publish(client, 'door', 'a', reading(1));
    expect((await rejected()).items[0]).toMatchObject({ reason: 'too-large', bytes: 900 * 1024, meter: 'a' });
    await client.endAsync();
  });

  it('is cut off at its begin beyond, acknowledged once, and delays nobody', async () => {
    const [client, other] = [await logIn('a'), await logIn('b')];
    const closed = new Promise<void>((resolve) =>
      client.once('close', () => {
        resolve();
      }),
    );
    const began = Date.now();
    const sent = publish(client, 'door', 'a', Buffer.alloc(60 * 1024 * 1024, 'y')).then(
      () => 'acknowledged',
      () => 'cut',
    );
    await publish(other, 'door', 'b', reading(1));
    // Client and server share this process, and the client writes 60 MB: the drill big-packet measures the second.
    expect(Date.now() - began).toBeLessThan(10_000);
    await closed;
    expect(['acknowledged', 'cut']).toContain(await sent);
    const [item] = (await rejected()).items;
    expect(item).toMatchObject({ reason: 'too-large', bytes: 60 * 1024 * 1024, meter: 'a' });
    expect(item?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const kept = await platform.bytes(`/sites/door/rejected-messages/${item?.id ?? ''}/payload`);
    expect(kept.byteLength).toBeLessThanOrEqual(4096);
    expect(await metric('zerofab_bounds_total{bound="packet-size"}')).toBeGreaterThan(0);
    await client.endAsync(true);
    await other.endAsync();
  });

  it('costs a stranger the connection', async () => {
    const socket: Socket = createConnection(Number(new URL(platform.mqttUrl).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    // CONNECT of 250 MB, announced.
    socket.write(Buffer.from([0x10, 0x80, 0xe5, 0x9a, 0x77, 0, 4]));
    await closed;
    expect(await metric('zerofab_mqtt_connections{login="none"}')).toBe(0);
  });
});

describe('client ids', () => {
  it('belong to the login: a namesake cuts nobody off and gets nothing that was queued for another', async () => {
    const session = { clientId: 'gateway', clean: false };
    const first = await logIn('a', session);
    await first.subscribeAsync('zerofab/v1/door/a/#', { qos: 1 });
    const thief = await logIn('b', session);
    const stolen: string[] = [];
    thief.on('message', (topic) => stolen.push(topic));
    await publish(first, 'door', 'a', reading(2, 1));
    expect(first.connected).toBe(true);
    await first.endAsync();
    const second = await logIn('a');
    await publish(second, 'door', 'a', reading(3));
    await thief.endAsync();
    const again = await connectAsync(
      platform.mqttUrl,
      { ...logins.get('b'), ...session, protocolVersion: 4, reconnectPeriod: 0 },
      false,
    );
    again.on('message', (topic) => stolen.push(topic));
    await again.subscribeAsync('zerofab/v1/door/b/#', { qos: 1 });
    await publish(again, 'door', 'b', reading(4));
    await expect.poll(() => stolen).toEqual(['zerofab/v1/door/b/readings']);
    for (const client of [second, again]) await client.endAsync();
  });

  it('of a session that was refused a filter hear nothing of it later', async () => {
    const session = { clientId: 'ears', clean: false };
    const ears = await logIn('a', session);
    await ears.subscribeAsync(['#', 'zerofab/v1/door/a/#'], { qos: 1 }).catch(() => undefined);
    await ears.endAsync();
    const before = await metric('zerofab_mqtt_queued_messages');
    const other = await logIn('c');
    await publish(other, 'door', 'c', reading(5, 1));
    await other.endAsync();
    expect(await metric('zerofab_mqtt_queued_messages')).toBe(before);
  });
});

describe('what waits in memory', () => {
  it('is bounded for a session that stays away', async () => {
    const session = await logIn('c', { clientId: 'away', clean: false });
    await session.subscribeAsync('zerofab/v1/door/c/#', { qos: 1 });
    await session.endAsync();
    const before = await metric('zerofab_mqtt_queued_messages');
    const client = await logIn('c');
    const now = Date.now();
    await Promise.all(
      Array.from({ length: 1500 }, async (_, n) =>
        publish(client, 'door', 'c', { ts: now - n * 1000, values: { e: 5000 - n } }),
      ),
    );
    expect(await metric('zerofab_mqtt_queued_messages')).toBe(before + 1000);
    expect(await metric('zerofab_bounds_total{bound="offline-queue"}')).toBe(500);
    const stored = await platform.sql<{ n: number }>('SELECT count(*)::int AS n FROM reading');
    expect(stored[0]?.n).toBeGreaterThanOrEqual(1500);
    await client.endAsync();
  });

  it('is eight connections of one login: the oldest gives way', async () => {
    const clients: MqttClient[] = [];
    for (let n = 0; n < 9; n += 1) clients.push(await logIn('c'));
    await expect
      .poll(() => clients.map((client) => client.connected))
      .toEqual([false, ...Array.from({ length: 8 }, () => true)]);
    for (const client of clients) await client.endAsync(true);
  });
});

describe('a reading ahead of the clock', () => {
  it('is kept apart, told by health, and can be read in again', async () => {
    const client = await logIn('a');
    await publish(client, 'door', 'a', reading(9, -23 * 60));
    const [item] = (await rejected()).items;
    expect(item).toMatchObject({ reason: 'ahead-of-clock', resolvedAt: null });
    const again = await platform.call('POST', '/sites/door/rejected-messages/read-again', {
      reason: 'ahead-of-clock',
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ read: 1, resolved: 0, stored: 0, left: 1 });
    const ready = (await (await fetch(`${platform.url}/api/v1/health/ready`)).json()) as {
      warnings: { code: string }[];
    };
    expect(ready.warnings.map(({ code }) => code)).toEqual(['readings-ahead-of-clock']);
    await client.endAsync();
  });

  it('is read in again by itself once the platform’s clock was set', async () => {
    // The same message as it will be once the time has come that it tells.
    const ts = Date.now() - 7 * 60_000;
    await platform.sql(
      `UPDATE rejected_message SET payload = convert_to($1, 'UTF8') WHERE reason = 'ahead-of-clock' AND resolved_at IS NULL`,
      [JSON.stringify({ ts, values: { e: 9 } })],
    );
    const stored = async () =>
      (await platform.sql('SELECT 1 FROM reading WHERE ts = $1', [new Date(ts)])).length;
    const upkeep = platform.service(UpkeepService);
    await upkeep.watchClock(Date.now(), performance.now());
    expect(await stored()).toBe(0);
    await upkeep.watchClock(Date.now() + 86_400_000, performance.now());
    expect(await stored()).toBe(1);
    expect(
      (await rejected()).items.find(({ reason }) => reason === 'ahead-of-clock')?.resolvedAt,
    ).not.toBeNull();
  });
});
