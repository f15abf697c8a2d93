// The embedded TimescaleDB: PGlite (PostgreSQL in WASM with the TimescaleDB extension) behind the PostgreSQL wire
// protocol on a Unix socket. It runs in a worker thread, so that a long query never stops MQTT or HTTP.
// Plain JavaScript on purpose: a worker is loaded by Node itself, both from the sources (tests) and from the build.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { timescaledb } from '@electric-sql/pglite/timescaledb';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ dataDir: string, socketPath: string }} */
const { dataDir, socketPath } = workerData;

/** @param {string} folder */
const open = async (folder) => {
  const db = await PGlite.create({ dataDir: folder, extensions: { timescaledb } });
  await db.exec('CREATE EXTENSION IF NOT EXISTS timescaledb CASCADE');
  return db;
};

// Without a checkpointer of its own the log would grow to its default of 1 GB before it is reused. The line is written
// last when a folder is made, so it also tells a whole folder from one whose first start was broken off.
const LOG_LIMIT = "ALTER SYSTEM SET max_wal_size = '192MB'";

const isWhole = () => {
  try {
    return (
      existsSync(join(dataDir, 'global', 'pg_control')) &&
      readFileSync(join(dataDir, 'postgresql.auto.conf'), 'utf8').includes('max_wal_size')
    );
  } catch {
    return false;
  }
};

/** Made beside its place and renamed when whole: a first start that is broken off leaves nothing half made there. */
const make = async () => {
  const aside = `${dataDir}.new`;
  rmSync(aside, { recursive: true, force: true });
  const db = await open(aside);
  await db.exec(LOG_LIMIT);
  await db.close();
  renameSync(aside, dataDir);
};

if (existsSync(dataDir) && !isWhole()) {
  // Of a release that made the folder in its place. Nothing was ever stored in it; a person may look all the same.
  const kept = `${dataDir}.unfinished-${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;
  renameSync(dataDir, kept);
  parentPort?.postMessage({
    note: `A first start of ${dataDir} was broken off; what it left is kept in ${kept}`,
  });
}
if (!existsSync(dataDir)) await make();

const db = await open(dataDir);
// A second start finds the extension made, and would leave its second library (policies, compression, continuous
// aggregates) unloaded: a server's launcher loads it, there is none here.
const { rows } = await db.query("SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'");
for (const library of ['timescaledb', 'timescaledb-tsl'])
  await db.exec(`LOAD '$libdir/${library}-${rows[0].extversion}'`);
await db.exec(LOG_LIMIT);

/**
 * What the socket server needs of PGlite. Its own `execProtocolRaw` also keeps every message it ever answered in a list
 * that only `execProtocol` empties: each row read stayed in memory until the worker's heap was full.
 */
const store = {
  waitReady: db.waitReady,
  isInTransaction: () => db.isInTransaction(),
  runExclusive: (work) => db.runExclusive(work),
  exec: (sql) => db.exec(sql),
  execProtocolRaw: async (message) => (await db.execProtocol(message, { throwOnError: false })).data,
};
const server = new PGLiteSocketServer({ db: store, path: socketPath, maxConnections: 1 });
await server.start();
parentPort?.postMessage('ready');

const stop = async () => {
  await server.stop();
  await db.close();
  parentPort?.postMessage('stopped');
};

parentPort?.on('message', (message) => {
  if (message === 'stop') void stop();
});
