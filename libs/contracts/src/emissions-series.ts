import { SOURCE_CATEGORIES, SCOPES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { spanQuerySchema } from './readings.js';
import { qualitySchema, bilingualOutSchema } from './codes.js';

export const emissionsSeriesQuerySchema = spanQuerySchema.extend({
  bucket: z.enum(['hour', 'day', 'month']).default('day'),
});
/** Emissions over time; manual activity data is spread evenly over its span and marked manual. */
export const emissionsBucketSchema = z.object({
  start: z.string(),
  end: z.string(),
  directTco2e: z.number().nullable(),
  indirectTco2e: z.number().nullable(),
  estimatedTco2e: z.number(),
  tce: z.number().nullable(),
  coverage: z.number(),
  quality: qualitySchema,
  running: z.boolean().describe('The bucket is not over yet'),
  sources: z.array(z.object({ code: z.string(), tco2e: z.number().nullable() })),
  gases: z
    .array(z.object({ gas: z.string(), tco2e: z.number() }))
    .optional()
    .describe(
      'By day and month: the same total by gas; CO2e: figures that come as such. None: nothing is known',
    ),
});
export const emissionsSeriesSchema = z.object({
  from: z.string(),
  to: z.string(),
  bucket: z.enum(['hour', 'day', 'month']),
  timezone: z.string(),
  settled: z.boolean(),
  versions: z
    .array(
      z.object({
        period: z.string().describe('YYYY or YYYY-MM'),
        version: z
          .number()
          .int()
          .nullable()
          .describe('Its months are this frozen version; null: computed now'),
        from: z.string(),
        to: z.string(),
      }),
    )
    .optional()
    .describe(
      'Locked periods that the series reaches into. A version holds months; hours and days are computed now',
    ),
  sources: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      category: z.enum(SOURCE_CATEGORIES),
      scope: z.enum(SCOPES),
    }),
  ),
  buckets: z.array(emissionsBucketSchema),
});
export type EmissionsSeries = z.infer<typeof emissionsSeriesSchema>;
