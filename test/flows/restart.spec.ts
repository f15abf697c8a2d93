import type { Consumption } from '@zerofab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const METERS = ['a', 'b'];
const first = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/s', { name: 'S', timezone: 'UTC' });
  for (const code of METERS) {
    await platform.put(`/sites/s/meters/${code}`, {
      name: code,
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'interval', unit: 'kWh', interval: 'PT1S' }],
    });
  }
});
afterAll(async () => {
  await platform.destroy();
});

/** A gateway that always has up to 300 unconfirmed messages on the way, until its connection ends. */
const stream = async (meter: string): Promise<{ acknowledged: number; ended: Promise<void> }> => {
  const client = await platform.meter('s', meter);
  client.on('error', () => undefined);
  const state = { acknowledged: 0, ended: Promise.resolve() };
  let sent = 0;
  let open = 0;
  const send = (): void => {
    while (open < 300 && client.connected) {
      sent += 1;
      open += 1;
      client
        .publishAsync(
          `zerofab/v1/s/${meter}/readings`,
          JSON.stringify({ ts: first + sent * 1000, values: { e: 1 } }),
          { qos: 1 },
        )
        .then(() => (state.acknowledged += 1))
        .catch(() => undefined)
        .finally(() => {
          open -= 1;
          if (client.connected) send();
        });
    }
  };
  state.ended = new Promise<void>((resolve) => {
    client.once('close', () => {
      resolve();
    });
  }).then(async () => client.endAsync(true));
  send();
  return state;
};

describe('stopping while meters publish without a pause', () => {
  it('ends within 10 s, and after the next start every confirmed reading is there, once', async () => {
    const streams = await Promise.all(METERS.map(stream));
    await expect
      .poll(() => Math.min(...streams.map(({ acknowledged }) => acknowledged)), { timeout: 30_000 })
      .toBeGreaterThan(2000);
    const began = Date.now();
    await platform.stop();
    expect(Date.now() - began).toBeLessThan(10_000);
    await Promise.all(streams.map(async ({ ended }) => ended));
    await platform.start();
    for (const [index, code] of METERS.entries()) {
      const path = `/sites/s/consumption?meter=${code}&from=2026&to=2027&bucket=month`;
      await expect
        .poll(async () => (await platform.get<Consumption>(path)).settled, { timeout: 30_000 })
        .toBe(true);
      const { readings, total } = await platform.get<Consumption>(path);
      // At most the unconfirmed ones on the way are there beyond the confirmed ones.
      expect(readings).toBeGreaterThanOrEqual(streams[index]?.acknowledged ?? Infinity);
      expect(readings).toBeLessThanOrEqual((streams[index]?.acknowledged ?? 0) + 300);
      expect(total).toBeCloseTo(readings, 6);
    }
  });

  it('keeps sites, meters, logins and figures over the restart', async () => {
    const { items } = await platform.get<{ items: { code: string; hasCredentials: boolean }[] }>(
      '/sites/s/meters',
    );
    expect(items).toMatchObject(METERS.map((code) => ({ code, hasCredentials: true })));
    expect(await platform.get('/health/ready')).toMatchObject({ status: 'ready', store: 'ok' });
  });
});
