import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config/env.js';

/** One key for all: two servers that start at once migrate one after the other. */
const LOCK_KEY = 7_330_151;

export interface Migration {
  readonly id: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads `NNNN-title.sql` files of a folder in order. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      return { id: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });

/**
 * Statements of a migration run one by one: continuous aggregates and policies cannot share one multi-statement
 * query. A line that holds only `-- next` parts them.
 */
const statementsOf = (sql: string): string[] =>
  sql
    .split(/^-- next.*$/m)
    .map((part) => part.trim())
    .filter((part) => part.replaceAll(/^\s*--.*$/gm, '').trim() !== '');

/**
 * The migrations that are still to run, in their order.
 * @param applied checksum by id, as the store has it
 * @throws ConfigurationError when a released migration differs from what was applied, or a new one would run after a later
 * one: a fresh store and an upgraded one must come about in the same order
 */
export const pendingMigrations = (
  applied: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
): Migration[] => {
  const last = [...applied.keys()].toSorted().at(-1) ?? '';
  return migrations.filter(({ id, checksum }) => {
    const before = applied.get(id);
    if (before !== undefined && before !== checksum)
      throw new ConfigurationError(
        `Migration ${id} was changed after it was applied; restore the released file and add a new one`,
      );
    if (before === undefined && id < last)
      throw new ConfigurationError(
        `Migration ${id} would run after ${last}; give it the next number over all libs`,
      );
    return before === undefined;
  });
};

/**
 * Brings the schema up to date under an advisory lock; twice is harmless. Each statement is written so that a
 * migration cut off half-way can run again.
 * @returns the ids that were applied now.
 * @throws ConfigurationError as `pendingMigrations`
 */
export const migrate = async (
  dataSource: DataSource,
  migrations: readonly Migration[],
): Promise<string[]> => {
  // One connection for all: the lock belongs to it (and the embedded database has no second one).
  await using runner = dataSource.createQueryRunner();
  await runner.connect();
  await runner.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
  try {
    await runner.query(
      `CREATE TABLE IF NOT EXISTS schema_migration (
         id text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const rows: unknown = await runner.query('SELECT id, checksum FROM schema_migration');
    const applied = new Map(
      (rows as { id: string; checksum: string }[]).map((row) => [row.id, row.checksum]),
    );
    const done: string[] = [];
    for (const migration of pendingMigrations(applied, migrations)) {
      for (const statement of statementsOf(migration.sql)) await runner.query(statement);
      await runner.query('INSERT INTO schema_migration (id, checksum) VALUES ($1, $2)', [
        migration.id,
        migration.checksum,
      ]);
      done.push(migration.id);
    }
    return done;
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
  }
};
