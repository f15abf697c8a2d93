import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RestartableBroker } from '../../../test/fixtures/restartable-broker.js';
import { connectPublisher, type PublisherOptions } from './mqtt/publisher.js';
import { connectGateways } from './simulate/gateways.js';
import type { Plant } from './simulate/plant.js';
import { simulateSingle } from './simulate/single.js';

const SERVER_UNAVAILABLE = 3;
const NOT_AUTHORIZED = 5;

// Real parts: an MQTT broker over TCP that answers CONNECT with a refusal before it takes the login.
describe('a broker that answers, but refuses for a while', () => {
  let folder: string;
  let broker: RestartableBroker;
  let client: MqttClient | undefined;
  const stopping = new AbortController();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-edge-'));
    broker = new RestartableBroker();
    await broker.start();
  });
  afterEach(async () => {
    await client?.endAsync(true);
    client = undefined;
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  const options = (more: Partial<PublisherOptions> = {}): PublisherOptions => ({
    url: broker.url,
    login: { username: 'demo/lathe', password: 'right' },
    protocolVersion: 4,
    retryMs: 5,
    ...more,
  });
  const readings = (): unknown[] =>
    broker.received
      .filter(({ topic }) => topic.endsWith('/readings'))
      .map(({ payload }) => (JSON.parse(payload) as { ts: number }).ts);
  const publishAll = async (publisher: MqttClient, from: number, to: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: to - from }, async (_, index) =>
        publisher.publishAsync('zerofab/v1/demo/lathe/readings', JSON.stringify({ ts: from + index }), {
          qos: 1,
        }),
      ),
    );
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  for (const [name, code] of [
    ['server unavailable', SERVER_UNAVAILABLE],
    ['not authorized', NOT_AUTHORIZED],
  ] as const) {
    const refusals = Array.from({ length: 8 }, () => code);

    it(`gets every reading once after it came back and said "${name}" eight times`, async () => {
      client = await connectPublisher(options());
      await publishAll(client, 0, 20);
      await broker.stop();
      broker.refusals = [...refusals];
      const waiting = publishAll(client, 20, 60);
      await broker.start();
      await waiting;
      expect(broker.refusals).toEqual([]);
      expect(readings()).toEqual(numbers(60));
    });

    it(`is asked again where it says "${name}" to the first connection already`, async () => {
      broker.refusals = [...refusals];
      client = await connectPublisher(options({ patience: stopping.signal }));
      expect(broker.refusals).toEqual([]);
      await publishAll(client, 0, 20);
      expect(readings()).toEqual(numbers(20));
    });
  }

  it('is left in peace once the meter is stopped', async () => {
    const stop = new AbortController();
    broker.refusals = Array.from({ length: 10_000 }, () => SERVER_UNAVAILABLE);
    const connecting = connectPublisher(options({ patience: stop.signal }));
    const outcome = expect(connecting).rejects.toThrow(/abort/i);
    await vi.waitFor(() => {
      expect(broker.refusals.length).toBeLessThan(9998);
    });
    stop.abort();
    await outcome;
  });

  it('ends a publisher without patience at the first refusal', async () => {
    broker.refusals = [SERVER_UNAVAILABLE];
    await expect(connectPublisher(options())).rejects.toThrow(/cannot be used: .*Server unavailable/);
    broker.refusals = [NOT_AUTHORIZED];
    await expect(connectPublisher(options())).rejects.toThrow(/refused the login "demo\/lathe"/);
  });

  it('gets a simulated plant and a single meter, whichever of the logins it did not know yet', async () => {
    const credentials = join(folder, 'logins.json');
    const login = { username: 'demo/lathe', password: 'right' };
    writeFileSync(credentials, JSON.stringify({ lathe: login, press: login }));
    const meter = (code: string): Plant['meters'][number] => ({
      code,
      registers: [{ code: 'active_energy', kind: 'counter', multiplier: 1 }],
      sim: { model: 'pv', peakKw: 1, latitude: 31, start: 0, resolution: 0.01, sendsTwice: false },
    });
    const plant: Plant = {
      site: { code: 'demo', timezone: 'Asia/Shanghai' },
      seed: 1,
      since: '2026-01-01T00:00:00+08:00',
      meters: [meter('lathe'), meter('press')],
    };
    broker.refusals = [NOT_AUTHORIZED, SERVER_UNAVAILABLE];
    const gateways = await connectGateways(plant, broker.url, credentials, stopping.signal);
    expect(broker.refusals).toEqual([]);
    await Promise.all(
      gateways.map(async (gateway) => gateway.send([{ ts: 1, values: { active_energy: 2 } }])),
    );
    expect(broker.received.map(({ topic }) => topic).toSorted()).toEqual([
      'zerofab/v1/demo/lathe/readings',
      'zerofab/v1/demo/press/readings',
    ]);
    await Promise.all(gateways.map(async (gateway) => gateway.close()));

    broker.refusals = [NOT_AUTHORIZED];
    const stop = new AbortController();
    const single = simulateSingle({
      url: broker.url,
      site: 'demo',
      meter: 'oven',
      login,
      registers: [{ code: 'power', kind: 'gauge' }],
      everySeconds: 0.1,
      signal: stop.signal,
    });
    await vi.waitFor(() => {
      expect(broker.received.some(({ topic }) => topic === 'zerofab/v1/demo/oven/readings')).toBe(true);
    }, 20_000);
    stop.abort();
    await single;
  });
});
