import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

/** RFC 9457 problem document. `type` is stable; `detail` says what to do. */
export const problemSchema = z.object({
  type: z.string().describe('Stable identifier of the kind of problem, e.g. /problems/unknown-meter'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  text: bilingualOutSchema.optional().describe('The detail in both languages, where it has it'),
  instance: z.string().optional().describe('Identifier that also stands in the log'),
  errors: z
    .array(
      z.object({
        field: z.string(),
        detail: z.string(),
        text: bilingualOutSchema.optional().describe('The detail in both languages, where the check has it'),
        doubts: z
          .string()
          .optional()
          .describe('A value that is kept once `confirmed` names it with a reason (needs-confirmation)'),
      }),
    )
    .optional()
    .describe('One entry per field that is wrong'),
  expectedVersion: z.number().int().optional().describe('Of a stale change: the version it was made from'),
  presentVersion: z.number().int().optional().describe('Of a stale change: the version recorded by now'),
});
export type Problem = z.infer<typeof problemSchema>;
