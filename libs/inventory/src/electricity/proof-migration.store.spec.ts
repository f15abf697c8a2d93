import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, projectRoot, readEnvironment, type Database } from '@zerofab/platform';
import { Journal, recordsMigrations, systemActor, type ChangeRequest } from '@zerofab/records';
import { telemetryStoreParts } from '@zerofab/telemetry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProofStore } from './proof.store.js';

const ADDED = '0025-energy-proof-serials.sql';

// Real parts: PGlite with TimescaleDB, the SQL files of the platform; first those before this migration, then the rest.
describe('proofs recorded before serial numbers had a series', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zerofab-spec-'));
  const sources = [
    ...telemetryStoreParts.migrationFolders,
    join(projectRoot(), 'libs/inventory/migrations'),
    recordsMigrations,
  ];
  const copy = (wanted: (file: string) => boolean): void => {
    for (const source of sources)
      for (const file of readdirSync(source).filter(wanted))
        copyFileSync(join(source, file), join(folder, file));
  };
  const open = async (): Promise<Database> =>
    openDatabase(readEnvironment({ DATA_DIR: join(folder, 'data') }), {
      entities: telemetryStoreParts.entities,
      migrationFolders: [folder],
    });
  let database: Database;

  beforeAll(async () => {
    copy((file) => file < ADDED);
    const before = await open();
    await before.dataSource.query(
      `INSERT INTO site (code, name_zh, name_en, timezone) VALUES ('a', 'a', 'a', 'Asia/Shanghai'), ('b', 'b', 'b', 'Asia/Shanghai')`,
    );
    await before.dataSource.query(
      `INSERT INTO energy_proof (site_id, kind, mwh, from_ts, to_ts, registry, serial_from, serial_to, recorded_by)
       SELECT id, kind, 100, '2025-01-01', '2026-01-01', registry, f, t, 'early' FROM site, (VALUES
         ('certificate', 'GEC register', 101, 200), ('trade', NULL, 7, NULL), ('trade', NULL, NULL, 8),
         ('trade', 'I-REC', 9, 1), ('own', NULL, NULL, NULL)) AS early (kind, registry, f, t) WHERE code = 'a'`,
    );
    await before.close();
    copy((file) => file >= ADDED);
    database = await open();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('are carried over, and keep what was entered', async () => {
    expect(database.applied[0]).toBe(ADDED.slice(0, -4));
    const rows = await database.dataSource.query<Record<string, string | null>[]>(
      `SELECT serial_series, serial_from::text AS f, serial_to::text AS t, serial_from_text, serial_to_text
       FROM energy_proof ORDER BY id`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['CNGEC:', '101', '200', '101', '200'],
      [':', '7', '7', '7', null],
      [':', '8', '8', null, '8'],
      ['IREC:', '1', '9', '9', '1'],
      [null, null, null, null, null],
    ]);
  });

  it('hold their certificates against claims of today, until they are withdrawn', async () => {
    const store = new ProofStore(database.dataSource, new Journal(database.dataSource));
    const by = (username: string): ChangeRequest => ({ actor: systemActor(username) });
    const [a, b] = (
      await database.dataSource.query<{ id: number }[]>('SELECT id FROM site ORDER BY code')
    ).map(({ id }) => id);
    const claim = async () =>
      store.add(
        { id: b ?? 0, code: 'b' },
        {
          kind: 'certificate',
          mwh: '1',
          fromMs: 0,
          toMs: 1,
          generationMonth: '2025-01',
          plant: null,
          technology: null,
          province: null,
          contract: null,
          settlement: null,
          registry: '国家绿证核发交易系统',
          serialFrom: '0150',
          serialTo: '0150',
          retiredOn: '2025-02-01',
          beneficiary: 'b',
          fileHash: null,
          evidence: null,
        },
        by('today'),
        () => undefined,
      );
    await expect(claim()).rejects.toThrow(/certificates 150 to 150 .* by another site/);
    const [early] = await store.active(a ?? 0);
    await store.withdraw({ id: a ?? 0, code: 'a' }, early?.id ?? '', 'sold on', by('early'));
    expect(await claim()).toMatchObject({ serialFrom: '0150', recordedBy: 'today' });
    // What was withdrawn cannot come back over the new claim.
    await expect(
      database.dataSource.query(`UPDATE energy_proof SET withdrawn_at = NULL WHERE id = $1`, [early?.id]),
    ).rejects.toThrow(/claimed already/);
  });
});
