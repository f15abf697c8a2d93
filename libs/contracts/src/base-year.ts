import { z } from 'zod';
import { traceSchema } from './accounting.js';
import { bilingualOutSchema, codeSchema, decimalInputSchema } from './codes.js';
import { reportingSchema } from './reporting.js';
import { yearSchema } from './times.js';

const text = (max: number) => z.string().trim().min(1, 'say something').max(max);

export const BOUNDARY_CHANGE_KINDS = [
  'acquisition',
  'merger',
  'insourcing',
  'leaseIn',
  'sale',
  'outsourcing',
  'leaseOut',
  'methodChange',
  'factorChange',
  'errorCorrection',
  'newUnit',
  'shutdown',
] as const;
/** The platform's own finding beside the changes people list. */
export const RECOMPUTED = 'recomputed-inventory';

export const changeEffectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('given').describe('For a unit that came or went'),
    tco2e: decimalInputSchema
      .refine((value) => !value.startsWith('-'), 'give the emissions without a sign; the kind decides it')
      .describe('Emissions of the unit in the base year, tCO2e'),
    source: text(400),
  }),
  z.strictObject({
    kind: z.literal('sources').describe('For a unit that left: what its sources emitted in the base year'),
    sources: z.array(codeSchema).min(1).max(1000),
  }),
  z.strictObject({
    kind: z.literal('totals').describe('For a correction, where the base year is not computed here'),
    before: decimalInputSchema,
    after: decimalInputSchema,
    source: text(400),
  }),
  z.strictObject({
    kind: z.literal('method').describe('For a change of method: the base year under the other method'),
    method: z.string().min(1).max(64),
  }),
]);
export type ChangeEffect = z.infer<typeof changeEffectSchema>;

const givenTotal = z.strictObject({
  tco2e: decimalInputSchema.refine((value) => Number(value) > 0, 'give a total above 0'),
  source: text(400).describe('Report it stands in, as text or evidence:<id>'),
});
/** A base year as it is asked for; the platform fixes its total. */
export const baseYearInputSchema = z.strictObject({
  year: yearSchema,
  method: z.string().min(1).max(64).optional().describe('Id of GET /accounting/methods; default: the first'),
  thresholdPercent: decimalInputSchema
    .refine((value) => Number(value) > 0 && Number(value) <= 100, 'give a share above 0 and at most 100 %')
    .default('5')
    .describe('Recalculation threshold; the GHG Protocol leaves it open, 5 % is our default'),
  reason: text(1000).describe('Why this year'),
  given: givenTotal.optional().describe('Total from elsewhere; default: the inventory of the year'),
});

/** The base year with its fixed total; later data never change it, only a recalculation that is recorded does. */
export const fixedBaseYearSchema = z.object({
  year: z.number().int(),
  method: z.string(),
  thresholdPercent: z.string(),
  reason: z.string(),
  tco2e: z.string().describe('Decimal text'),
  origin: z.enum(['inventory', 'given', 'recalculated']),
  source: z.string(),
  complete: z.boolean().nullable().describe('False: a lower bound; null where the total was given'),
  missing: z.array(z.string()).describe('Sources without a figure when it was fixed'),
  factorSet: z.string().nullable(),
  fixedAt: z.string(),
  includes: z.array(z.string()).describe('Changes that it holds already'),
  inventoryTco2e: z.string().nullable().describe('What the inventory of the year gave when it was fixed'),
  trace: traceSchema.nullable(),
});
export type FixedBaseYear = z.infer<typeof fixedBaseYearSchema>;

export const recalculateBaseYearSchema = z.strictObject({
  reason: text(1000),
  given: givenTotal.optional().describe('New total from elsewhere; default: fixed total plus the effects'),
});
export type RecalculateBaseYear = z.infer<typeof recalculateBaseYearSchema>;

export const BASE_YEAR_STATES = ['unaffected', 'below-threshold', 'recalculate', 'undecided'] as const;
export const baseYearSchema = z.object({
  site: z.string(),
  fixed: fixedBaseYearSchema,
  recomputed: z
    .object({
      tco2e: z.string().nullable(),
      complete: z.boolean(),
      reporting: reportingSchema
        .nullable()
        .optional()
        .describe('Where the year was closed: which version it is'),
    })
    .nullable()
    .describe(
      'The inventory of the year: its latest frozen version, else as it comes out now; null where the total was given',
    ),
  state: z.enum(BASE_YEAR_STATES),
  advice: bilingualOutSchema,
  cumulativePercent: z.number().nullable().describe('Sum of the magnitudes of the effects, % of the total'),
  cumulative: traceSchema.nullable(),
  recalculatedTco2e: z.string().nullable().describe('Total with the known effects'),
  recalculated: traceSchema.nullable(),
  effects: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(BOUNDARY_CHANGE_KINDS),
      date: z.string().nullable(),
      description: bilingualOutSchema,
      counted: z.boolean().describe('Counts towards the threshold'),
      tco2e: z.string().nullable(),
      reason: bilingualOutSchema.nullable().describe('Why it does not count, or is not known'),
      trace: traceSchema.nullable(),
    }),
  ),
  note: bilingualOutSchema,
});
export type BaseYear = z.infer<typeof baseYearSchema>;
