import { ConfigurationError } from '@zerofab/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publish, TinyBroker } from '../../../../test/fixtures/tiny-broker.js';
import type { IngestPipeline } from '../ingest/pipeline.js';
import type { EmbeddedBroker } from './embedded-broker.js';
import { FrontDoors } from './front-doors.js';
import { OutsideBroker, type OutsideBrokerOptions } from './outside-broker.js';
import type { StatusKeeper } from './status-keeper.js';

/** CONNACK reason codes of MQTT 5. */
const SERVER_UNAVAILABLE = 136;
const NOT_AUTHORIZED = 135;

// Real parts: MQTT.js, TCP. Beside it, test/broker holds the same against Mosquitto.
describe('the door to an outside broker that answers, but refuses for a while', () => {
  let broker: TinyBroker;
  let door: OutsideBroker;
  let taken: string[];
  const options = async (more: Partial<OutsideBrokerOptions> = {}): Promise<OutsideBrokerOptions> => ({
    url: await broker.listen(),
    clientId: 'w',
    share: undefined,
    retryMs: 5,
    ...more,
  });
  const until = async (condition: () => boolean): Promise<void> => {
    await vi.waitFor(() => {
      expect(condition()).toBe(true);
    }, 20_000);
  };

  beforeEach(() => {
    broker = new TinyBroker();
    taken = [];
    const pipeline = {
      accept: async ({ payload }: { payload: Uint8Array }) => {
        taken.push(Buffer.from(payload).toString());
      },
      close: async () => undefined,
    };
    door = new OutsideBroker(pipeline as unknown as IngestPipeline, {} as StatusKeeper);
  });
  afterEach(async () => {
    await door.close();
    broker.close();
  });

  for (const [name, code] of [
    ['Server unavailable', SERVER_UNAVAILABLE],
    ['Not authorized', NOT_AUTHORIZED],
  ] as const) {
    it(`comes back after "${name}", subscribes again and takes each message once`, async () => {
      await door.connect(await options());
      broker.send(1, publish(1, 'zerofab/v1/s/m/readings', 'before'));
      await until(() => taken.length === 1);
      broker.refusals = Array.from({ length: 6 }, () => code);
      const troubles = new Set<string>();
      broker.onRefusal = () => troubles.add(door.trouble() ?? 'none');
      broker.sockets[0]?.destroy();
      await until(() => broker.filters(8).length === 2);
      // First how the connection broke (its end or a reset), from then on what the broker answers.
      expect([...troubles]).toEqual([expect.any(String), expect.stringContaining(name)]);
      expect(door.trouble()).toBeUndefined();
      broker.send(8, publish(1, 'zerofab/v1/s/m/readings', 'after'));
      await until(() => taken.length === 2);
      expect(taken).toEqual(['before', 'after']);
      await until(() => broker.acked(8).length === 1);
    });

    it(`bears "${name}" at the start`, async () => {
      broker.refusals = Array.from({ length: 4 }, () => code);
      await door.connect(await options());
      expect(broker.filters(5)).toEqual(['zerofab/v1/+/+/readings', 'zerofab/v1/+/+/status']);
    });
  }

  it('ends the start with the reason when it is refused for too long, and tries no more', async () => {
    broker.refusals = Array.from({ length: 10_000 }, () => NOT_AUTHORIZED);
    const error: unknown = await door
      .connect(await options({ firstConnectMs: 1000 }))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toMatch(/MQTT_URL: .*Not authorized/);
    const { asked } = broker;
    expect(asked).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(broker.asked).toBe(asked);
  });

  it('ends the start at once when nobody listens', async () => {
    const url = await broker.listen();
    broker.close();
    await expect(door.connect(await options({ url }))).rejects.toThrow(/MQTT_URL: .*ECONNREFUSED/);
  });

  it('tells health why', async () => {
    const doors = new FrontDoors({} as EmbeddedBroker, door);
    expect(doors.trouble()).toBeUndefined();
    const url = await broker.listen();
    await doors.start({ url, host: '', port: 0, clientId: 'w', share: undefined });
    expect([doors.state(), doors.trouble()]).toEqual(['connected', undefined]);
    broker.refusals = Array.from({ length: 100 }, () => SERVER_UNAVAILABLE);
    broker.sockets[0]?.destroy();
    await until(() => doors.trouble()?.includes('Server unavailable') === true);
    expect(doors.state()).toBe('broken');
  });
});
