import { z } from 'zod';
import { yearParamSchema } from './times.js';

export const reportQuerySchema = z.object({
  year: yearParamSchema,
  lang: z.enum(['zh', 'en']).default('zh'),
  method: z
    .string()
    .max(64)
    .optional()
    .describe(
      'Method of GET /accounting/methods; default: the edition of GB/T 32150 in force at the end of the year',
    ),
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Frozen version of a locked year; default: its latest'),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
