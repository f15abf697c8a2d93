import { z } from 'zod';
import { traceSchema, usedFactorSchema } from './accounting.js';
import { bilingualOutSchema, qualitySchema, REGISTER_KINDS, SCOPES, SOURCE_CATEGORIES } from './codes.js';
import { instantParamSchema, spanQuerySchema } from './measurements.js';
import { activityRecordSchema } from './sources.js';

export const inventoryQuerySchema = spanQuerySchema.extend({
  method: z.string().max(64).optional(),
  asOf: instantParamSchema
    .optional()
    .describe('Day on which the report is made; decides which factors were published. Default: now'),
});
export type InventoryQuery = z.infer<typeof inventoryQuerySchema>;

/** What one register contributed to a source's activity data. */
export const registerEvidenceSchema = z.object({
  meter: z.string(),
  meterName: bilingualOutSchema,
  register: z.string(),
  kind: z.enum(REGISTER_KINDS),
  sign: z.number(),
  multiplier: z.number(),
  rollover: z.number().nullable(),
  registerUnit: z.string(),
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
  kind: z.enum(['meters', 'manual']),
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

/** One calculation: a source and one set of factors. A span over several accounting years has one per year. */
export const calculationPartSchema = z.object({
  from: z.string(),
  to: z.string(),
  activity: z.string(),
  activityUnit: z.string(),
  factors: z.array(usedFactorSchema),
  tco2e: z.string(),
  trace: traceSchema,
});
export type CalculationPart = z.infer<typeof calculationPartSchema>;

export const inventorySourceSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  category: z.enum(SOURCE_CATEGORIES),
  scope: z.enum(SCOPES),
  facility: z.string().nullable(),
  sourceVersion: z.number().int(),
  status: z
    .enum(['ok', 'missing'])
    .describe('missing: no figure can be given; `reason` says why, and the totals are incomplete'),
  reason: bilingualOutSchema.nullable(),
  activity: activityDataSchema,
  factors: z.array(usedFactorSchema).describe('All factors used over the span'),
  gases: z.array(z.object({ gas: z.string(), tonnes: z.number(), gwp: z.number(), tco2e: z.number() })),
  tco2e: z.number().nullable(),
  exact: z.string().nullable().describe('Decimal text, tCO2e'),
  estimatedTco2e: z.number().describe('The part that rests on estimated activity data'),
  share: z.number().nullable().describe('Share of the total'),
  uncertainty: z.null().describe('Not computed by this version'),
  energy: z
    .object({ tce: z.string(), coefficient: usedFactorSchema, trace: traceSchema })
    .nullable()
    .describe('Energy content, calorific value (当量值), GB/T 2589-2020; null when no coefficient applies'),
  parts: z.array(calculationPartSchema),
  trace: traceSchema.nullable().describe('Trace of the result; over several parts, their sum'),
});
export type InventorySource = z.infer<typeof inventorySourceSchema>;

export const inventorySchema = z.object({
  site: z.string(),
  siteName: bilingualOutSchema,
  timezone: z.string(),
  from: z.string(),
  to: z.string(),
  method: z.object({ id: z.string(), name: bilingualOutSchema, gwpSet: z.string() }),
  asOf: z.string(),
  computedAt: z.string(),
  settled: z.boolean(),
  complete: z
    .boolean()
    .describe('False when a source is missing or covered in part: then totals are lower bounds'),
  directTco2e: z.number().nullable().describe('null when no source of this scope has a figure'),
  indirectTco2e: z.number().nullable(),
  totalTco2e: z.number().nullable(),
  exact: z.object({
    direct: z.string().nullable(),
    indirect: z.string().nullable(),
    total: z.string().nullable(),
  }),
  estimatedTco2e: z.number(),
  biogenicTco2: z.number(),
  comprehensiveEnergyTce: z
    .number()
    .nullable()
    .describe('Calorific value (当量值), purchased and own primary carriers of the sources'),
  coverage: z.number(),
  quality: qualitySchema,
  factorSet: z.string(),
  sources: z.array(inventorySourceSchema),
});
export type Inventory = z.infer<typeof inventorySchema>;

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
});
export const emissionsSeriesSchema = z.object({
  from: z.string(),
  to: z.string(),
  bucket: z.enum(['hour', 'day', 'month']),
  timezone: z.string(),
  settled: z.boolean(),
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

export const reportQuerySchema = z.object({
  year: z.coerce.number().int().min(1990, 'give a year such as 2026').max(2100, 'give a year such as 2026'),
  lang: z.enum(['zh', 'en']).default('zh'),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
