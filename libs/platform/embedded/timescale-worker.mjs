// The embedded TimescaleDB: PGlite (PostgreSQL in WASM with the TimescaleDB extension) behind the PostgreSQL wire
// protocol on a Unix socket. It runs in a worker thread, so that a long query never stops MQTT or HTTP.
// Plain JavaScript on purpose: a worker is loaded by Node itself, both from the sources (tests) and from the build.
import { PGlite } from '@electric-sql/pglite';
import { timescaledb } from '@electric-sql/pglite/timescaledb';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ dataDir: string, socketPath: string }} */
const { dataDir, socketPath } = workerData;

const db = await PGlite.create({ dataDir, extensions: { timescaledb } });
await db.exec('CREATE EXTENSION IF NOT EXISTS timescaledb CASCADE');
// A second start finds the extension made, and would leave its second library (policies, compression, continuous
// aggregates) unloaded: a server's launcher loads it, there is none here.
const { rows } = await db.query("SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'");
for (const library of ['timescaledb', 'timescaledb-tsl'])
  await db.exec(`LOAD '$libdir/${library}-${rows[0].extversion}'`);
// Without a checkpointer of its own the log would grow to its default of 1 GB before it is reused.
await db.exec("ALTER SYSTEM SET max_wal_size = '192MB'");
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 1 });
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
