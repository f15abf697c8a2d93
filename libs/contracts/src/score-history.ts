import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { evaluationSchema } from './scoring.js';
import { yearParamSchema } from './times.js';

const choice = z.string().max(64).optional();
export const SCORE_KINDS = ['green-factory', 'zero-carbon'] as const;
const kindSchema = z.enum(SCORE_KINDS);

export const scoreHistoryQuerySchema = z.strictObject({
  kind: kindSchema,
  by: z
    .enum(['month', 'year'])
    .default('year')
    .describe(
      'month: each month of `year` that is over with its own data, its amounts at the pace of the year, so that bounds of a year hold',
    ),
  year: yearParamSchema,
  scheme: choice,
  convention: choice,
  apportioned: choice,
  applicant: choice,
});
export type ScoreHistoryQuery = z.infer<typeof scoreHistoryQuerySchema>;

export const scoreHistorySchema = z.object({
  site: z.string(),
  scheme: z.string(),
  by: z.enum(['month', 'year']),
  indicators: z.array(
    z.object({ id: z.string(), title: bilingualOutSchema, unit: z.string(), core: z.boolean() }),
  ),
  items: z.array(
    z.object({
      period: z.string().describe('Year, or month'),
      from: z.string(),
      to: z.string(),
      complete: z.boolean().describe('False: the period is running'),
      score: z.number().nullable().describe('Null: unknown, see `reason`'),
      upperBound: z.number().nullable(),
      completeness: z.number().nullable(),
      reason: bilingualOutSchema.nullable(),
      values: z
        .array(z.object({ id: z.string(), value: z.number().nullable(), points: z.number() }))
        .describe('By indicator; null: unknown in this period'),
    }),
  ),
});
export type ScoreHistory = z.infer<typeof scoreHistorySchema>;

export const scoreComparisonQuerySchema = z.strictObject({
  kind: kindSchema,
  year: yearParamSchema,
  scheme: choice,
});
export type ScoreComparisonQuery = z.infer<typeof scoreComparisonQuerySchema>;

export const scoreComparisonSchema = z.object({
  scheme: z.string(),
  year: z.number().int(),
  items: z.array(
    z.object({
      site: z.string(),
      name: bilingualOutSchema,
      demo: z.boolean().describe('A simulated site'),
      score: z.number().nullable(),
      upperBound: z.number().nullable(),
      completeness: z.number().nullable(),
      eligibility: evaluationSchema.shape.eligibility,
      level: z.string().nullable(),
      core: z.array(
        z.object({
          id: z.string(),
          value: z.number().nullable(),
          unit: z.string(),
          entryVerdict: evaluationSchema.shape.core.element.shape.entryVerdict,
        }),
      ),
    }),
  ),
});
export type ScoreComparison = z.infer<typeof scoreComparisonSchema>;
