import { z } from 'zod';
import { bilingualOutSchema, changeFields, decimalInputSchema } from './codes.js';
import { yearSchema } from './times.js';

const notNegative = decimalInputSchema.refine((text) => !text.startsWith('-'), 'give 0 or more');

export const targetIndicatorSchema = z
  .string()
  .regex(
    /^(tce|tco2e|(tce|tco2e)Per(OutputValue|ValueAdded)|(tce|tco2e)PerUnit:[A-Za-z0-9_-]{1,64})$/,
    'give tce, tco2e, one of them with PerOutputValue or PerValueAdded, or PerUnit: with the code of a product',
  );

export const TARGET_PATHS = ['linear', 'rate', 'own'] as const;

export const putTargetSchema = z.strictObject({
  baseYear: yearSchema,
  baseValue: notNegative.describe('Value of the base year'),
  unit: z.string().trim().min(1).max(24),
  source: z
    .string()
    .trim()
    .min(1, 'say something')
    .max(240)
    .describe('Where the value of the base year comes from'),
  targetYear: yearSchema.default(2030),
  path: z
    .enum(TARGET_PATHS)
    .describe('linear to a value · rate: a yearly fall in parts of the base value (as SBTi) · own points'),
  targetValue: notNegative.nullish().describe('Of the target year, for a linear path'),
  yearlyRate: notNegative
    .nullish()
    .describe('For a path by rate; default 0.042 (4.2 % of the base value a year)'),
  points: z
    .array(z.strictObject({ year: yearSchema, value: notNegative }))
    .max(40)
    .default([])
    .describe('For an own path; the last one is of the target year'),
  ...changeFields,
});
export type PutTarget = z.infer<typeof putTargetSchema>;

export const targetSchema = z.object({
  indicator: z.string(),
  name: bilingualOutSchema,
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
  baseYear: z.number().int(),
  baseValue: z.string(),
  unit: z.string(),
  source: z.string(),
  targetYear: z.number().int(),
  path: z.enum(TARGET_PATHS),
  targetValue: z.string().nullable(),
  yearlyRate: z.string().nullable(),
  points: z.array(z.object({ year: z.number().int(), value: z.string() })),
  recordedBy: z.string(),
  recordedAt: z.string(),
});
export type Target = z.infer<typeof targetSchema>;

const yearRowSchema = z.object({
  year: z.number().int(),
  planned: z.string().nullable().describe('Of the path; null: before the base year'),
  actual: z.number().nullable(),
  complete: z.boolean().describe('False: the year is running, or data lack'),
  forecast: z.number().nullable().describe('Of the running year'),
  gap: z
    .number()
    .nullable()
    .describe('Actual, or forecast of the running year, less planned; above 0 is too much'),
  reason: bilingualOutSchema.nullable(),
});

export const targetProgressSchema = z.object({
  site: z.string(),
  through: z.string(),
  items: z.array(
    targetSchema.extend({
      years: z.array(yearRowSchema),
      neededPerYear: z
        .number()
        .nullable()
        .describe('Fall a year that still reaches the target, from the last known year on'),
    }),
  ),
});
export type TargetProgress = z.infer<typeof targetProgressSchema>;
