import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publish, TinyBroker } from '../../../../test/fixtures/tiny-broker.js';
import { connectWithDeferredAck, type DeferredHandler } from './deferred-ack.js';

/** A handler whose messages the test confirms or refuses by their payload. */
const heldHandler = () => {
  const held = new Map<string, { resolve: () => void; reject: (error: Error) => void }[]>();
  const handle: DeferredHandler = async (_topic, payload) =>
    new Promise<void>((resolve, reject) => {
      const name = Buffer.from(payload).toString();
      held.set(name, [...(held.get(name) ?? []), { resolve, reject }]);
    });
  const arrived = async (name: string, times = 1): Promise<void> => {
    await vi.waitFor(() => {
      expect(held.get(name)).toHaveLength(times);
    }, 5000);
  };
  return { handle, arrived, held };
};

const connected = async (client: MqttClient): Promise<void> =>
  new Promise((resolve) => {
    client.once('connect', () => {
      resolve();
    });
  });

// Real parts: MQTT.js, TCP. Beside it, test/broker holds the same contract against Mosquitto.
describe('connectWithDeferredAck', () => {
  let broker: TinyBroker;
  let client: MqttClient | undefined;
  const connectTo = async (handle: DeferredHandler, receiveMaximum = 1000): Promise<MqttClient> => {
    const opened = connectWithDeferredAck(
      await broker.listen(),
      {
        protocolVersion: 5,
        clientId: 'w',
        clean: false,
        reconnectPeriod: 20,
        properties: { receiveMaximum },
      },
      handle,
    );
    client = opened;
    opened.on('error', () => undefined);
    await connected(opened);
    return opened;
  };
  beforeEach(() => {
    broker = new TinyBroker();
  });
  afterEach(async () => {
    await client?.endAsync(true);
    broker.close();
  });

  it('takes many messages at once and confirms each one only when its handler resolved, in any order', async () => {
    const { handle, arrived, held } = heldHandler();
    await connectTo(handle);
    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    broker.send(1, ...ids.map((id) => publish(id, 't', `m${String(id)}`)));
    await arrived('m100');
    expect(held.size).toBe(100);
    expect(broker.acks).toEqual([]);
    held.get('m70')?.[0]?.resolve();
    held.get('m3')?.[0]?.resolve();
    await vi.waitFor(() => {
      expect(broker.acked(1)).toEqual([70, 3]);
    });
  });

  it('reads no further than the receive maximum, whatever the broker sends', async () => {
    const { handle, arrived, held } = heldHandler();
    await connectTo(handle, 10);
    broker.send(1, ...Array.from({ length: 30 }, (_, index) => publish(index + 1, 't', `m${String(index)}`)));
    await arrived('m9');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(held.size).toBe(10);
    held.get('m4')?.[0]?.resolve();
    await arrived('m10');
    expect(held.size).toBe(11);
    expect(broker.acked(1)).toEqual([5]);
  });

  it('never confirms a message whose handler failed: it comes again over a new connection', async () => {
    const { handle, arrived, held } = heldHandler();
    await connectTo(handle);
    broker.send(1, publish(1, 't', 'refused'), publish(2, 't', 'other'));
    await arrived('other');
    const again = connected(client!);
    held.get('refused')?.[0]?.reject(new Error('the store is away'));
    await again;
    expect(broker.acks).toEqual([]);
    broker.send(2, publish(1, 't', 'refused'));
    await arrived('refused', 2);
    held.get('refused')?.[1]?.resolve();
    await vi.waitFor(() => {
      expect(broker.acks).toEqual([{ connection: 2, messageId: 1 }]);
    });
  });

  it('lets no confirmation reach a later connection, where its id may mean another message', async () => {
    const { handle, arrived, held } = heldHandler();
    await connectTo(handle);
    broker.send(1, publish(7, 't', 'old'));
    await arrived('old');
    const again = connected(client!);
    broker.sockets[0]?.destroy();
    await again;
    broker.send(2, publish(7, 't', 'new'));
    await arrived('new');
    held.get('old')?.[0]?.resolve();
    // What follows on the same connection shows that nothing was sent before it.
    broker.send(2, publish(8, 't', 'next'));
    await arrived('next');
    held.get('next')?.[0]?.resolve();
    await vi.waitFor(() => {
      expect(broker.acks).toEqual([{ connection: 2, messageId: 8 }]);
    });
  });

  it('keeps the connection when a failure belongs to an earlier one', async () => {
    const { handle, arrived, held } = heldHandler();
    await connectTo(handle);
    broker.send(1, publish(1, 't', 'old'));
    await arrived('old');
    const again = connected(client!);
    broker.sockets[0]?.destroy();
    await again;
    held.get('old')?.[0]?.reject(new Error('the store was away'));
    broker.send(2, publish(1, 't', 'new'));
    await arrived('new');
    held.get('new')?.[0]?.resolve();
    await vi.waitFor(() => {
      expect(broker.acks).toEqual([{ connection: 2, messageId: 1 }]);
    });
    expect(broker.sockets).toHaveLength(2);
  });
});
