// A year of quarter hours of 16 meters: from the backlog to its inventory figure, and what is asked of it afterwards.
import { join } from 'node:path';
import {
  connectMeters,
  createMeters,
  dayMessage,
  disconnect,
  ONE_COUNTER,
  publishAll,
  ZONE,
} from '../meters.mjs';
import { medianMs, seconds } from '../numbers.mjs';
import { startPlatform } from '../platform.mjs';
import { bareInsertRate, openStore } from '../store.mjs';
import { daySums } from './day-sums.mjs';
import {
  bareMany,
  createManySite,
  fillManySite,
  manySourcesIds,
  measureManySources,
} from './many-sources.mjs';

const METERS = 16;
const DAYS = 365;
const SITE = 'year';
const FROM_MS = Date.parse('2025-01-01T00:00:00+08:00');
const READINGS = METERS * DAYS * 96;
const ROUNDS = 15;
/** Rise of `dayMessage`, over the year's readings, which end a quarter hour before its end. */
const EXPECTED_TCO2 = (METERS * (DAYS * 96 - 1) * 2.5 * 0.5366) / 1000;
const YEAR = 'from=2025&to=2026';

const source = (meters) => ({
  name: 'Electricity',
  category: 'purchasedElectricity',
  activity: {
    kind: 'meters',
    registers: meters.map(({ code }) => ({ meter: code, register: 'active_energy', sign: 1 })),
  },
  factor: { kind: 'site', value: '0.5366', unit: 'kgCO2/kWh', source: 'benchmark' },
});

/** Sends the backlog and waits for the inventory of the year that holds all of it. */
const loadYear = async (platform) => {
  const meters = await createMeters(platform, SITE, METERS, ONE_COUNTER, { logins: true });
  await platform.request('PUT', `/sites/${SITE}/sources/grid`, source(meters));
  const connections = await connectMeters(platform.mqttUrl, meters);
  let published = 0;
  const took = await seconds(async () => {
    published = await publishAll(connections, DAYS, 4, dayMessage(FROM_MS));
    for (;;) {
      const inventory = await platform.get(`/sites/${SITE}/inventory?${YEAR}`);
      if (!inventory.settled) continue;
      if (Math.abs(inventory.totalTco2e - EXPECTED_TCO2) > 0.001)
        throw new Error(`inventory is ${inventory.totalTco2e}, expected ${EXPECTED_TCO2}`);
      break;
    }
  });
  await disconnect(connections);
  return { took, published };
};

/** Brings the store into the state that upkeep leaves it in: hours stored, old chunks compressed. */
const settleStore = async (store) => {
  await store.query("CALL refresh_continuous_aggregate('consumption_hour', NULL, $1::timestamptz)", [
    new Date(FROM_MS + 370 * 86_400_000),
  ]);
  await store.query("SELECT compress_chunk(c, if_not_compressed => true) FROM show_chunks('reading') c");
  await store.query(
    "SELECT compress_chunk(c, if_not_compressed => true) FROM show_chunks('consumption_15m') c",
  );
};

const bytesPerReading = async (store) => {
  const [{ bytes }] = await store.query("SELECT hypertable_size('reading')::float8 AS bytes");
  return bytes / READINGS;
};

const bareBytesPerRow = async (store) => {
  await store.query(
    'CREATE TABLE bench_size (register_id integer, ts timestamptz, value float8, received_at timestamptz, PRIMARY KEY (register_id, ts))',
  );
  await store.query(
    "INSERT INTO bench_size SELECT r, TIMESTAMPTZ '2025-01-01' + n * INTERVAL '15 minutes', n * 2.5, now() FROM generate_series(1, 4) r, generate_series(1, 20000) n",
  );
  const [{ bytes }] = await store.query("SELECT pg_total_relation_size('bench_size')::float8 AS bytes");
  await store.query('DROP TABLE bench_size');
  return bytes / 80_000;
};

/** The bare SQL of each question, on the same store, in the same state. */
const bareQueries = async (store) => {
  const registers = (await store.query('SELECT r.id FROM register r ORDER BY r.id')).map(({ id }) => id);
  const [from, to] = [new Date(FROM_MS), new Date('2026-01-01T00:00:00+08:00')];
  const month = new Date('2025-07-01T00:00:00+08:00');
  const ask = (sql, parameters) => medianMs(ROUNDS, () => store.query(sql, parameters));
  const byDay = (keys) =>
    `SELECT ${keys}time_bucket('1 day', hour, '${ZONE}') AS day, sum(value) FROM consumption_hour
     WHERE register_id = ANY ($1) AND hour >= $2 AND hour < $3 GROUP BY ${keys}day ORDER BY ${keys}day`;
  return {
    hourly: await ask(
      'SELECT hour, value FROM consumption_hour WHERE register_id = $1 AND hour >= $2 AND hour < $3 ORDER BY hour',
      [registers[3], from, to],
    ),
    hours: await ask(
      'SELECT hour, sum(value) FROM consumption_hour WHERE register_id = ANY ($1) AND hour >= $2 AND hour < $3 GROUP BY 1 ORDER BY 1',
      [registers, from, to],
    ),
    carbon: await ask(byDay(''), [registers, from, to]),
    group: await ask(byDay('register_id, '), [registers, from, to]),
    raw: await ask(
      'SELECT ts, value FROM reading WHERE register_id = $1 AND ts >= $2 AND ts < $3 ORDER BY ts',
      [registers[3], new Date('2025-06-01T00:00:00+08:00'), month],
    ),
    inventory:
      (await ask(
        'SELECT register_id, sum(value) FROM consumption_hour WHERE register_id = ANY ($1) AND hour >= $2 AND hour < $3 GROUP BY 1',
        [registers, from, to],
      )) / 1000,
  };
};

const askPlatform = async (platform) => {
  const ask = (...paths) =>
    medianMs(ROUNDS, () => Promise.all(paths.map((path) => platform.get(`/sites/${SITE}${path}`))));
  const consumption = (meter, bucket) => `/consumption?${YEAR}&bucket=${bucket}&meter=m${meter}`;
  return {
    hourly: await ask(consumption(3, 'hour')),
    carbon: await ask(`/emissions-series?${YEAR}&bucket=day`),
    group: await ask(...Array.from({ length: METERS }, (_, n) => consumption(n, 'day'))),
    raw: await ask('/meters/m3/readings?register=active_energy&from=2025-06&to=2025-07&limit=5000'),
    inventory: (await ask(`/inventory?${YEAR}`)) / 1000,
  };
};

export const year = {
  ids: [
    'history.figures',
    'storage.bytes-per-reading',
    'start.second',
    'query.meter-hourly',
    'query.carbon-daily',
    'query.group-daily',
    'query.raw-trend',
    'inventory.year',
    'day-sums.from-hours',
    'day-sums.from-quarters',
    'day-sums.zone-aggregate',
    'day-sums.zone-aggregate-refresh',
    ...manySourcesIds,
  ],
  run: async (folder) => {
    const env = { DATA_DIR: join(folder, 'year') };
    const first = await startPlatform(env);
    const { took, published } = await loadYear(first);
    await createManySite(first);
    await first.stop();

    const opening = performance.now();
    const store = await openStore(env);
    const openedIn = (performance.now() - opening) / 1000;
    await settleStore(store);
    const bytes = await bytesPerReading(store);
    const bareBytes = await bareBytesPerRow(store);
    const bare = await bareQueries(store);
    await fillManySite(store);
    const bareManyMs = await bareMany(store);
    const days = await daySums(store, ROUNDS);
    const insertRate = await bareInsertRate(store, READINGS);
    await store.close();

    const second = await startPlatform(env);
    const asked = await askPlatform(second);
    const many = await measureManySources(second, {
      site: SITE,
      meters: METERS,
      bareManyMs,
      bareHourlyMs: bare.hours,
    });
    await second.stop();
    const query = (id, key, note) => ({
      id,
      value: asked[key],
      unit: 'ms',
      ceiling: bare[key],
      note: `p50, a year of 16 meters by quarter hours; ${note}`,
    });
    return [
      {
        id: 'history.figures',
        value: took,
        unit: 's',
        ceiling: READINGS / insertRate,
        note: `${READINGS} readings as day-long messages (acknowledged after ${published.toFixed(1)} s) to the inventory of the year; ceiling: plain INSERT of the same rows`,
      },
      {
        id: 'storage.bytes-per-reading',
        value: bytes,
        unit: 'bytes',
        ceiling: bareBytes,
        note: 'hypertable after compression; ceiling: the same rows in a plain table with its primary key',
      },
      {
        id: 'start.second',
        value: second.startSeconds,
        unit: 's',
        ceiling: openedIn,
        note: 'process start to ready on the year of data; ceiling: opening the same store alone',
      },
      query('query.meter-hourly', 'hourly', '8 760 hours of one meter'),
      query('query.carbon-daily', 'carbon', '365 days of emissions of all meters'),
      query('query.group-daily', 'group', '365 days of each of 16 meters, 16 requests at once'),
      query('query.raw-trend', 'raw', '30 days of raw readings of one register'),
      {
        id: 'inventory.year',
        value: asked.inventory,
        unit: 's',
        ceiling: bare.inventory,
        note: 'p50; ceiling: bare sums by register',
      },
      ...days,
      ...many,
    ];
  },
};
