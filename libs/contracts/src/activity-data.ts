import { z } from 'zod';
import { codeSchema, decimalInputSchema } from './codes.js';
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
  replaces: recordIdSchema
    .optional()
    .describe('Id of the record this one corrects; the old record stays, marked as replaced'),
});
export type PostActivityData = z.infer<typeof postActivityDataSchema>;

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
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
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
