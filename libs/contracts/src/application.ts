import { z } from 'zod';
import { bilingualOutSchema, changeFields } from './codes.js';
import { evaluationSchema } from './scoring.js';
import { yearSchema } from './times.js';

const decimal = z
  .string()
  .trim()
  .regex(/^-?\d{1,20}(\.\d{1,12})?$/, 'give a plain decimal number, such as 12.5');
const evidence = z.string().trim().max(400).nullish().describe('e.g. evidence:12');
const partSchema = z.strictObject({
  id: z.string().max(32),
  text: z.string().trim().max(20_000).default(''),
  evidence,
});
const MOST_YEARS = 12;

export const putApplicationSchema = z
  .strictObject({
    fromYear: yearSchema,
    toYear: yearSchema.describe('Last year of building; by E6 2030 at the latest'),
    plan: z.array(partSchema).max(20).default([]),
    targets: z
      .array(z.strictObject({ year: yearSchema, indicator: z.string().max(32), value: decimal }))
      .max(200)
      .default([])
      .describe('Yearly targets of core indicators, in the unit of each'),
    acceptance: z.array(partSchema).max(20).default([]),
    ...changeFields,
  })
  .refine(({ fromYear, toYear }) => toYear >= fromYear && toYear - fromYear < MOST_YEARS, {
    path: ['toYear'],
    error: 'the last year lies before the first, or more than twelve years on',
  });
export type PutApplication = z.infer<typeof putApplicationSchema>;

export const putSelfEvaluationSchema = z.strictObject({
  progress: z.string().trim().min(1, 'say how building went on').max(20_000),
  results: z.string().trim().max(20_000).default(''),
  evidence,
  ...changeFields,
});
export type PutSelfEvaluation = z.infer<typeof putSelfEvaluationSchema>;

const partOutSchema = z.object({
  id: z.string(),
  title: bilingualOutSchema,
  hint: bilingualOutSchema,
  text: z.string(),
  evidence: z.string().nullable(),
});
const recordedSchema = {
  version: z.number().int(),
  recordedBy: z.string().nullable(),
  recordedAt: z.string().nullable(),
};

export const applicationSchema = z.object({
  site: z.string(),
  scheme: z.string(),
  schemeName: bilingualOutSchema,
  ...recordedSchema,
  fromYear: z.number().int(),
  toYear: z.number().int(),
  plan: z
    .array(partOutSchema)
    .describe('The outline is a default of ours: Annex 2 of the notice was not read'),
  acceptance: z.array(partOutSchema),
  problems: z
    .array(
      z.object({
        year: z.number().int().nullable(),
        indicator: z.string().nullable(),
        text: bilingualOutSchema,
      }),
    )
    .describe('What stands against the yearly targets; a draft may have them'),
  core: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      unit: z.string(),
      direction: z.enum(['positive', 'negative']),
      entry: z.string().nullable(),
      target: z.string().nullable(),
    }),
  ),
  eligibility: evaluationSchema.shape.eligibility.describe('All gates of this year together'),
  years: z.array(
    z.object({
      year: z.number().int(),
      rows: z.array(
        z.object({
          indicator: z.string(),
          promised: z.string().nullable(),
          actual: z.string().nullable().describe('Of the score of the year; null: unknown'),
          kept: z.boolean().nullable().describe('Null: one of the two is not known'),
        }),
      ),
      evaluation: z
        .object({
          ...recordedSchema,
          progress: z.string(),
          results: z.string(),
          evidence: z.string().nullable(),
          values: z
            .array(z.object({ indicator: z.string(), value: z.string().nullable(), unit: z.string() }))
            .describe('As they came out when it was recorded'),
        })
        .nullable(),
    }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), by: z.string(), at: z.string(), reason: z.string().nullable() }),
  ),
});
export type Application = z.infer<typeof applicationSchema>;

export const applicationExportQuerySchema = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') });
export type ApplicationExportQuery = z.infer<typeof applicationExportQuerySchema>;
