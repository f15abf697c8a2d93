import { z } from 'zod';
import { bilingualOutSchema, codeSchema, decimalInputSchema } from './codes.js';
import { instantParamSchema, recordIdSchema } from './times.js';

export const postActivityDataSchema = z.strictObject({
  source: codeSchema,
  stream: z
    .string()
    .max(128)
    .optional()
    .describe(
      'Which input of the source it is, e.g. inflow.coal.amount; purchased, sold or stock of a stock balance; crossCheck. Default: its activity',
    ),
  from: instantParamSchema,
  to: instantParamSchema,
  quantity: decimalInputSchema,
  unit: z.string().min(1).max(16),
  evidence: z
    .string()
    .trim()
    .max(400)
    .nullish()
    .describe('Document that proves it: invoice, weighing slip, stock card'),
  note: z
    .string()
    .trim()
    .max(400)
    .nullish()
    .describe('In words: why the value was corrected, or how it was obtained'),
  endsInclusive: z
    .boolean()
    .optional()
    .describe('`to` is the last day or month of the span, as invoices print it; only of a day or a month'),
  replaces: z
    .union([recordIdSchema, z.array(recordIdSchema).min(1).max(400), z.literal('overlapping')])
    .optional()
    .describe(
      'Id of the record this one corrects, or of several; `overlapping`: all of its stream that overlap it, e.g. twelve months for the bill of a year. The old ones stay, marked as replaced',
    ),
});
export type PostActivityData = z.infer<typeof postActivityDataSchema>;

/** Takes a record back that was entered by mistake. */
export const withdrawActivitySchema = z.strictObject({
  reason: z.string().trim().min(1, 'say why it is withdrawn').max(1000),
});
export type WithdrawActivity = z.infer<typeof withdrawActivitySchema>;

export const activityRecordSchema = z.object({
  id: z.string(),
  source: z.string(),
  stream: z.string().describe('Empty for the activity of the source itself'),
  from: z.string(),
  to: z.string(),
  quantity: z.string(),
  unit: z.string(),
  evidence: z.string().nullable(),
  note: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  replacedBy: z.string().nullable(),
  withdrawal: z
    .object({ at: z.string(), by: z.string(), reason: z.string() })
    .nullable()
    .optional()
    .describe('Taken back: when, by whom and why; null while it counts'),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;

/** A record that was kept, with what may be a mistake. */
export const activityAddedSchema = activityRecordSchema.extend({
  hints: z.array(bilingualOutSchema).describe('What may be a mistake, e.g. a span that lies in the future'),
});
export type ActivityAdded = z.infer<typeof activityAddedSchema>;

/** What a record would replace, before it is kept. */
export const activityPreviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  unit: z.string(),
  replaces: z.array(activityRecordSchema),
  before: z.string().describe('Sum of what is replaced, in `unit`'),
  after: z.string(),
  difference: z.string(),
  hints: z.array(bilingualOutSchema),
});
export type ActivityPreview = z.infer<typeof activityPreviewSchema>;

/** Which records are asked for; without a word all of the site, by source, stream and time. */
export const activityQuerySchema = z.object({
  source: z.string().max(64).optional(),
  from: instantParamSchema.optional().describe('Only records that reach beyond this time'),
  to: instantParamSchema.optional().describe('Only records that begin before this time'),
  limit: z.coerce.number().int().min(1).max(5000).default(5000),
  cursor: recordIdSchema.optional().describe('`next` of the page before'),
});
export type ActivityQuery = z.infer<typeof activityQuerySchema>;

export const activityListSchema = z.object({
  items: z.array(activityRecordSchema),
  next: z.string().nullable().describe('`cursor` of the following page; null on the last'),
});
export type ActivityList = z.infer<typeof activityListSchema>;
