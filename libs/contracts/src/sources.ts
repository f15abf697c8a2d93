import { z } from 'zod';
import { SCOPES, SOURCE_CATEGORIES, BOUNDARY_SYSTEMS } from '@zerofab/vocabulary';
import {
  bilingualOutSchema,
  bilingualSchema,
  changeFields,
  decimalInputSchema,
  sourceCategorySchema,
} from './codes.js';
import { daySchema, monthSchema } from './times.js';
import {
  activityBindingSchema,
  calculationSchema,
  factorChoiceSchema,
  residualStepSchema,
} from './source-bindings.js';

/** Half-width of the activity data at 95 %, where the site knows better than the default. */
const activityUncertaintySchema = z.strictObject({
  activityPercent: decimalInputSchema.optional(),
  meterClass: z.string().max(16).optional().describe('Accuracy class of the meter, e.g. 0.5'),
  kind: z.string().max(40).optional().describe('How the amount is measured, e.g. belt-scale'),
});

/** A value that a refusal `needs-confirmation` named, and why it is right. */
const confirmedValueSchema = z.strictObject({
  field: z.string().min(1).max(200).describe('As the refusal named it, e.g. factor.value'),
  value: z.string().min(1).max(120).describe('Value and unit as the refusal named them'),
  reason: z.string().trim().min(4, 'say why the value is right').max(400),
});

export const putSourceSchema = z
  .strictObject({
    name: bilingualSchema,
    category: sourceCategorySchema,
    activity: activityBindingSchema,
    factor: factorChoiceSchema
      .optional()
      .describe('Default: electricity → grid rule, heat → heat default of the library'),
    residual: residualStepSchema
      .optional()
      .describe(
        'Factor of what no proof covers, under a market-based method: by rule (national), a dated site parameter, or typed with its source',
      ),
    calculation: calculationSchema.optional(),
    gas: z.string().max(40).optional().describe('Gas of a factor per amount, where it is not CO2'),
    method: z.string().max(64).default('GB/T 32150-2025').describe('Method of accounting'),
    part: z
      .string()
      .max(64)
      .optional()
      .describe('Sector part the source is accounted by, e.g. gbt32151-8-2023'),
    facility: z.string().trim().max(120).nullish(),
    system: z.enum(BOUNDARY_SYSTEMS).optional().describe('Production system; default main'),
    included: z.boolean().optional().describe('False: listed, but outside the inventory; give `reason`'),
    reason: z.string().trim().max(400).optional().describe('Why it is excluded, or included although small'),
    validFrom: daySchema.optional().describe('First day within the boundary (a unit bought or leased)'),
    validTo: daySchema
      .optional()
      .describe('First day no longer within the boundary (a unit sold or shut down)'),
    crossCheck: activityBindingSchema
      .optional()
      .describe(
        'A second account of the same activity, e.g. invoices beside the meter; records have the stream crossCheck',
      ),
    uncertainty: activityUncertaintySchema
      .optional()
      .describe('Half-width of the activity data at 95 %, where known better than by default'),
    confirmed: z
      .array(confirmedValueSchema)
      .max(20)
      .optional()
      .describe('Values far from the usual ones that somebody looked at; kept with the source'),
    effectiveFrom: monthSchema
      .optional()
      .describe(
        'First month of a changed factor; earlier months keep theirs. Without it the change holds for all months, as a correction',
      ),
    ...changeFields,
  })
  .refine((source) => source.included !== false || (source.reason ?? '') !== '', {
    path: ['reason'],
    message: 'say why the source is excluded',
  })
  .refine(
    ({ validFrom, validTo }) => validFrom === undefined || validTo === undefined || validFrom < validTo,
    { path: ['validTo'], message: 'must be after validFrom' },
  );
export type PutSource = z.infer<typeof putSourceSchema>;

export const sourceSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  category: z.enum(SOURCE_CATEGORIES),
  scope: z.enum(SCOPES),
  activity: activityBindingSchema,
  factor: factorChoiceSchema.nullable().describe('null where the calculation names its own inputs'),
  residual: residualStepSchema.nullable(),
  calculation: calculationSchema.nullable(),
  gas: z.string().nullable(),
  method: z.string(),
  part: z.string().nullable(),
  facility: z.string().nullable(),
  system: z.enum(BOUNDARY_SYSTEMS),
  included: z.boolean(),
  reason: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  crossCheck: activityBindingSchema.nullable(),
  uncertainty: activityUncertaintySchema.nullable(),
  confirmed: z.array(confirmedValueSchema),
  version: z.number().int(),
  earlier: z
    .array(
      z.object({
        until: z.string().describe('First month in which it no longer applies'),
        factor: factorChoiceSchema.nullable(),
        residual: residualStepSchema.optional(),
      }),
    )
    .describe('Factors of earlier months, oldest first'),
  warnings: z
    .array(bilingualOutSchema)
    .describe('What may be meant otherwise than the definition says, e.g. a meter that counts twice'),
});
export type Source = z.infer<typeof sourceSchema>;
export const sourceListSchema = z.object({ items: z.array(sourceSchema) });
