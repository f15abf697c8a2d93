import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readEnvironment } from '../config/env.js';
import { openDatabase } from './database.js';

// Real parts: PGlite with TimescaleDB, pg over a Unix socket, SQL files on disk.
describe('openDatabase, embedded', () => {
  let folder: string;
  const parts = (migrations: string) => ({ entities: [], migrationFolders: [migrations] });
  const env = () => readEnvironment({ DATA_DIR: join(folder, 'data') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-spec-'));
    writeFileSync(
      join(folder, '0001-first.sql'),
      'CREATE TABLE IF NOT EXISTS kept (n integer PRIMARY KEY);\n-- next\nINSERT INTO kept VALUES (1) ON CONFLICT DO NOTHING;',
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('migrates once, keeps data over a restart, refuses a second process and a changed migration', async () => {
    const first = await openDatabase(env(), parts(folder));
    expect(first.applied).toEqual(['0001-first']);
    expect(first.embedded).toBe(true);
    await first.dataSource.query('INSERT INTO kept VALUES (2)');
    await first.close();

    const second = await openDatabase(env(), parts(folder));
    expect(second.applied).toEqual([]);
    // Functions of TimescaleDB's second library are there after a restart too.
    await expect(
      second.dataSource.query("SELECT remove_retention_policy('kept', if_exists => true)"),
    ).rejects.toThrow(/not a hypertable/);
    expect(await second.dataSource.query('SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    await second.close();

    writeFileSync(join(folder, '0001-first.sql'), 'SELECT 1');
    await expect(openDatabase(env(), parts(folder))).rejects.toThrow(
      /0001-first was changed after it was applied/,
    );
  });

  it('says in one line that a server cannot be reached, without its password', async () => {
    const unreachable = readEnvironment({ DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:1/none' });
    const attempt = openDatabase(unreachable, parts(folder));
    await expect(attempt).rejects.toThrow(ConfigurationError);
    await expect(attempt).rejects.toThrow(/^DATABASE_URL: the database cannot be reached \([^\n]+\)$/);
    await expect(attempt).rejects.not.toThrow(/geheim/);
  });

  it('refuses a folder that is not one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    await expect(openDatabase(readEnvironment({ DATA_DIR: join(file, 'x') }), parts(folder))).rejects.toThrow(
      /DATA_DIR .* cannot be written \(ENOTDIR\)/,
    );
  });
});
