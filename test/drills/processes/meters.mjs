// Meters for drills: a site, their logins, and one that publishes all along while somebody else misbehaves.
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { ask, launch, logIn, PASSWORD, residentMb, untilReady } from './server.mjs';

const SITE = 'drill';
const topicOf = (meter) => `zerofab/v1/${SITE}/${meter}/readings`;

/** Starts a server with a site and these meters; `call` asks its API, `sample` keeps the most memory seen. */
export const startWithMeters = async ({ dist, folder }, meters) => {
  const server = launch(dist, { DATA_DIR: `${folder}/data`, LOG_LEVEL: 'warn' });
  const { url, mqttUrl } = await untilReady(server);
  const token = await logIn(url, 'admin', PASSWORD);
  const call = async (method, path, body) => ask(url, path, { token, method, body, limitMs: 600_000 });
  await call('PUT', `/sites/${SITE}`, { name: 'Drill', timezone: 'Asia/Shanghai' });
  const logins = {};
  for (const meter of meters) {
    await call('PUT', `/sites/${SITE}/meters/${meter}`, {
      name: meter,
      carrier: 'electricity',
      registers: [{ code: 'e', kind: 'counter', unit: 'kWh', interval: 'PT15M' }],
    });
    logins[meter] = (await call('POST', `/sites/${SITE}/meters/${meter}/credentials`)).json;
  }
  let mostMb = 0;
  const timer = setInterval(() => (mostMb = Math.max(mostMb, residentMb(server.child.pid))), 200);
  timer.unref();
  const connect = async (meter, options = {}) => {
    const client = await mqtt.connectAsync(
      mqttUrl,
      {
        username: logins[meter].username,
        password: logins[meter].password,
        protocolVersion: 4,
        reconnectPeriod: 0,
        ...options,
      },
      false,
    );
    client.on('error', () => undefined);
    return client;
  };
  const loginOf = (meter) => ({ ...logins[meter], mqttUrl, topic: topicOf(meter) });
  return { server, url, call, connect, loginOf, site: SITE, mostMb: () => mostMb };
};

/** Publishes; true when it was acknowledged. */
export const publish = async (client, meter, payload) =>
  client
    .publishAsync(
      topicOf(meter),
      typeof payload === 'object' && !Buffer.isBuffer(payload) ? JSON.stringify(payload) : payload,
      {
        qos: 1,
      },
    )
    .then(
      () => true,
      () => false,
    );

/** A meter that publishes ten times a second until `stop`, and asks for readiness; what it saw is counted. */
export const bystander = async ({ connect, url }, meter) => {
  const client = await connect(meter);
  const first = Date.now() - 3_000_000;
  const seen = { sent: 0, acknowledged: 0, slowest: 0, slowestReady: 0 };
  const state = { going: true };
  const publishing = (async () => {
    while (state.going) {
      const began = performance.now();
      seen.sent += 1;
      if (await publish(client, meter, { ts: first + seen.sent * 1000, values: { e: seen.sent } }))
        seen.acknowledged += 1;
      seen.slowest = Math.max(seen.slowest, performance.now() - began);
      await sleep(100);
    }
  })();
  const asking = (async () => {
    while (state.going) {
      const { ms } = await ask(url, '/health/ready', { limitMs: 600_000 });
      seen.slowestReady = Math.max(seen.slowestReady, ms);
      await sleep(500);
    }
  })();
  return {
    stop: async () => {
      state.going = false;
      await Promise.all([publishing, asking]);
      await client.endAsync(true);
      return seen;
    },
  };
};

/** How many readings of a meter are stored, and how many times stand twice. */
const storedOf = async ({ call, site }, meter) => {
  const times = [];
  let cursor = '';
  for (;;) {
    const { json } = await call(
      'GET',
      `/sites/${site}/meters/${meter}/readings?register=e&from=2000&to=2100&limit=5000${cursor}`,
    );
    times.push(...json.items.map(({ ts }) => ts));
    if (json.next === null) break;
    cursor = `&cursor=${json.next}`;
  }
  return { stored: times.length, doubled: times.length - new Set(times).size };
};

/** The lines of a drill's table that all of these have in common. */
export const countsOf = async (platform, others, meter, seen, { sent, acknowledged }) => {
  const [own, theirs] = [await storedOf(platform, meter), await storedOf(platform, others)];
  return {
    sent,
    acknowledged,
    stored: own.stored,
    doubled: own.doubled + theirs.doubled,
    "others' sent": seen.sent,
    "others' acknowledged": seen.acknowledged,
    "others' stored": theirs.stored,
    "others' slowest acknowledgement ms": Math.round(seen.slowest),
    'slowest /health/ready ms': Math.round(seen.slowestReady),
    'most memory MB': platform.mostMb(),
    failures:
      (seen.slowest < 1000 ? 0 : 1) +
      (seen.slowestReady < 1000 ? 0 : 1) +
      (theirs.stored === seen.acknowledged ? 0 : 1) +
      own.doubled +
      theirs.doubled,
  };
};
