import { z } from 'zod';
import {
  REGISTER_KINDS,
  SCOPES,
  SOURCE_CATEGORIES,
  BOUNDARY_SYSTEMS,
  ACTIVITY_KINDS,
  DATA_GRADES,
  METHOD_SCOPES,
} from '@zerofab/vocabulary';
import { traceSchema, usedFactorSchema } from './accounting.js';
import { bilingualOutSchema, qualitySchema } from './codes.js';
import { spanQuerySchema } from './readings.js';
import { instantParamSchema } from './times.js';
import { activityRecordSchema } from './activity-data.js';

export const inventoryQuerySchema = spanQuerySchema.extend({
  method: z.string().max(64).optional().describe('Id of GET /accounting/methods'),
  knownAt: instantParamSchema
    .optional()
    .describe(
      'As believed on that day: sources, records and site factors recorded until then. Default: as known now',
    ),
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
  share: z.string().optional().describe('Part of the register that belongs to the source; default 1'),
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

/** 95 % interval of a figure; IPCC error propagation, or Monte Carlo where a term exceeds 60 %. */
export const uncertaintySchema = z.object({
  halfWidthPercent: z.number().describe('Half the width of the 95 % interval, % of the figure'),
  lowTco2e: z.number(),
  highTco2e: z.number(),
  method: z.enum(['propagation', 'monte-carlo']),
  reason: bilingualOutSchema,
  unknownShare: z.number().describe('Share of the emissions for which no uncertainty is known, 0 to 1'),
  contributions: z
    .array(
      z.object({
        name: z.string().describe('Factor id, or source code of activity data'),
        kind: z.enum(['activity', 'factor', 'parameter']),
        halfWidthPercent: z.number(),
        varianceShare: z.number(),
        basis: bilingualOutSchema.describe('Where the half-width comes from'),
      }),
    )
    .describe('Largest first'),
});
export type Uncertainty = z.infer<typeof uncertaintySchema>;

/** Mass of one gas, its GWP in the set of the method, and what that makes in CO2 equivalent. */
export const gasLineSchema = z.object({
  gas: z.string(),
  tonnes: z.number(),
  gwp: z.number(),
  tco2e: z.number(),
  exactTonnes: z.string().optional(),
  exactTco2e: z.string().optional(),
  gwpFactor: usedFactorSchema.nullable().optional(),
  counted: z.boolean().optional().describe('False where the method does not cover the gas'),
});

/** Quality of a datum by GB/T 32150-2025 Tables 2 and 3: activity data and factor, the worse one counts. */
export const dataQualitySchema = z.object({
  grade: z.enum(DATA_GRADES),
  activity: z.enum(DATA_GRADES),
  factor: z.enum(DATA_GRADES).nullable(),
  why: bilingualOutSchema,
});

/** Two accounts of the same activity side by side, e.g. meter and invoice. */
export const crossCheckSchema = z.object({
  value: z.string().nullable(),
  unit: z.string(),
  difference: z.string().nullable().describe('Second account minus first, in `unit`'),
  differencePercent: z.number().nullable(),
  withinTolerance: z.boolean().nullable().describe('Within 1 %; beyond it, investigate'),
});

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
  uncertainty: uncertaintySchema.nullable().optional(),
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

/** A method of accounting as a record: everything in which methods differ over the same activity data. */
export const methodSchema = z.object({
  id: z.string(),
  edition: z.string(),
  name: bilingualOutSchema,
  source: z.string(),
  confidence: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  note: bilingualOutSchema.nullable(),
  gwpSet: z.string(),
  gases: z.union([z.literal('all'), z.array(z.string())]),
  combustionCh4N2o: z.boolean(),
  classes: z.record(
    z.string(),
    z.object({ scope: z.enum(METHOD_SCOPES), sign: z.number(), line: bilingualOutSchema }),
  ),
  total: z.array(z.string()),
  grid: z.object({ geography: z.string(), rule: z.string() }),
  greenPower: z.object({
    own: z.string(),
    direct: z.string(),
    trade: z.string(),
    certificate: z.string(),
    restOfGrid: z.string(),
  }),
  steamBaselineKjPerKg: z.string(),
});
export type MethodRecord = z.infer<typeof methodSchema>;
export const methodListSchema = z.object({ items: z.array(methodSchema) });

export const bridgeQuerySchema = inventoryQuerySchema.omit({ method: true }).extend({
  from_method: z.string().max(64).describe('Method the bridge starts from'),
  to_method: z.string().max(64).describe('Method it leads to'),
});
export type BridgeQuery = z.infer<typeof bridgeQuerySchema>;
/** Why two methods differ over the same activity data: one property of the method at a time, line by line. */
export const bridgeSchema = z.object({
  fromMethod: z.string(),
  toMethod: z.string(),
  fromTco2e: z.string().nullable(),
  toTco2e: z.string().nullable(),
  steps: z
    .array(
      z.object({
        property: z
          .string()
          .describe('grid, greenPower, gases, gwpSet, combustionCh4N2o, steamBaseline, classes'),
        text: bilingualOutSchema,
        deltaTco2e: z.string(),
        lines: z.array(
          z.object({
            code: z.string(),
            name: bilingualOutSchema,
            before: z.string().nullable(),
            after: z.string().nullable(),
            deltaTco2e: z.string(),
          }),
        ),
      }),
    )
    .describe('Their deltas add up to the difference of the totals, to the digit'),
});
export type Bridge = z.infer<typeof bridgeSchema>;

/** Sources by month under a method: one row a source, in the order of the inventory. */
export const inventoryMatrixSchema = z.object({
  method: z.string(),
  months: z.array(z.string()),
  rows: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      category: z.enum(SOURCE_CATEGORIES),
      methodScope: z.enum(METHOD_SCOPES),
      gases: z.array(z.string()),
      values: z.array(z.number().nullable()).describe('tCO2e by month; null is missing'),
    }),
  ),
  totals: z.array(z.number().nullable()),
});
export type InventoryMatrix = z.infer<typeof inventoryMatrixSchema>;
