// How fast and how promptly readings are stored: 200 meters, 5 registers a message, QoS 1.
import { join } from 'node:path';
import { bareInsertRate, openStore, scratchDatabase } from '../store.mjs';
import {
  connectMeters,
  createMeters,
  disconnect,
  FIVE_REGISTERS,
  minuteMessage,
  ONE_COUNTER,
  publishAll,
  publishSteadily,
} from '../meters.mjs';
import { quantile } from '../numbers.mjs';
import { startPlatform } from '../platform.mjs';

const METERS = 200;
const MESSAGES = 300;
const READINGS = METERS * MESSAGES * FIVE_REGISTERS.length;
/** Unacknowledged messages per connection. */
const WINDOW = 10;
const STEADY_SECONDS = 20;
const ROUNDS = 15;
const DAY_MS = 86_400_000;

const yesterday = () => Math.floor((Date.now() - DAY_MS) / 3_600_000) * 3_600_000;
const SITE = `bench${process.pid}`;

/** The embedded broker confirms after the commit: the last acknowledgement is the end of the measurement. */
const embeddedRate = async (platform) => {
  const meters = await createMeters(platform, SITE, METERS, FIVE_REGISTERS, { logins: true });
  const connections = await connectMeters(platform.mqttUrl, meters);
  const took = await publishAll(connections, MESSAGES, WINDOW, minuteMessage(yesterday()));
  const stored = await platform.storedReadings();
  if (stored !== READINGS) throw new Error(`${stored} readings stored of ${READINGS}`);
  return { connections, rate: READINGS / took };
};

/** Waits for the roll-up of what came before: the next figure is about its own load. */
const rolledUp = async (platform) => {
  while ((await platform.get('/health/ready')).pendingSpans > 0)
    await new Promise((resolve) => setTimeout(resolve, 100));
};

/** Seconds from a publish until the consumption of its day shows it; one meter of its own, every other one silent. */
const freshness = async (platform) => {
  const site = `${SITE}fresh`;
  const connections = await connectMeters(
    platform.mqttUrl,
    await createMeters(platform, site, 1, ONE_COUNTER, { logins: true }),
  );
  const [{ client, topic, code }] = connections;
  const fromMs = yesterday() - DAY_MS;
  const iso = (ms) => new Date(ms).toISOString();
  const path = `/sites/${site}/consumption?meter=${code}&bucket=15m&from=${iso(fromMs)}&to=${iso(fromMs + DAY_MS)}`;
  const times = [];
  for (let n = 0; n <= ROUNDS; n += 1) {
    const sent = performance.now();
    const text = JSON.stringify({ ts: fromMs + n * 900_000, values: { active_energy: n * 2 } });
    client.publish(topic, text, { qos: 1 });
    while ((await platform.get(path)).readings <= n);
    if (n > 0) times.push((performance.now() - sent) / 1000);
  }
  await disconnect(connections);
  return quantile(times, 0.5);
};

/** p99 of five rows committed alone: what an acknowledgement cannot be faster than. */
const bareCommitP99 = async (store) => {
  await store.query('CREATE TABLE bench_commit (r integer, ts timestamptz, v float8)');
  const times = [];
  for (let n = 0; n < 500; n += 1) {
    const began = performance.now();
    await store.query('INSERT INTO bench_commit SELECT i, now(), i FROM generate_series(1, 5) i');
    times.push(performance.now() - began);
  }
  return quantile(times, 0.99);
};

export const embeddedIngest = {
  ids: ['ingest.embedded', 'ingest.ack-p99', 'freshness'],
  run: async (folder) => {
    const env = { DATA_DIR: join(folder, 'ingest') };
    const platform = await startPlatform(env);
    const { connections, rate } = await embeddedRate(platform);
    await rolledUp(platform);
    const steady = await publishSteadily(
      connections,
      STEADY_SECONDS,
      minuteMessage(yesterday() + 12 * 3_600_000, 12 * 60),
    );
    await rolledUp(platform);
    const fresh = await freshness(platform);
    await disconnect(connections);
    await platform.stop();
    const store = await openStore(env);
    const ceiling = await bareInsertRate(store, READINGS);
    const commit = await bareCommitP99(store);
    await store.close();
    return [
      {
        id: 'ingest.embedded',
        value: rate,
        unit: 'readings/s',
        ceiling,
        note: `${METERS} meters x ${MESSAGES} messages x 5 registers, ${WINDOW} in flight each, all acknowledged after commit; ceiling: INSERT … unnest of as many rows into a bare table of the same store`,
      },
      {
        id: 'ingest.ack-p99',
        value: quantile(steady, 0.99),
        unit: 'ms',
        ceiling: commit,
        note: `${METERS} messages/s for ${STEADY_SECONDS} s, p50 ${quantile(steady, 0.5).toFixed(1)} ms; ceiling: p99 of a bare 5-row commit on an idle store`,
      },
      { id: 'freshness', value: fresh, unit: 's', note: 'publish to visible in consumption, median' },
    ];
  },
};

/** The outside broker confirms for itself: what counts is when all readings are in the store. */
export const serverIngest = {
  ids: ['ingest.server'],
  needsServer: true,
  run: async (folder) => {
    const scratch = await scratchDatabase(process.env.DATABASE_URL);
    try {
      const env = {
        DATA_DIR: join(folder, 'server'),
        DATABASE_URL: scratch.url,
        MQTT_URL: process.env.MQTT_URL,
      };
      const platform = await startPlatform(env);
      const meters = await createMeters(platform, SITE, METERS, FIVE_REGISTERS, { logins: false });
      const connections = await connectMeters(env.MQTT_URL, meters);
      const began = performance.now();
      await publishAll(connections, MESSAGES, WINDOW, minuteMessage(yesterday()));
      while ((await platform.storedReadings()) < READINGS)
        await new Promise((resolve) => setTimeout(resolve, 20));
      const rate = READINGS / ((performance.now() - began) / 1000);
      await disconnect(connections);
      await platform.stop();
      const store = await openStore(env);
      const ceiling = await bareInsertRate(store, READINGS);
      await store.close();
      return [
        {
          id: 'ingest.server',
          value: rate,
          unit: 'readings/s',
          ceiling,
          note: `${METERS} meters x ${MESSAGES} messages x 5 registers through the broker of MQTT_URL, from the first publish until all are in the store; ceiling: INSERT … unnest of as many rows into a bare table of the same server`,
        },
      ];
    } finally {
      await scratch.drop();
    }
  },
};
