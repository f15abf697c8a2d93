// The same store without the platform above it: what the ceilings are measured on.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { root } from '../../scripts/fingerprint.mjs';

const built = (path) => import(pathToFileURL(join(root, 'dist/apps/server', path)).href);

/** Opens the store that `env` (DATA_DIR or DATABASE_URL) names, as a platform before left it. */
export const openStore = async (env) => {
  const { openDatabase, readEnvironment } = await built('libs/platform/src/index.js');
  const database = await openDatabase(readEnvironment(env), { entities: [], migrationFolders: [] });
  return {
    query: (sql, parameters) => database.dataSource.query(sql, parameters),
    close: () => database.close(),
  };
};

/** A database of its own beside the one that `url` names; `drop` removes it. */
export const scratchDatabase = async (url) => {
  const name = `zerofab_bench_${process.pid}_${Date.now()}`;
  const onServer = async (sql) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await onServer(`CREATE DATABASE ${name}`);
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  return { url: scratch.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

const ROWS_PER_INSERT = 10_000;

/**
 * Ceiling of ingest: plain INSERT … unnest of `rows` rows into a table without index.
 * @returns rows per second
 */
export const bareInsertRate = async (store, rows) => {
  await store.query(
    'CREATE TABLE bench_bare (register_id integer, ts timestamptz, value float8, received_at timestamptz)',
  );
  const startMs = Date.now() - 86_400_000;
  const began = performance.now();
  for (let from = 0; from < rows; from += ROWS_PER_INSERT) {
    const n = Math.min(ROWS_PER_INSERT, rows - from);
    const of = (value) => Array.from({ length: n }, (_, i) => value(from + i));
    await store.query(
      `INSERT INTO bench_bare SELECT r, to_timestamp(ms / 1000.0), v, $4
       FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (r, ms, v)`,
      [
        of((i) => i % 1000),
        of((i) => startMs + Math.floor(i / 1000) * 60_000),
        of((i) => i * 0.75),
        new Date(),
      ],
    );
  }
  const rate = rows / ((performance.now() - began) / 1000);
  await store.query('DROP TABLE bench_bare');
  return rate;
};
