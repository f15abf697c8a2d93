import { canonicalJson } from './canonical-json.js';

/** SHA-256 of bytes, 32 bytes: handed in, so that the same check runs in Node.js and in a browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** An entry of the audit log as it is hashed and handed out; `at` is ISO 8601 in UTC. */
export interface AuditEntry {
  readonly seq: number;
  /** Code of the site; null for what belongs to the whole platform. */
  readonly site: string | null;
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly schemaVersion: number;
  readonly action: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly reason: string | null;
  readonly actor: string;
  readonly actorRole: string;
  readonly address: string | null;
  readonly at: string;
  readonly idempotencyKey: string | null;
  readonly requestHash: string | null;
  readonly prevHash: string;
  readonly hash: string;
}

/** What the first entry names as the hash of the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** Bytes as lower-case hexadecimal digits. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Bytes of hexadecimal digits. @throws RangeError for anything else */
export const bytesOf = (hex: string): Uint8Array => {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new RangeError('not lower-case hexadecimal digits');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};

/** Hash of an entry: SHA-256 over the canonical JSON (RFC 8785) of everything in it but `hash`, `prevHash` among it. */
export const entryHash = (entry: Omit<AuditEntry, 'hash'>, sha256: Sha256): string => {
  const { hash: _hash, ...content } = { hash: '', ...entry };
  return hexOf(sha256(new TextEncoder().encode(canonicalJson(content))));
};
