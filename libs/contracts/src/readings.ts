import { BUCKETS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { codeSchema, qualitySchema } from './codes.js';
import { instantParamSchema, recordIdSchema } from './times.js';

export const bucketSchema = z.enum(BUCKETS);

export const spanQuerySchema = z.object({ from: instantParamSchema, to: instantParamSchema });
export type SpanQuery = z.infer<typeof spanQuerySchema>;

export const consumptionQuerySchema = spanQuerySchema.extend({
  bucket: bucketSchema.default('day'),
  meter: z.string(),
  register: z.string().optional().describe("Default: the meter's only or first register that is not a gauge"),
  knownAt: instantParamSchema
    .optional()
    .describe("By the meter's definition as it was recorded until then; default: as recorded now"),
});
export type ConsumptionQuery = z.infer<typeof consumptionQuerySchema>;

export const consumptionBucketSchema = z.object({
  start: z.string().describe("ISO 8601 with the site's offset"),
  end: z.string(),
  value: z.number().nullable().describe('null = missing, never 0'),
  estimated: z.number().describe('The part of value that was spread over a gap'),
  coverage: z.number().min(0).max(1).describe('Share of the time covered by measured data'),
  quality: qualitySchema,
  readings: z.number().int().describe('Raw readings whose time lies in the bucket'),
});
export type ConsumptionBucket = z.infer<typeof consumptionBucketSchema>;

export const consumptionSchema = z.object({
  site: z.string(),
  meter: z.string(),
  register: z.string(),
  unit: z.string(),
  timezone: z.string(),
  from: z.string(),
  to: z.string(),
  bucket: bucketSchema,
  total: z.number().nullable().describe('null when no bucket has a value'),
  estimated: z.number(),
  coverage: z.number(),
  quality: qualitySchema,
  readings: z.number().int(),
  settled: z
    .boolean()
    .describe('False while readings received before this request are still being worked in'),
  buckets: z.array(consumptionBucketSchema),
});
export type Consumption = z.infer<typeof consumptionSchema>;

/** `next` of the page before; anything else is refused, for ignoring it would send the first page again. */
const cursorSchema = z.string().regex(/^\d{1,15}$/, 'give "next" of the page before, or leave it out');

export const readingsQuerySchema = spanQuerySchema.extend({
  register: z.string(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
  order: z.enum(['asc', 'desc']).default('asc'),
  cursor: cursorSchema.optional().describe('`next` of the page before'),
});
export const readingsSchema = z.object({
  unit: z.string(),
  kind: z.string(),
  multiplier: z.number(),
  items: z.array(z.object({ ts: z.string(), value: z.number(), receivedAt: z.string() })),
  next: z.string().nullable(),
});
export type Readings = z.infer<typeof readingsSchema>;

export const rejectedMessageSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  topic: z.string(),
  meter: z.string().nullable(),
  reason: z
    .string()
    .describe('Stable code: bad-json, unknown-meter, unknown-register, bad-time, bad-value, too-large …'),
  detail: z.string().describe('What is wrong and where, and what to do'),
  accepted: z.number().int().describe('Readings of the same message that were good and are stored'),
  bytes: z.number().int().describe('Size of the whole payload as it was sent or announced'),
  payload: z
    .string()
    .describe('Begin of the payload as text, empty for a viewer; whole at /rejected-messages/{id}/payload'),
  sha256: z
    .string()
    .nullable()
    .describe(
      'Of a payload over 256 KiB only the begin is kept: hash of what was received of it. null = the payload is kept whole',
    ),
  resolvedAt: z.string().nullable().describe('When it was read in again without a flaw'),
});
export type RejectedMessage = z.infer<typeof rejectedMessageSchema>;
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: cursorSchema.optional(),
});
export const rejectedMessagesSchema = z.object({
  total: z.number().int().describe('Kept and not resolved, and those that were only counted'),
  last24h: z.number().int(),
  countedOnly: z
    .number()
    .int()
    .describe("Of these beyond a meter's quota (2 000 messages and 16 MiB a day): counted, not kept"),
  items: z.array(rejectedMessageSchema),
  next: z.string().nullable(),
});
export type RejectedMessages = z.infer<typeof rejectedMessagesSchema>;

/** Reads rejected messages in again, after what was missing had been configured or a clock had been set right. */
export const readAgainSchema = z
  .strictObject({
    reason: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe('Code of the reason, e.g. ahead-of-clock, unknown-register'),
    meter: z.string().max(64).optional().describe('Only messages of this meter'),
    ids: z.array(recordIdSchema).min(1).max(500).optional().describe('Only these messages'),
  })
  .refine((asked) => asked.reason !== undefined || asked.meter !== undefined || asked.ids !== undefined, {
    error: 'say which messages: a reason, a meter or ids',
  });
export type ReadAgain = z.infer<typeof readAgainSchema>;
export const readAgainResultSchema = z.object({
  read: z.number().int().describe('Messages read in again now, at most 1 000'),
  resolved: z.number().int().describe('Of these without a flaw now'),
  stored: z.number().int().describe('Readings that are stored now and were not before'),
  left: z
    .number()
    .int()
    .describe('Messages of those asked for that are still unresolved; call again if it goes down'),
  messages: z
    .array(
      z.object({
        id: z.string(),
        resolved: z.boolean(),
        readings: z.number().int().describe('Readings of it that are good now'),
        reason: z.string().nullable().describe('What is still wrong with it; null: nothing'),
        detail: z.string().nullable(),
      }),
    )
    .describe('What became of each'),
});
export type ReadAgainResult = z.infer<typeof readAgainResultSchema>;

/** What became of what meters sent. */
export const reconciliationQuerySchema = spanQuerySchema.extend({ meter: codeSchema.optional() });
export type ReconciliationQuery = z.infer<typeof reconciliationQuerySchema>;
export const reconciliationSchema = z.object({
  from: z.string().describe('Whole hours: begin of the first one that is counted'),
  to: z.string(),
  countedSince: z.string().nullable().describe('What came before was not counted; null: nothing came yet'),
  received: z.number().int().describe('stored + duplicate + conflict + rejected'),
  stored: z.number().int().describe('Values that are readings now'),
  duplicate: z.number().int().describe('The same value of the same time once more'),
  conflict: z.number().int().describe('Another value of a time that has one: the first stayed'),
  rejected: z
    .number()
    .int()
    .describe(
      'Values, or where none could be told whole messages, that could not be used; read in again they move to stored',
    ),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

/** A long gap of a counter, as it counts in figures. */
export const meterGapSchema = z.object({
  meter: z.string(),
  register: z.string(),
  unit: z.string(),
  from: z.string().describe('Last reading before the gap'),
  to: z.string().describe('First reading after it'),
  value: z.number().nullable().describe('Energy used in it; null where the counter was reset'),
  spread: z
    .boolean()
    .describe(
      'True: spread by time as estimated. False: in no figure, the time is missing; a person has to decide',
    ),
});
export const meterGapsSchema = z.object({ items: z.array(meterGapSchema) });
export type MeterGaps = z.infer<typeof meterGapsSchema>;

export const conflictSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  meter: z.string(),
  register: z.string(),
  ts: z.string(),
  kept: z.number().describe('The value that came first and stays'),
  refused: z.number().describe('The later, different value'),
});
export type Conflict = z.infer<typeof conflictSchema>;
export const conflictsSchema = z.object({
  total: z.number().int().describe('Conflicts that wait for a decision'),
  items: z.array(conflictSchema).describe('Those that wait; decided ones stand in the events of their meter'),
  next: z.string().nullable(),
});
export type Conflicts = z.infer<typeof conflictsSchema>;
