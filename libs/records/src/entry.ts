import { createHash } from 'node:crypto';
import { canonicalJson, entryHash as auditHash, type AuditEntry, type Sha256 } from '@zerofab/audit';
import type { RecordKind } from './schema/kinds.js';

/** What was done to a record. `adopted`: it was there before the journal began. */
export type JournalAction =
  | 'adopted'
  | 'put'
  | 'add'
  | 'replaced'
  | 'withdraw'
  | 'approve'
  | 'recalculate'
  | 'issue'
  | 'password'
  | 'waive'
  | 'close'
  | 'submit'
  | 'verify'
  | 'lock'
  | 'reopen'
  | 'propose'
  | 'reject'
  | 'answer'
  | 'conclude'
  | 'bind'
  | 'login'
  | 'refuse'
  | 'read'
  | 'export'
  | 'revoke';

/** An entry of the journal as it is kept. */
export interface JournalEntry {
  readonly seq: number;
  /** Code of the site; null for what belongs to the whole platform. */
  readonly site: string | null;
  readonly kind: RecordKind;
  readonly key: string;
  readonly version: number;
  readonly schemaVersion: number;
  readonly action: JournalAction;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly reason: string | null;
  readonly actor: string;
  readonly actorRole: string;
  readonly address: string | null;
  readonly at: Date;
  readonly idempotencyKey: string | null;
  readonly requestHash: string | null;
  readonly prevHash: string;
  readonly hash: string;
}

/** An entry as it is hashed and handed out. */
export const auditEntry = (entry: JournalEntry): AuditEntry => ({ ...entry, at: entry.at.toISOString() });

/** SHA-256 by Node.js, for what the pure verification takes as its digest. */
export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** SHA-256 of the canonical JSON of a value, 64 hexadecimal digits. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');

/** Hash of an entry: over everything in it, the hash of the one before it among them. */
export const entryHash = (entry: Omit<JournalEntry, 'hash'>): string =>
  auditHash({ ...entry, at: entry.at.toISOString() }, sha256);
