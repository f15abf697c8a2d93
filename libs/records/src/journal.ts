import { Inject, Injectable, Optional } from '@nestjs/common';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import type { ChangeRequest } from './actor.js';
import { canonicalJson, plain } from '@zerofab/audit';
import { entryHash, hashOf, type JournalAction, type JournalEntry } from './entry.js';
import { insertEntry, JOURNAL_LOCK, lastLink, presentOf, requestOf } from './journal-rows.js';
import { CHINESE_KINDS, type RecordKind } from './schema/kinds.js';
import type { StoredKind } from './schema/stored.js';

/** What is about to be changed, as guards see it. */
export interface Proposal {
  readonly site: string | null;
  readonly kind: RecordKind;
  /** Empty for a record that gets its key when it is added. */
  readonly key: string;
  readonly action: JournalAction;
  readonly value: unknown;
  readonly oldValue: unknown;
  readonly request: ChangeRequest;
  readonly at: Date;
}

/**
 * Asked before each change, in its transaction. Throws to refuse: the place for what may not be changed any more, such
 * as a locked period.
 */
export interface ChangeGuard {
  check(proposal: Proposal, manager: EntityManager): Promise<void> | void;
}

/** Token of the guards that are asked; none unless provided. */
export const CHANGE_GUARDS = Symbol('zerofab:change-guards');

/** A change of one record. */
export interface Change<T> {
  readonly request: ChangeRequest;
  readonly site: string | null;
  /** How the kind is kept: it names the kind and the version of the schema of `value`. */
  readonly stored: StoredKind<T>;
  /** Left out for a record that `write` gives its key. */
  readonly key?: string | undefined;
  readonly action: JournalAction;
  /** The record as it will be. */
  readonly value: T;
  /** True: an entry also where the value stays as it was (a new password, an approval). */
  readonly always?: boolean;
  /** The part of the value whose change makes a version, where it is not the whole (a note alone is none). */
  readonly subject?: (value: T) => unknown;
  /**
   * Changes the state, in the transaction of the entry.
   * @returns the key of a record that is added, and its value where writing decided a part of it
   */
  readonly write: (tx: ChangeTransaction) => Promise<{ readonly key?: string; readonly value?: T } | void>;
}

/** What the state is written with. */
export interface ChangeTransaction {
  readonly manager: EntityManager;
  /** Time of the change: to be stored with the state, so that journal and state tell the same time. */
  readonly at: Date;
  /** Version that the record has after the change. */
  readonly version: number;
  /** Notes what the same change does to another record of the same site. */
  readonly also: <T>(stored: StoredKind<T>, key: string, action: JournalAction, value: T) => Promise<void>;
}

/** What came of a change. */
export interface Changed {
  readonly key: string;
  readonly version: number;
  /** False: the record was so already, or the request was a repeat; nothing was written. */
  readonly written: boolean;
}

/** Changes of one transaction. */
export interface ManyChanges {
  readonly append: <T>(change: Change<T>) => Promise<Changed>;
  /** As `Journal.present`, with what was appended before. */
  readonly present: (site: string | null, kind: RecordKind, key: string) => Promise<JournalEntry | undefined>;
}

const stale = (kind: RecordKind, key: string, expected: number, present: number): RefusedError =>
  refused(
    'stale-version',
    {
      zh: `您更改的是${CHINESE_KINDS[kind]}“${key}”的第 ${String(expected)} 版，而现已记录第 ${String(present)} 版；请先读取，再在该版上更改`,
      en: `You changed version ${String(expected)} of ${kind} "${key}", but version ${String(present)} is recorded by now; read it, then change that one`,
    },
    { expectedVersion: expected, presentVersion: present },
  );

const reused = (key: string): RefusedError =>
  refused('idempotency-key-reused', {
    zh: `幂等键“${key}”已用于另一次更改；每次更改请使用新的键`,
    en: `Idempotency-Key "${key}" was used for another change; take a new key for each change`,
  });

/**
 * The journal: every change of a record goes through `append`, which keeps who, when, why, old and new value in the
 * transaction of the change itself.
 */
@Injectable()
export class Journal {
  constructor(
    private readonly dataSource: DataSource,
    @Optional() @Inject(CHANGE_GUARDS) private readonly guards: readonly ChangeGuard[] = [],
  ) {}

  /**
   * Changes one record: locks, reads the present version, asks the guards, writes the state and the entry, all or
   * nothing. A value that is the present one already makes no entry.
   * @throws RefusedError `stale-version` with both versions when the person saw another version; invalid
   * `idempotency-key-reused`; whatever `write` and the guards throw
   */
  async append<T>(change: Change<T>): Promise<Changed> {
    return this.together(async (many) => many.append(change));
  }

  /**
   * Changes many records, all or none: what `work` throws takes back what it appended before.
   * @param work asks and appends by what it is given alone; the store is locked for others' changes until it ends
   * @throws RefusedError as `append`; whatever `work` throws
   */
  async together<T>(work: (many: ManyChanges) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [JOURNAL_LOCK]);
      return work({
        append: async (change) => this.appendWithin(manager, change),
        present: async (site, kind, key) => presentOf(manager, site, kind, key),
      });
    });
  }

  /** Version and value of a record as it stands; undefined where there is none. */
  async present(site: string | null, kind: RecordKind, key: string): Promise<JournalEntry | undefined> {
    return presentOf(this.dataSource.manager, site, kind, key);
  }

  /** Present versions of all records of a kind, by key. */
  async versions(site: string | null, kind: RecordKind): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ key: string; version: number }[]>(
      `SELECT key, max(version) AS version FROM journal WHERE coalesce(site, '') = $1 AND kind = $2 GROUP BY key`,
      [site ?? '', kind],
    );
    return new Map(rows.map(({ key, version }) => [key, version]));
  }

  /** Present versions of all sites, by code. */
  async siteVersions(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ key: string; version: number }[]>(
      `SELECT key, max(version) AS version FROM journal WHERE kind = 'site' GROUP BY key`,
    );
    return new Map(rows.map(({ key, version }) => [key, version]));
  }

  private async appendWithin<T>(manager: EntityManager, change: Change<T>): Promise<Changed> {
    const repeat = await this.repeated(manager, change);
    if (repeat !== undefined) return repeat;
    const { request, site, stored, key } = change;
    const present = key === undefined ? undefined : await presentOf(manager, site, stored.kind, key);
    const version = present?.version ?? 0;
    const expected = request.expectedVersion;
    if (expected !== undefined && expected !== version)
      throw stale(stored.kind, key ?? '', expected, version);
    if (key !== undefined && present !== undefined && change.always !== true && same(present, change))
      return { key, version, written: false };
    return this.write(manager, change, present);
  }

  private async repeated<T>(manager: EntityManager, change: Change<T>): Promise<Changed | undefined> {
    const { idempotencyKey, actor } = change.request;
    if (idempotencyKey === undefined) return undefined;
    const earlier = await requestOf(manager, actor.username, idempotencyKey);
    if (earlier === undefined) return undefined;
    if (earlier.requestHash !== requestHash(change)) throw reused(idempotencyKey);
    return { key: earlier.key, version: earlier.version, written: false };
  }

  private async write<T>(
    manager: EntityManager,
    change: Change<T>,
    present: JournalEntry | undefined,
  ): Promise<Changed> {
    const { request, site, stored, action } = change;
    const { seq, hash, at } = await lastLink(manager);
    const version = (present?.version ?? 0) + 1;
    const oldValue = present?.newValue ?? null;
    const proposal = { site, kind: stored.kind, action, request, at };
    await this.ask({ ...proposal, key: change.key ?? '', value: change.value, oldValue }, manager);
    const beside: (Draft & { readonly kind: RecordKind })[] = [];
    const result = await change.write({
      manager,
      at,
      version,
      also: async (other, key, what, value) => {
        const before = await presentOf(manager, site, other.kind, key);
        // What is changed along with another record is guarded as that record itself.
        await this.ask(
          { ...proposal, kind: other.kind, action: what, key, value, oldValue: before?.newValue ?? null },
          manager,
        );
        beside.push({
          kind: other.kind,
          key,
          action: what,
          version: (before?.version ?? 0) + 1,
          schemaVersion: other.schemaVersion,
          oldValue: before?.newValue ?? null,
          newValue: plain(value) ?? null,
        });
      },
    });
    const key = result?.key ?? change.key;
    if (key === undefined) throw new Error(`A ${stored.kind} was added without a key`);
    const main = {
      kind: stored.kind,
      key,
      action,
      version,
      schemaVersion: stored.schemaVersion,
      oldValue,
      newValue: plain(result?.value ?? change.value) ?? null,
    };
    let link = { seq, hash };
    for (const draft of [main, ...beside])
      link = await this.enter(manager, link, {
        ...draft,
        ...signature(request),
        site,
        at,
        idempotencyKey: draft === main ? (request.idempotencyKey ?? null) : null,
        requestHash: draft === main && request.idempotencyKey !== undefined ? requestHash(change) : null,
      });
    return { key, version, written: true };
  }

  private async ask(proposal: Proposal, manager: EntityManager): Promise<void> {
    for (const guard of this.guards) await guard.check(proposal, manager);
  }

  private async enter(
    manager: EntityManager,
    before: { readonly seq: number; readonly hash: string },
    content: Omit<JournalEntry, 'seq' | 'prevHash' | 'hash'>,
  ): Promise<{ readonly seq: number; readonly hash: string }> {
    const entry = { ...content, seq: before.seq + 1, prevHash: before.hash };
    const hash = entryHash(entry);
    await insertEntry(manager, [{ ...entry, hash }]);
    return { seq: entry.seq, hash };
  }
}

type Draft = Pick<JournalEntry, 'key' | 'action' | 'version' | 'schemaVersion' | 'oldValue' | 'newValue'>;

const signature = ({
  actor,
  reason,
}: ChangeRequest): Pick<JournalEntry, 'actor' | 'actorRole' | 'address' | 'reason'> => ({
  actor: actor.username,
  actorRole: actor.role,
  address: actor.address,
  reason: reason ?? null,
});

const requestHash = <T>({ site, stored, key, action, value }: Change<T>): string =>
  hashOf({ site, kind: stored.kind, key: key ?? null, action, value });

/** Whether the record is already what it is to be. */
const same = <T>(present: JournalEntry, { stored, subject = (value) => value, value }: Change<T>): boolean =>
  canonicalJson(subject(stored.read(present.newValue, present.schemaVersion))) ===
  canonicalJson(subject(stored.read(plain(value), stored.schemaVersion)));
