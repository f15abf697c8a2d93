import { z } from 'zod';

// The file of an export: one JSON value a line. Head, entries in their order, foot. Written line by line, so that its size
// is bounded by the disk alone; a file that was cut off has no foot.

export const AUDIT_FILE_SCHEMA = 'zerofab.audit-log';
export const AUDIT_FILE_VERSION = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash has 64 hexadecimal digits');
const seq = z.number().int().min(0);

const dayRootSchema = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  first: seq,
  last: seq,
  count: z.number().int().min(0),
  root: hash,
});

/** Daily roots as they are kept elsewhere. */
export const keptRootsSchema = z.union([
  z.array(dayRootSchema),
  z.object({ items: z.array(dayRootSchema) }).transform(({ items }) => items),
]);

const headSchema = z.object({
  line: z.literal('head'),
  schema: z.literal(AUDIT_FILE_SCHEMA),
  schemaVersion: z.literal(AUDIT_FILE_VERSION),
  exportedAt: z.string(),
  exportedBy: z.string(),
  /** null: every entry of the span, chained; else those of these sites alone, each with its Merkle proof. */
  sites: z.array(z.string()).nullable(),
  /** Days of UTC, both included. */
  from: z.string(),
  to: z.string(),
  /** Number and hash of the entry before the first. */
  start: z.object({ seq, hash }),
});

const entrySchema = z.object({
  line: z.literal('entry'),
  seq: z.number().int().min(1),
  site: z.string().nullable(),
  kind: z.string(),
  key: z.string(),
  version: z.number().int(),
  schemaVersion: z.number().int(),
  action: z.string(),
  oldValue: z.unknown(),
  newValue: z.unknown(),
  reason: z.string().nullable(),
  actor: z.string(),
  actorRole: z.string(),
  address: z.string().nullable(),
  at: z.string(),
  idempotencyKey: z.string().nullable(),
  requestHash: z.string().nullable(),
  prevHash: hash,
  hash,
  proof: z.object({ index: seq, count: seq, path: z.array(hash).max(64) }).optional(),
});

const footSchema = z.object({
  line: z.literal('foot'),
  count: z.number().int().min(0),
  end: z.object({ seq, hash }),
  roots: z.array(dayRootSchema),
});

export const auditLineSchema = z.discriminatedUnion('line', [headSchema, entrySchema, footSchema]);
export type AuditHead = z.infer<typeof headSchema>;
export type AuditEntryLine = z.infer<typeof entrySchema>;
export type AuditFoot = z.infer<typeof footSchema>;
