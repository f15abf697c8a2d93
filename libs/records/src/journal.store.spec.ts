import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, readEnvironment, type Database } from '@zerofab/platform';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeRequest } from './actor.js';
import { checkChain } from '@zerofab/audit';
import { auditEntry, sha256 } from './entry.js';
import { History } from './history.js';
import { Journal, type Change, type ChangeGuard } from './journal.js';
import { recordsMigrations } from './index.js';
import { storedKind } from './schema/stored.js';

interface Thing {
  readonly n: number;
}
const storedThing = storedKind<Thing>('parameter', z.object({ n: z.number() }));
const anna: ChangeRequest = { actor: { username: 'anna', role: 'admin', address: '::1' }, reason: 'why not' };

// Real parts: PGlite with TimescaleDB and the migrations of this lib.
describe('journal', () => {
  let folder: string;
  let database: Database;
  let journal: Journal;
  let history: History;
  const refused: string[] = [];
  const guard: ChangeGuard = {
    check: ({ key, value }) => {
      if (key !== 'locked') return;
      refused.push(JSON.stringify(value));
      throw new Error('the period is locked');
    },
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-spec-'));
    database = await openDatabase(readEnvironment({ DATA_DIR: folder }), {
      entities: [],
      migrationFolders: [recordsMigrations],
    });
    await database.dataSource.query('CREATE TABLE thing (key text, n integer, at timestamptz)');
    journal = new Journal(database.dataSource, [guard]);
    history = new History(database.dataSource);
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const put = (key: string, n: number, request: ChangeRequest = anna, more: Partial<Change<Thing>> = {}) =>
    journal.append<Thing>({
      request,
      site: 'works',
      stored: storedThing,
      key,
      action: 'put',
      value: { n },
      write: async ({ manager, at }) => {
        await manager.query('INSERT INTO thing VALUES ($1, $2, $3)', [key, n, at]);
      },
      ...more,
    });
  const rows = async (key: string) =>
    database.dataSource.query<{ n: number; at: Date }[]>('SELECT n, at FROM thing WHERE key = $1', [key]);
  const entriesOf = async (key: string) => (await history.page({ site: 'works', key, limit: 100 })).entries;

  it('keeps who, when, why, old and new value; the state tells the same time', async () => {
    expect(await put('a', 1)).toEqual({ key: 'a', version: 1, written: true });
    expect(await put('a', 2, { ...anna, reason: 'counted again' })).toMatchObject({ version: 2 });
    const [second, first] = await entriesOf('a');
    expect(first).toMatchObject({ version: 1, oldValue: null, newValue: { n: 1 }, reason: 'why not' });
    expect(second).toMatchObject({
      version: 2,
      kind: 'parameter',
      action: 'put',
      oldValue: { n: 1 },
      newValue: { n: 2 },
      reason: 'counted again',
      actor: 'anna',
      actorRole: 'admin',
      address: '::1',
      prevHash: first?.hash,
    });
    expect((await rows('a')).map(({ at }) => at)).toEqual([first?.at, second?.at]);
  });

  it('changes many records together, all or none', async () => {
    const change = (key: string, n: number): Change<Thing> => ({
      request: anna,
      site: 'works',
      stored: storedThing,
      key,
      action: 'put',
      value: { n },
      write: async ({ manager, at }) => {
        await manager.query('INSERT INTO thing VALUES ($1, $2, $3)', [key, n, at]);
      },
    });
    const failing = journal.together(async ({ append, present }) => {
      await append(change('many-1', 1));
      expect(await present('works', 'parameter', 'many-1')).toMatchObject({ newValue: { n: 1 } });
      await append(change('many-2', 2));
      throw new Error('the third is wrong');
    });
    await expect(failing).rejects.toThrow('the third is wrong');
    expect([await rows('many-1'), await entriesOf('many-1'), await entriesOf('many-2')]).toEqual([
      [],
      [],
      [],
    ]);
    await journal.together(async ({ append }) => {
      for (const n of [1, 2]) await append(change(`many-${String(n)}`, n));
    });
    const [first, second] = [...(await entriesOf('many-1')), ...(await entriesOf('many-2'))];
    expect(second?.prevHash).toBe(first?.hash);
  });

  it('makes no version of the same value, unless it is asked to', async () => {
    await put('same', 1);
    expect(await put('same', 1)).toEqual({ key: 'same', version: 1, written: false });
    expect(await put('same', 1, anna, { always: true })).toMatchObject({ version: 2, written: true });
    expect(await rows('same')).toHaveLength(2);
  });

  it('refuses a stale version with both versions, and writes nothing', async () => {
    await put('v', 1);
    await put('v', 2, { ...anna, expectedVersion: 1 });
    await expect(put('v', 3, { ...anna, expectedVersion: 1 })).rejects.toMatchObject({
      refusal: { code: 'stale-version', more: { expectedVersion: 1, presentVersion: 2 } },
    });
    await expect(put('v', 3, { ...anna, expectedVersion: 0 })).rejects.toMatchObject({
      refusal: { code: 'stale-version' },
    });
    await expect(put('new', 3, { ...anna, expectedVersion: 1 })).rejects.toMatchObject({
      refusal: { more: { expectedVersion: 1, presentVersion: 0 } },
    });
    expect(await rows('v')).toHaveLength(2);
    expect(await rows('new')).toHaveLength(0);
  });

  it('lets one of twenty at once win who saw the same version', async () => {
    await put('race', 0);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => put('race', n + 1, { ...anna, expectedVersion: 1 })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await entriesOf('race')).toHaveLength(2);
  });

  it('does a repeated request once, and refuses its key for another change', async () => {
    const request = { ...anna, idempotencyKey: 'k1' };
    const add = (n: number, by: ChangeRequest = request) =>
      journal.append<Thing>({
        request: by,
        site: 'works',
        stored: storedThing,
        action: 'add',
        value: { n },
        write: async ({ manager, at }) => {
          await manager.query('INSERT INTO thing VALUES ($1, $2, $3)', ['added', n, at]);
          return { key: `id-${String(n)}`, value: { n: n + 100 } };
        },
      });
    const first = await add(1);
    expect(first).toEqual({ key: 'id-1', version: 1, written: true });
    expect(await add(1)).toEqual({ key: 'id-1', version: 1, written: false });
    await expect(add(2)).rejects.toMatchObject({ refusal: { code: 'idempotency-key-reused' } });
    // Keys are a person's own.
    expect(await add(2, { ...request, actor: { ...anna.actor, username: 'ben' } })).toMatchObject({
      written: true,
    });
    expect(await rows('added')).toHaveLength(2);
    expect((await entriesOf('id-1'))[0]).toMatchObject({ newValue: { n: 101 }, idempotencyKey: 'k1' });
  });

  it('asks the guards before anything is written, and takes all back when the write fails', async () => {
    await expect(put('locked', 5)).rejects.toThrow('the period is locked');
    expect(refused).toEqual(['{"n":5}']);
    const failing = put('broken', 1, anna, {
      write: async ({ manager }) => {
        await manager.query(`INSERT INTO thing VALUES ('broken', 1, now())`);
        throw new Error('no room');
      },
    });
    await expect(failing).rejects.toThrow('no room');
    expect(await rows('broken')).toHaveLength(0);
    expect(await entriesOf('broken')).toHaveLength(0);
    expect(await put('broken', 1)).toMatchObject({ version: 1 });
  });

  it('notes what the same change does to another record', async () => {
    await put('old', 1);
    await put('fresh', 2, anna, {
      write: async ({ also }) => also(storedThing, 'old', 'replaced', { n: -1 }),
    });
    expect((await entriesOf('old'))[0]).toMatchObject({
      action: 'replaced',
      version: 2,
      oldValue: { n: 1 },
      newValue: { n: -1 },
    });
  });

  it('is paged, the latest first', async () => {
    for (let n = 1; n <= 5; n += 1) await put('paged', n);
    const first = await history.page({ site: 'works', kind: 'parameter', key: 'paged', limit: 2 });
    expect(first.entries.map(({ version }) => version)).toEqual([5, 4]);
    const before = first.next ?? undefined;
    const second = await history.page({ site: 'works', key: 'paged', before, limit: 3 });
    expect(second.entries.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
  });

  it('is a chain that can be worked out again from the store', async () => {
    const found = await history.entries();
    const entries = found.map(auditEntry);
    expect(entries.length).toBeGreaterThan(15);
    expect(checkChain(entries, sha256)).toEqual([]);
    const middle = entries[10];
    expect(checkChain(entries.slice(11), sha256, { seq: 11, hash: middle?.hash ?? '' })).toEqual([]);
    const times = found.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it.each(['UPDATE journal SET reason = NULL', 'DELETE FROM journal', 'TRUNCATE journal'])(
    'takes no %s',
    async (statement) => {
      await expect(database.dataSource.query(statement)).rejects.toThrow(/only added to/);
    },
  );
});
