import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { plain } from '@zerofab/audit';
import { entryHash, type JournalEntry } from '../entry.js';
import { insertEntry, JOURNAL_LOCK, lastLink, presentOf } from '../journal-rows.js';

import type { RecordKind } from '../schema/kinds.js';
import { ADOPTION_QUERIES } from './adoption-queries.js';

interface Found {
  readonly site: string | null;
  readonly key: string;
  readonly version: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly by: string | null;
  readonly at: Date | null;
}

/** Entries in one transaction: what a cut-off loses, and what stays in memory at once. */
const BATCH = 200;
/** The queries give values of the first version of each schema. */
const ADOPTED_SCHEMA = 1;
const PLATFORM = { actor: 'zerofab', actorRole: 'system', address: null } as const;

type Content = Pick<JournalEntry, 'site' | 'kind' | 'key' | 'version' | 'newValue'>;

/**
 * Takes over what was recorded before there was a journal: one entry per record and version, with its original author
 * and time inside the value, so that the chain begins complete.
 */
@Injectable()
export class Adoption {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs at each start, before anybody can change anything. A second time does nothing; cut off half-way, it goes on
   * where it was.
   * @returns records taken over now
   */
  async run(): Promise<number> {
    if ((await presentOf(this.dataSource.manager, null, 'journal', 'adoption')) !== undefined) return 0;
    const counts: Record<string, number> = {};
    for (const [kind, query] of ADOPTION_QUERIES) {
      counts[kind] = 0;
      for (;;) {
        const taken = await this.step(kind, query);
        if (taken === 0) break;
        counts[kind] += taken;
      }
    }
    await this.mark(counts);
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  /** Takes the next records of a kind that have no entry yet. */
  private async step(kind: RecordKind, query: string): Promise<number> {
    const missing = `SELECT found.* FROM (SELECT row_number() OVER () AS place, listed.* FROM (${query}) AS listed) AS found
       WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE coalesce(j.site, '') = coalesce(found.site, '') AND j.kind = $1
         AND j.key = found.key AND j.version = found.version) ORDER BY place LIMIT $2`;
    return this.locked(async (manager) => {
      const found = await manager.query<Found[]>(missing, [kind, BATCH]);
      const contents = found.map(({ site, key, version, value, by, at }) => ({
        site,
        kind,
        key,
        version,
        newValue: { ...value, adopted: { by, at } },
      }));
      if (contents.length > 0) await insertEntry(manager, await linked(manager, contents));
      return contents.length;
    });
  }

  /** Says that all is taken over; of two servers that start at once, the first one says it. */
  private async mark(counts: Readonly<Record<string, number>>): Promise<void> {
    await this.locked(async (manager) => {
      if ((await presentOf(manager, null, 'journal', 'adoption')) !== undefined) return;
      const newValue = { adopted: counts };
      const mark = { site: null, kind: 'journal', key: 'adoption', version: 1, newValue } as const;
      await insertEntry(manager, await linked(manager, [mark]));
    });
  }

  private async locked<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [JOURNAL_LOCK]);
      return work(manager);
    });
  }
}

const linked = async (manager: EntityManager, contents: readonly Content[]): Promise<JournalEntry[]> => {
  const last = await lastLink(manager);
  let { seq, hash } = last;
  return contents.map((content) => {
    seq += 1;
    const entry: Omit<JournalEntry, 'hash'> = {
      ...content,
      ...PLATFORM,
      newValue: plain(content.newValue),
      oldValue: null,
      seq,
      at: last.at,
      action: 'adopted',
      schemaVersion: ADOPTED_SCHEMA,
      reason: null,
      idempotencyKey: null,
      requestHash: null,
      prevHash: hash,
    };
    hash = entryHash(entry);
    return { ...entry, hash };
  });
};
