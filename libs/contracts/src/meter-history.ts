import { z } from 'zod';
import { bilingualOutSchema, codeSchema } from './codes.js';

/** Readings of a meter's past, a part of a file at a time; the same part again changes nothing. */
export const postHistorySchema = z.strictObject({
  readings: z
    .array(
      z.strictObject({
        ts: z.union([z.string().max(40), z.number()]).describe('ISO 8601 with offset, or epoch milliseconds'),
        values: z.record(codeSchema, z.number()).describe('Raw values by register code'),
      }),
    )
    .min(1, 'give at least one reading')
    .max(2000),
});
export type PostHistory = z.infer<typeof postHistorySchema>;

/** What became of each value that was sent; `received` is the sum of the others. */
export const historyResultSchema = z.object({
  received: z.number().int(),
  stored: z.number().int().describe('New'),
  repeated: z.number().int().describe('There already with the same value'),
  conflict: z.number().int().describe('There already with another value, which stays'),
  rejected: z.number().int().describe('Cannot be used'),
  problems: z
    .array(z.object({ index: z.number().int(), reason: z.string(), text: bilingualOutSchema }))
    .describe('Why values were rejected, by place in the request; at most 50'),
});
export type HistoryResult = z.infer<typeof historyResultSchema>;
