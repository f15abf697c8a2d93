import { z } from 'zod';
import {
  bilingualOutSchema,
  bilingualSchema,
  codeSchema,
  decimalInputSchema,
  SCOPES,
  SOURCE_CATEGORIES,
  sourceCategorySchema,
} from './codes.js';
import { instantParamSchema } from './measurements.js';

export const GRID_RULES = ['latest-at-report-due', 'latest-published'] as const;
export type GridRule = (typeof GRID_RULES)[number];

export const activityBindingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('meters'),
    registers: z
      .array(
        z.strictObject({
          meter: codeSchema,
          register: codeSchema,
          sign: z
            .union([z.literal(1), z.literal(-1)])
            .default(1)
            .describe('-1 subtracts, e.g. a living quarter behind the incomer'),
        }),
      )
      .min(1, 'bind at least one register')
      .max(200),
  }),
  z.strictObject({
    kind: z.literal('manual'),
    unit: z.string().min(1).max(16).describe('Unit in which the activity data is entered, e.g. t'),
  }),
]);
export type ActivityBinding = z.infer<typeof activityBindingSchema>;

export const factorChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grid'),
    rule: z
      .enum(GRID_RULES)
      .default('latest-at-report-due')
      .describe('Named rule that picks the data year of the published grid factor'),
    region: z.string().max(32).optional().describe("Default: the site's gridRegion"),
  }),
  z.strictObject({
    kind: z.literal('fuel'),
    fuel: z.string().min(1).max(64).describe('Fuel of the factor library, e.g. natural-gas, diesel'),
    set: z
      .string()
      .max(64)
      .optional()
      .describe('Parameter set: NCV, carbon content and oxidation come from one set, e.g. gbt32151-34-2024'),
  }),
  z.strictObject({
    kind: z.literal('library'),
    id: z.string().min(1).max(120).describe('Id of a factor of the library'),
  }),
  z.strictObject({
    kind: z.literal('site'),
    value: decimalInputSchema,
    unit: z.string().min(3).max(24).describe('e.g. kgCO2/kWh, tCO2/MWh, tCO2/GJ'),
    source: z.string().trim().min(1).max(400).default('entered by the site; no source given'),
    year: z.number().int().min(1990).max(2100).optional(),
  }),
]);
export type FactorChoice = z.infer<typeof factorChoiceSchema>;

export const putSourceSchema = z.strictObject({
  name: bilingualSchema,
  category: sourceCategorySchema,
  activity: activityBindingSchema,
  factor: factorChoiceSchema
    .optional()
    .describe('Default: purchasedElectricity → grid rule, purchasedHeat → heat default of the library'),
  method: z.string().max(64).default('GB/T 32150-2025').describe('Method of accounting'),
  facility: z.string().trim().max(120).nullish(),
});
export type PutSource = z.infer<typeof putSourceSchema>;

export const sourceSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  category: z.enum(SOURCE_CATEGORIES),
  scope: z.enum(SCOPES),
  activity: activityBindingSchema,
  factor: factorChoiceSchema,
  method: z.string(),
  facility: z.string().nullable(),
  version: z.number().int(),
});
export type Source = z.infer<typeof sourceSchema>;
export const sourceListSchema = z.object({ items: z.array(sourceSchema) });

export const postActivityDataSchema = z.strictObject({
  source: codeSchema,
  from: instantParamSchema,
  to: instantParamSchema,
  quantity: decimalInputSchema,
  unit: z.string().min(1).max(16),
  evidence: z
    .string()
    .trim()
    .max(400)
    .nullish()
    .describe('Document that proves it: invoice, weighing slip, stock card'),
  replaces: z
    .string()
    .max(64)
    .optional()
    .describe('Id of the record this one corrects; the old record stays, marked as replaced'),
});
export type PostActivityData = z.infer<typeof postActivityDataSchema>;

export const activityRecordSchema = z.object({
  id: z.string(),
  source: z.string(),
  from: z.string(),
  to: z.string(),
  quantity: z.string(),
  unit: z.string(),
  evidence: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  replacedBy: z.string().nullable(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
export const activityListSchema = z.object({ items: z.array(activityRecordSchema) });
