import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { reportQuerySchema } from './reports.js';
import { yearSchema } from './times.js';

export const REPORT_JOB_FORMATS = ['pdf', 'docx', 'xlsx'] as const;
export const REPORT_JOB_STATES = ['waiting', 'gathering', 'writing', 'done', 'failed', 'cancelled'] as const;
export type ReportJobState = (typeof REPORT_JOB_STATES)[number];

export const postReportJobSchema = z.strictObject({
  format: z.enum(REPORT_JOB_FORMATS),
  year: yearSchema,
  lang: reportQuerySchema.shape.lang,
  method: reportQuerySchema.shape.method,
  version: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Frozen version of a locked year; default: its latest'),
});
export type PostReportJob = z.infer<typeof postReportJobSchema>;

/** A report that is being made; only who asked for it sees it. */
export const reportJobSchema = z.object({
  id: z.uuid(),
  site: z.string(),
  question: postReportJobSchema,
  state: z
    .enum(REPORT_JOB_STATES)
    .describe(
      'gathering: the figures are worked out; writing: the file is made; done: the file can be fetched',
    ),
  step: z.number().int().min(0).max(3).describe('Steps that are behind it: waited, gathered, written'),
  steps: z.literal(3),
  bytes: z.number().int().nullable(),
  refusal: bilingualOutSchema.nullable().describe('Why there is no file, and what to do'),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ReportJob = z.infer<typeof reportJobSchema>;

/** Jobs of the asker, the latest first; files are kept for seven days. */
export const reportJobListSchema = z.object({ items: z.array(reportJobSchema).max(50) });
export type ReportJobList = z.infer<typeof reportJobListSchema>;

export const reportJobIdSchema = z.uuid('give an id of GET …/reports/jobs');
