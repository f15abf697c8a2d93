// A site with meters, and connections that publish as they would.
import { connectAsync } from 'mqtt';

export const ZONE = 'Asia/Shanghai';

/** Two counters and three gauges: what a usual electricity meter sends. */
export const FIVE_REGISTERS = [
  { code: 'active_energy', kind: 'counter', unit: 'kWh' },
  { code: 'reactive_energy', kind: 'counter', unit: 'kWh' },
  { code: 'active_power', kind: 'gauge', unit: 'kW' },
  { code: 'voltage', kind: 'gauge', unit: 'V' },
  { code: 'current', kind: 'gauge', unit: 'A' },
];
export const ONE_COUNTER = FIVE_REGISTERS.slice(0, 1);

/** Creates the site and its meters; on the embedded broker each meter gets its login. */
export const createMeters = async (platform, site, count, registers, { logins }) => {
  await platform.request('PUT', `/sites/${site}`, { name: `Bench ${site}`, timezone: ZONE });
  const meters = [];
  for (let n = 0; n < count; n += 1) {
    const path = `/sites/${site}/meters/m${n}`;
    await platform.request('PUT', path, { name: `Meter ${n}`, carrier: 'electricity', registers });
    const login = logins ? await platform.request('POST', `${path}/credentials`) : undefined;
    meters.push({ code: `m${n}`, topic: `zerofab/v1/${site}/m${n}/readings`, login });
  }
  return meters;
};

/** One MQTT connection per meter. */
export const connectMeters = async (mqttUrl, meters) =>
  Promise.all(
    meters.map(async ({ login, topic, code }) => ({
      code,
      topic,
      client: await connectAsync(mqttUrl, {
        ...(login === undefined ? {} : { username: login.username, password: login.password }),
        protocolVersion: 4,
        keepalive: 120,
        reconnectPeriod: 200,
      }),
    })),
  );

export const disconnect = async (connections) =>
  Promise.all(connections.map(({ client }) => client.endAsync()));

const publishOne = (client, topic, payload) =>
  new Promise((resolve, reject) => {
    client.publish(topic, payload, { qos: 1 }, (error) => (error ? reject(error) : resolve()));
  });

/**
 * Publishes `count` messages per connection by QoS 1, `window` of them unacknowledged at most.
 * @returns seconds from the first message to the last acknowledgement
 */
export const publishAll = async (connections, count, window, payloadOf) => {
  const began = performance.now();
  await Promise.all(
    connections.map(async ({ client, topic, code }) => {
      let next = 0;
      const lane = async () => {
        while (next < count) {
          const n = next;
          next += 1;
          await publishOne(client, topic, payloadOf(n, code));
        }
      };
      await Promise.all(Array.from({ length: Math.min(window, count) }, lane));
    }),
  );
  return (performance.now() - began) / 1000;
};

/**
 * One message per connection and second, spread evenly over the second, for `seconds`.
 * @returns milliseconds from each publish to its acknowledgement
 */
export const publishSteadily = async (connections, seconds, payloadOf) => {
  const times = [];
  const began = performance.now();
  await Promise.all(
    connections.map(async ({ client, topic, code }, index) => {
      for (let n = 0; n < seconds; n += 1) {
        const due = began + (n + index / connections.length) * 1000;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        const sent = performance.now();
        await publishOne(client, topic, payloadOf(n, code));
        times.push(performance.now() - sent);
      }
    }),
  );
  return times;
};

/**
 * A minute's message of five registers; `n` counts the minutes from `fromMs`. Counters go on from `before` minutes earlier:
 * one that began anew would be a reset, which is judged and costs more.
 */
export const minuteMessage =
  (fromMs, before = 0) =>
  (n) =>
    JSON.stringify({
      ts: fromMs + n * 60_000,
      values: {
        active_energy: 1000 + (before + n) * 0.75,
        reactive_energy: 200 + (before + n) * 0.25,
        active_power: 45 + (n % 7),
        voltage: 231.5 + (n % 5),
        current: 65 + (n % 11),
      },
    });

/** A day's backlog of quarter hours of one counter that rises by 2.5 kWh each time; `day` counts from `fromMs`. */
export const dayMessage = (fromMs) => (day) =>
  JSON.stringify(
    Array.from({ length: 96 }, (_, quarter) => {
      const n = day * 96 + quarter;
      return { ts: fromMs + n * 900_000, values: { active_energy: 100 + n * 2.5 } };
    }),
  );
