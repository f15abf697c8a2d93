import { connectWithDeferredAck, type DeferredHandler } from '@zerofab/telemetry';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mosquitto } from './mosquitto.js';

const COUNT = 500;
const TOPIC = 'zerofab/v1/s/m/readings';

// Real parts: Mosquitto, MQTT.js, TCP. The packet-exact half of the contract stands beside deferred-ack.ts.
describe('connectWithDeferredAck against Mosquitto', () => {
  let broker: Mosquitto;
  const clients: MqttClient[] = [];

  const worker = async (clientId: string, handle: DeferredHandler, filter = TOPIC): Promise<MqttClient> => {
    const client = connectWithDeferredAck(
      broker.url,
      {
        protocolVersion: 5,
        clientId,
        clean: false,
        reconnectPeriod: 50,
        properties: { sessionExpiryInterval: 3600, receiveMaximum: 200 },
      },
      handle,
    );
    clients.push(client);
    client.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      client.once('connect', () => {
        resolve();
      });
    });
    await client.subscribeAsync(filter, { qos: 1 });
    return client;
  };
  const publishAll = async (): Promise<void> => {
    const publisher = await connectAsync(broker.url, { protocolVersion: 5 });
    clients.push(publisher);
    await Promise.all(
      Array.from({ length: COUNT }, async (_, index) =>
        publisher.publishAsync(TOPIC, String(index), { qos: 1 }),
      ),
    );
  };
  const names = Array.from({ length: COUNT }, (_, index) => String(index));

  beforeEach(async () => {
    broker = await Mosquitto.start();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(async (client) => client.endAsync(true)));
    await broker[Symbol.asyncDispose]();
  });

  it('has as many messages in flight as the receive maximum says, and no more', async () => {
    let flying = 0;
    let most = 0;
    const seen: string[] = [];
    await worker('w1', async (_topic, payload) => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise((resolve) => setTimeout(resolve, 20));
      flying -= 1;
      seen.push(Buffer.from(payload).toString());
    });
    await publishAll();
    await vi.waitFor(() => {
      expect(seen).toHaveLength(COUNT);
    }, 10_000);
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThanOrEqual(200);
    expect(new Set(seen)).toEqual(new Set(names));
  });

  it('gets again what its handler refused, until it is taken', async () => {
    const stored = new Set<string>();
    let refusals = 0;
    await worker('w1', async (_topic, payload) => {
      const name = Buffer.from(payload).toString();
      if (name.endsWith('7') && refusals < 5) {
        refusals += 1;
        throw new Error('the store is away');
      }
      stored.add(name);
    });
    await publishAll();
    await vi.waitFor(() => {
      expect(stored).toEqual(new Set(names));
    }, 10_000);
    expect(refusals).toBe(5);
  });

  it('a killed client finds what it had not confirmed, also after a restart of the broker', async () => {
    const confirmed = new Set<string>();
    const first = await worker('w1', async (_topic, payload) => {
      const name = Buffer.from(payload).toString();
      if (confirmed.size >= COUNT / 4) return new Promise<void>(() => undefined);
      confirmed.add(name);
      return undefined;
    });
    await publishAll();
    await vi.waitFor(() => {
      expect(confirmed.size).toBe(COUNT / 4);
    });
    first.options.reconnectPeriod = 0;
    first.stream.destroy();
    await broker.restart();
    const stored = new Set(confirmed);
    await worker('w1', async (_topic, payload) => {
      stored.add(Buffer.from(payload).toString());
    });
    await vi.waitFor(() => {
      expect(stored).toEqual(new Set(names));
    }, 10_000);
  });

  it('two workers of a group share the messages: each one goes to one of them', async () => {
    const taken: string[][] = [[], []];
    for (const [index, list] of taken.entries()) {
      const handle: DeferredHandler = async (_topic, payload) => {
        list.push(Buffer.from(payload).toString());
      };
      await worker(`w${String(index)}`, handle, `$share/g/${TOPIC}`);
    }
    await publishAll();
    await vi.waitFor(() => {
      expect(taken.flat()).toHaveLength(COUNT);
    }, 10_000);
    expect(new Set(taken.flat())).toEqual(new Set(names));
    expect(Math.min(...taken.map((list) => list.length))).toBeGreaterThan(0);
  });
});
