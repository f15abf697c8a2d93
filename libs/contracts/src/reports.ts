import { z } from 'zod';
import { yearParamSchema } from './times.js';

export const reportQuerySchema = z.object({
  year: yearParamSchema,
  lang: z.enum(['zh', 'en']).default('zh'),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
