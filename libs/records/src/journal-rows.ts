import type { EntityManager } from 'typeorm';
import { GENESIS_HASH } from '@zerofab/audit';
import type { JournalAction, JournalEntry } from './entry.js';
import type { RecordKind } from './schema/kinds.js';

/**
 * Advisory lock under which entries are added: one for all, so that they are in one order, and a version is read and
 * followed by one change at a time.
 */
export const JOURNAL_LOCK = 7_330_160;

interface Row {
  readonly seq: string;
  readonly site: string | null;
  readonly kind: RecordKind;
  readonly key: string;
  readonly version: number;
  readonly schema_version: number;
  readonly action: JournalAction;
  readonly old_value: unknown;
  readonly new_value: unknown;
  readonly reason: string | null;
  readonly actor: string;
  readonly actor_role: string;
  readonly address: string | null;
  readonly at: Date;
  readonly idempotency_key: string | null;
  readonly request_hash: string | null;
  readonly prev_hash: string;
  readonly hash: string;
}

const toEntry = (row: Row): JournalEntry => ({
  seq: Number(row.seq),
  site: row.site,
  kind: row.kind,
  key: row.key,
  version: row.version,
  schemaVersion: row.schema_version,
  action: row.action,
  oldValue: row.old_value,
  newValue: row.new_value,
  reason: row.reason,
  actor: row.actor,
  actorRole: row.actor_role,
  address: row.address,
  at: row.at,
  idempotencyKey: row.idempotency_key,
  requestHash: row.request_hash,
  prevHash: row.prev_hash,
  hash: row.hash,
});

/** What a query needs: a transaction, or the store. */
type Asking = Pick<EntityManager, 'query'>;

/** Entries by a condition. */
export const selectEntries = async (
  manager: Asking,
  where: string,
  parameters: readonly unknown[],
): Promise<JournalEntry[]> => {
  const rows = await manager.query<Row[]>(`SELECT * FROM journal WHERE ${where}`, [...parameters]);
  return rows.map(toEntry);
};

/** The latest entry of a record. */
export const presentOf = async (
  manager: Asking,
  site: string | null,
  kind: RecordKind,
  key: string,
): Promise<JournalEntry | undefined> => {
  const [entry] = await selectEntries(
    manager,
    `coalesce(site, '') = $1 AND kind = $2 AND key = $3 ORDER BY version DESC LIMIT 1`,
    [site ?? '', kind, key],
  );
  return entry;
};

/** The entry a person made under an idempotency key. */
export const requestOf = async (
  manager: Asking,
  actor: string,
  idempotencyKey: string,
): Promise<JournalEntry | undefined> => {
  const [entry] = await selectEntries(manager, 'actor = $1 AND idempotency_key = $2', [
    actor,
    idempotencyKey,
  ]);
  return entry;
};

/**
 * Number and hash of the last entry, and the time of the next: of the store's clock, to the millisecond, and never
 * before the last entry's, so that order and time agree although a clock is set back.
 */
export const lastLink = async (
  manager: Asking,
): Promise<{ readonly seq: number; readonly hash: string; readonly at: Date }> => {
  const [row] = await manager.query<{ seq: string | null; hash: string | null; at: Date }[]>(
    `SELECT last.seq::text AS seq, last.hash, greatest(date_trunc('milliseconds', clock_timestamp()), last.at) AS at
     FROM (SELECT 1) AS one LEFT JOIN (SELECT seq, hash, at FROM journal ORDER BY seq DESC LIMIT 1) AS last ON true`,
  );
  return { seq: Number(row?.seq ?? 0), hash: row?.hash ?? GENESIS_HASH, at: row?.at ?? new Date() };
};

const COLUMNS = `seq, site, kind, key, version, schema_version, action, old_value, new_value, reason, actor, actor_role,
  address, at, idempotency_key, request_hash, prev_hash, hash`;

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Adds entries, in their order. */
export const insertEntry = async (manager: Asking, entries: readonly JournalEntry[]): Promise<void> => {
  const rows = entries.map((entry) => [
    entry.seq,
    entry.site,
    entry.kind,
    entry.key,
    entry.version,
    entry.schemaVersion,
    entry.action,
    json(entry.oldValue),
    json(entry.newValue),
    entry.reason,
    entry.actor,
    entry.actorRole,
    entry.address,
    entry.at,
    entry.idempotencyKey,
    entry.requestHash,
    entry.prevHash,
    entry.hash,
  ]);
  const width = rows[0]?.length ?? 0;
  const places = rows.map(
    (row, at) => `(${row.map((_, index) => `$${String(at * width + index + 1)}`).join(', ')})`,
  );
  await manager.query(`INSERT INTO journal (${COLUMNS}) VALUES ${places.join(', ')}`, rows.flat());
};
