import { z } from 'zod';
import { codeSchema } from './codes.js';

/** A reading as it is pushed: what a meter would send, and whose it is. `ts` and `values` are checked as in a message. */
export const pushedReadingSchema = z.strictObject({
  meter: codeSchema,
  ts: z
    .union([z.string().max(40), z.number()])
    .describe('ISO 8601 with offset, or epoch milliseconds as a number'),
  values: z
    .record(z.string().max(64), z.unknown())
    .refine((values) => Object.keys(values).length <= 64, { error: 'at most 64 values of one time' })
    .describe('Register codes and numbers'),
});
export type PushedReading = z.infer<typeof pushedReadingSchema>;

export const pushReadingsSchema = z
  .array(pushedReadingSchema)
  .min(1, 'give at least one reading')
  .max(1000, 'at most 1 000 readings a request');
export type PushReadings = z.infer<typeof pushReadingsSchema>;

export const pushResultSchema = z.object({
  received: z.number().int().describe('stored + repeated + conflict + rejected'),
  stored: z.number().int(),
  repeated: z.number().int(),
  conflict: z.number().int(),
  rejected: z.number().int(),
  items: z
    .array(
      z.object({
        index: z.number().int().describe('Position in the request, from 0; one line for each of its values'),
        meter: z.string(),
        result: z.enum(['stored', 'repeated', 'conflict', 'rejected']),
        reason: z.string().nullable().describe('Code of what is wrong, as of a rejected message'),
        detail: z.string().nullable(),
      }),
    )
    .describe('After the commit'),
});
export type PushResult = z.infer<typeof pushResultSchema>;
