import { z } from 'zod';
import { codeSchema } from './codes.js';
import { historyEntrySchema } from './history.js';
import { daySchema } from './times.js';

const day = daySchema.describe('Day of UTC, YYYY-MM-DD, included');
const spanSchema = z.object({
  from: day.optional().describe('First day of UTC, YYYY-MM-DD; default: the beginning'),
  to: day.optional().describe('Last day of UTC, YYYY-MM-DD, included; default: today'),
});

export const auditLogQuerySchema = spanSchema.extend({
  site: codeSchema.optional().describe('Entries of one site; default: all that you may see'),
  kind: z.string().max(40).optional().describe('Kind of record; login: log-ins, access: reads and exports'),
  actor: z.string().max(64).optional(),
  action: z.string().max(40).optional(),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditLogQuery = z.infer<typeof auditLogQuerySchema>;

export const auditExportQuerySchema = spanSchema.extend({
  site: codeSchema.optional().describe('Entries of one site, each with its Merkle proof'),
});
export type AuditExportQuery = z.infer<typeof auditExportQuerySchema>;

export const auditRootsQuerySchema = spanSchema;
export type AuditRootsQuery = z.infer<typeof auditRootsQuerySchema>;

export const auditLogSchema = z.object({
  items: z.array(historyEntrySchema.extend({ site: z.string().nullable() })).describe('In their order'),
  next: z.number().int().nullable().describe('`after` of the following page; null on the last'),
});
export type AuditLogPage = z.infer<typeof auditLogSchema>;

export const auditRootsSchema = z.object({
  items: z.array(
    z.object({
      day: z.string(),
      first: z.number().int(),
      last: z.number().int(),
      count: z.number().int(),
      root: z.string().describe('Merkle root (RFC 6962) over the hashes of the entries of the day'),
    }),
  ),
});
export type AuditRoots = z.infer<typeof auditRootsSchema>;
