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
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
