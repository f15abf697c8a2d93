import { z } from 'zod';
import { BOUNDARY_SYSTEMS, GWP_SETS, METHOD_SCOPES, SCOPES, SOURCE_CATEGORIES } from '@zerofab/vocabulary';
import { traceSchema, usedFactorSchema } from './accounting.js';
import { bilingualOutSchema, qualitySchema } from './codes.js';
import { spanQuerySchema } from './readings.js';
import { reportingSchema } from './reporting.js';
import { instantParamSchema } from './times.js';
import { activityDataSchema } from './activity-amounts.js';
import { gasLineSchema, uncertaintySchema, dataQualitySchema, crossCheckSchema } from './figures.js';

export const inventoryQuerySchema = spanQuerySchema.extend({
  method: z.string().max(64).optional().describe('Id of GET /accounting/methods'),
  gwp: z
    .enum(GWP_SETS)
    .optional()
    .describe('GWP set, where the method leaves it open (gwpOpen); default: that of the method'),
  knownAt: instantParamSchema
    .optional()
    .describe(
      'As believed on that day: sources, records and site factors recorded until then. Default: as known now',
    ),
  asOf: instantParamSchema
    .optional()
    .describe('Day on which the report is made; decides which factors were published. Default: now'),
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Frozen version of a locked period; default: its latest. The span is the whole period'),
});
export type InventoryQuery = z.infer<typeof inventoryQuerySchema>;

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
  gases: z.array(gasLineSchema),
  tco2e: z.number().nullable(),
  exact: z.string().nullable().describe('Decimal text, tCO2e'),
  estimatedTco2e: z.number().describe('The part that rests on estimated activity data'),
  share: z.number().nullable().describe('Share of the total'),
  uncertainty: uncertaintySchema.nullable().describe('null where the figure is missing'),
  methodScope: z.enum(METHOD_SCOPES).optional().describe('Where the method puts the class'),
  weight: z.number().optional().describe('1 adds to the total, -1 is subtracted, 0 stands beside it'),
  line: bilingualOutSchema.optional().describe("The line in the method's own words, e.g. Scope 2"),
  system: z.enum(BOUNDARY_SYSTEMS).optional(),
  rung: z.string().nullable().optional().describe('Rung of the factor ladder of its weakest factor'),
  dataQuality: dataQualitySchema.nullable().optional(),
  crossCheck: crossCheckSchema.nullable().optional(),
  warnings: z.array(bilingualOutSchema).optional(),
  energy: z
    .object({
      tce: z.string(),
      coefficient: usedFactorSchema,
      trace: traceSchema,
      parts: z
        .array(
          z.object({
            from: z.string(),
            to: z.string(),
            activity: z.string(),
            activityUnit: z.string(),
            coefficient: usedFactorSchema,
            tce: z.string(),
            trace: traceSchema,
          }),
        )
        .readonly()
        .describe('One for each coefficient and span'),
    })
    .nullable()
    .describe(
      'Energy content, calorific value (当量值), GB/T 2589-2020, negative where delivered; null when no coefficient applies',
    ),
  energyGap: bilingualOutSchema
    .nullable()
    .optional()
    .describe('Why energy that it uses cannot be counted in standard coal'),
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
  method: z.object({
    id: z.string(),
    name: bilingualOutSchema,
    gwpSet: z.string(),
    edition: z.string().optional(),
    total: z.array(z.enum(SCOPES)).optional().describe('Scopes that make up the total'),
    source: z.string().optional(),
    confidence: z.string().optional(),
    note: bilingualOutSchema.nullable().optional(),
  }),
  asOf: z.string(),
  computedAt: z.string(),
  settled: z.boolean(),
  complete: z.boolean().describe('Every source has a figure, and data for all of its time'),
  lowerBound: z
    .boolean()
    .describe(
      'The total is at least what it says: a source that adds to it is missing, or known for less than 95 % of its time',
    ),
  missing: z.array(z.string()).describe('Codes of the sources without a figure'),
  partial: z
    .array(z.string())
    .describe('Codes of the sources with a figure, but without data for a part of their time'),
  directTco2e: z.number().nullable().describe('null when no source of this scope has a figure'),
  indirectTco2e: z.number().nullable(),
  totalTco2e: z.number().nullable(),
  exact: z.object({
    direct: z.string().nullable(),
    indirect: z.string().nullable(),
    total: z.string().nullable(),
  }),
  estimatedTco2e: z.number(),
  biogenicTco2: z.number().describe('CO2 of biomass, never in the total'),
  otherIndirectTco2e: z.number().nullable().optional(),
  removalTco2e: z.number().nullable().optional().describe('Never in the total'),
  gases: z
    .array(z.object({ gas: z.string(), tonnes: z.number(), tco2e: z.number() }))
    .optional()
    .describe('Totals by gas, over the sources in the total'),
  lines: z
    .array(
      z.object({
        scope: z.enum(METHOD_SCOPES),
        line: bilingualOutSchema,
        tco2e: z.number(),
        exact: z.string(),
        sign: z.number(),
        sources: z.array(z.string()),
        uncertainty: uncertaintySchema.nullable().optional(),
      }),
    )
    .optional()
    .describe('The lines of the method, in its own words'),
  electricity: z
    .array(
      z.object({
        attribute: z.string().describe('grid, own, direct, trade, certificate'),
        mwh: z.number(),
        exactMwh: z.string(),
        factorRule: z.enum(['average', 'residual', 'zero']),
        reason: bilingualOutSchema,
      }),
    )
    .optional()
    .describe('Purchased electricity by attribute, as the method treats it'),
  uncertainty: uncertaintySchema
    .nullable()
    .optional()
    .describe('Null too where coverage is below 95 %: `uncertaintyWithheld` says so'),
  uncertaintyWithheld: bilingualOutSchema.nullable().optional(),
  dataQuality: dataQualitySchema.nullable().optional(),
  warnings: z.array(bilingualOutSchema).optional(),
  excluded: z
    .array(z.object({ code: z.string(), name: bilingualOutSchema, reason: z.string() }))
    .optional()
    .describe('Sources listed but outside the inventory, with the reason'),
  comprehensiveEnergyTce: z
    .number()
    .nullable()
    .describe('Calorific value (当量值), purchased and own primary carriers of the sources'),
  comprehensiveEnergy: z
    .object({
      calorificTce: z.string().nullable(),
      equivalentTce: z.string().nullable().describe('Electricity at `equivalent` (等价值)'),
      equivalent: usedFactorSchema,
      lowerBound: z
        .boolean()
        .describe('At least what it says: a source that uses energy is missing, short, or not counted'),
      uncounted: z.array(z.object({ code: z.string(), reason: bilingualOutSchema })),
    })
    .optional()
    .describe(
      'Comprehensive energy (综合能耗) under both conventions of electricity, less what is delivered',
    ),
  coverage: z
    .number()
    .describe(
      'Known share of the emissions: a missing source counts by its share of the last comparable span',
    ),
  quality: qualitySchema,
  factorSet: z.string(),
  reporting: reportingSchema
    .nullable()
    .optional()
    .describe('Where the span is a reporting period that was closed: its state, and which version this is'),
  sources: z.array(inventorySourceSchema),
});
export type Inventory = z.infer<typeof inventorySchema>;
