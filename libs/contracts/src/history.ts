import { z } from 'zod';

/** Kinds of record that the journal knows. */
const kind = z
  .string()
  .max(40)
  .describe(
    'site, units, meter, meter-credentials, source, activity-data, parameter, energy-proof, ledger-parameter, boundary, quality-plan, quality-plan-approval, evidence; for the platform: user, factor-import',
  );

export const historyQuerySchema = z.object({
  kind: kind.optional(),
  key: z
    .string()
    .max(200)
    .optional()
    .describe('Code or id of the record; boundary and plan: "boundary", "plan"'),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const historyEntrySchema = z.object({
  seq: z.number().int().describe('Place in the one order of all changes'),
  kind,
  key: z.string(),
  version: z.number().int().describe('Version of the record after the change'),
  action: z
    .string()
    .describe(
      'adopted (there before the journal), put, add, replaced, withdraw, approve, recalculate, issue, password',
    ),
  actor: z.string(),
  actorRole: z.string(),
  address: z.string().nullable().describe('Where the request came from'),
  at: z.string().describe('ISO 8601'),
  reason: z.string().nullable(),
  old: z.unknown().describe('The record before; null for its first entry'),
  new: z.unknown().describe('The record after'),
  hash: z.string(),
  prevHash: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** What happened to records, the latest first. */
export const historySchema = z.object({
  items: z.array(historyEntrySchema),
  next: z.number().int().nullable().describe('`before` of the next page; null on the last'),
});
export type HistoryPage = z.infer<typeof historySchema>;
