import type { MqttClient } from 'mqtt';
import { z } from 'zod';
import { connectPublisher, type Login } from '../mqtt/publisher.js';
import type { SimReading } from './model.js';
import { readJson, type Plant, type SimMeter } from './plant.js';

const loginsSchema = z.record(z.string(), z.object({ username: z.string(), password: z.string() }));

/** One simulated meter with its own MQTT connection and login. */
export interface Gateway {
  readonly meter: SimMeter;
  /** False while the broker is away: a reading sent now would wait in memory. */
  readonly connected: boolean;
  /** Publishes readings as one message; resolves when it was acknowledged. */
  send(readings: readonly SimReading[]): Promise<void>;
  /** Publishes the state, retained; said again after a broken connection, when the broker holds the last will. */
  status(state: 'online' | 'offline'): Promise<void>;
  close(): Promise<void>;
}

const toGateway = (client: MqttClient, site: string, meter: SimMeter): Gateway => {
  const topic = `zerofab/v1/${site}/${meter.code}`;
  let said: 'online' | 'offline' | undefined;
  const say = async (state: 'online' | 'offline'): Promise<void> => {
    await client.publishAsync(`${topic}/status`, state, { qos: 1, retain: true });
  };
  client.on('connect', () => {
    // Rejects only when the client is being closed: then the state is said anyway.
    if (said !== undefined) say(said).catch(() => undefined);
  });
  return {
    meter,
    get connected() {
      return client.connected;
    },
    async send(readings) {
      if (readings.length === 0) return;
      const payload = JSON.stringify(readings.length === 1 ? readings[0] : readings);
      await client.publishAsync(`${topic}/readings`, payload, { qos: 1 });
      if (meter.sim.sendsTwice) await client.publishAsync(`${topic}/readings`, payload, { qos: 1 });
    },
    async status(state) {
      said = state;
      if (client.connected) await say(state);
    },
    async close() {
      await client.endAsync();
    },
  };
};

/** A login that was issued anew while the connection was broken; undefined where the file tells nothing. */
const renewedLogin = (credentialsFile: string, meter: string): Login | undefined => {
  try {
    return readJson(credentialsFile, loginsSchema)[meter];
  } catch {
    // Being written, or gone: the login in use may still be good, and a refusal says so where it is not.
    return undefined;
  }
};

/**
 * Connects every meter of the plant with its own login; a meter that is refused goes on trying.
 * @throws ConnectionError when the broker cannot be reached
 * @throws AbortError when `stopped` was aborted meanwhile
 */
export const connectGateways = async (
  plant: Plant,
  url: string,
  credentialsFile: string,
  stopped: AbortSignal,
): Promise<Gateway[]> => {
  const logins = readJson(credentialsFile, loginsSchema);
  return Promise.all(
    plant.meters.map(async (meter) => {
      const login = logins[meter.code];
      if (login === undefined) throw new Error(`${credentialsFile} has no login for meter "${meter.code}"`);
      const statusTopic = `zerofab/v1/${plant.site.code}/${meter.code}/status`;
      const client = await connectPublisher({
        url,
        login,
        protocolVersion: 4,
        clientId: `sim-${plant.site.code}-${meter.code}`,
        statusTopic,
        patience: stopped,
        renewLogin: () => renewedLogin(credentialsFile, meter.code),
      });
      return toGateway(client, plant.site.code, meter);
    }),
  );
};
