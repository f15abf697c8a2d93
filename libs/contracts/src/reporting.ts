import { PERIOD_STATES } from '@zerofab/vocabulary';
import { z } from 'zod';

/** Which state a reporting period is in, and which of its frozen versions figures are. */
export const reportingSchema = z.object({
  period: z.string().describe('YYYY or YYYY-MM'),
  state: z.enum(PERIOD_STATES),
  version: z
    .number()
    .int()
    .nullable()
    .describe('The frozen version that these figures are; null: computed now'),
  latestVersion: z.number().int().nullable(),
  sha256: z.string().nullable().describe('SHA-256 of the head of the version'),
  frozenAt: z.string().nullable(),
  frozenBy: z.string().nullable(),
});
export type Reporting = z.infer<typeof reportingSchema>;
