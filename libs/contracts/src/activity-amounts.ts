import { REGISTER_KINDS, ACTIVITY_KINDS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, qualitySchema } from './codes.js';
import { activityRecordSchema } from './activity-data.js';

/** What one register contributed to a source's activity data. */
export const registerEvidenceSchema = z.object({
  meter: z.string(),
  meterName: bilingualOutSchema,
  register: z.string(),
  kind: z.enum(REGISTER_KINDS),
  sign: z.number(),
  share: z.string().optional().describe('Part of the register that belongs to the source; default 1'),
  multiplier: z.number(),
  rollover: z.number().nullable(),
  registerUnit: z.string(),
  versions: z
    .array(
      z.object({
        from: z.string(),
        multiplier: z.number(),
        unitFactor: z.number().describe('Units of registerUnit per unit of a reading'),
        rollover: z.number().nullable(),
        inUse: z.boolean().describe('False: left out of the meter, nothing of it counts'),
      }),
    )
    .optional()
    .describe('Where the definition of the register changed within the span: what held from when on'),
  value: z.string().nullable().describe("Signed contribution in the register's unit"),
  estimated: z.string(),
  coverage: z.number(),
  quality: qualitySchema,
  readings: z.number().int(),
  first: z.object({ ts: z.string(), value: z.number() }).nullable().describe('First raw reading of the span'),
  last: z.object({ ts: z.string(), value: z.number() }).nullable(),
  wraps: z.number().int().nullable().describe('How often the counter rolled over within the span'),
});

export const activityPeriodSchema = z.object({
  from: z.string(),
  to: z.string(),
  label: z.string().describe('Local month, e.g. 2026-05'),
  value: z.string().nullable(),
  estimated: z.string(),
  coverage: z.number(),
  quality: qualitySchema,
  readings: z.number().int(),
});

export const activityDataSchema = z.object({
  kind: z.enum(ACTIVITY_KINDS),
  value: z.number().nullable(),
  exact: z.string().nullable().describe('Decimal text in `unit`; the input of the formula'),
  unit: z.string(),
  estimated: z.string().describe('The estimated part, in `unit`'),
  coverage: z.number(),
  quality: qualitySchema,
  readings: z.number().int(),
  periods: z
    .array(activityPeriodSchema)
    .describe('By local month, clipped to the span; they add up to `exact`'),
  registers: z.array(registerEvidenceSchema),
  records: z.array(
    activityRecordSchema.extend({
      share: z.string().describe('Part of the record that falls into the span, by time'),
    }),
  ),
});
export type ActivityData = z.infer<typeof activityDataSchema>;
