import { z } from 'zod';
import { bilingualOutSchema, changeFields, codeSchema, decimalInputSchema } from './codes.js';

const notNegative = decimalInputSchema.refine((text) => !text.startsWith('-'), 'give 0 or more');

export const budgetIndicatorSchema = z
  .string()
  .regex(
    /^(tce|tco2e|carrier:[A-Za-z]{1,32}|source:[A-Za-z0-9_-]{1,64})$/,
    'give tce, tco2e, carrier: with a carrier, or source: with the code of an emission source',
  )
  .describe(
    'tce 综合能耗 · tco2e 排放量 · carrier:electricity what the top meters of a carrier count · source:diesel activity data of an emission source',
  );

const itemSchema = z.strictObject({
  indicator: budgetIndicatorSchema,
  siteUnit: codeSchema.nullish().describe('Unit of the site; left out: the whole site'),
  unit: z.string().trim().min(1).max(16).describe('tce, tCO2e, kWh, m3 …'),
  total: notNegative.describe('Of the year'),
  months: z.array(notNegative).length(12).describe('January first; they add up to the total'),
});

export const putBudgetSchema = z
  .strictObject({
    items: z.array(itemSchema).min(1, 'a budget has at least one indicator').max(200),
    ...changeFields,
  })
  .refine(
    ({ items }) =>
      new Set(items.map(({ indicator, siteUnit }) => `${indicator} ${siteUnit ?? ''}`)).size === items.length,
    { path: ['items'], error: 'an indicator stands twice for the same unit; keep one' },
  );
export type PutBudget = z.infer<typeof putBudgetSchema>;

export const approveBudgetSchema = z.strictObject({
  version: z.number().int().min(1).describe('The version that was read and is approved'),
  note: z.string().trim().max(1000).nullish(),
});
export type ApproveBudget = z.infer<typeof approveBudgetSchema>;

const budgetItemSchema = z.object({
  indicator: z.string(),
  siteUnit: z.string().nullable(),
  unit: z.string(),
  total: z.string(),
  months: z.array(z.string()),
});

const headFields = {
  year: z.number().int(),
  version: z.number().int().describe('0 where there is none; send it as If-Match'),
  state: z.enum(['none', 'draft', 'approved']),
  author: z.string().nullable(),
  recordedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvalNote: z.string().nullable(),
  note: z.string().nullable().describe('Why it was changed'),
};

export const budgetSchema = z.object({
  site: z.string(),
  ...headFields,
  approvedVersion: z.number().int().nullable().describe('The version in force: the latest approved one'),
  items: z.array(budgetItemSchema),
});
export type Budget = z.infer<typeof budgetSchema>;

export const budgetVersionListSchema = z.object({ items: z.array(z.object(headFields)) });
export type BudgetVersionList = z.infer<typeof budgetVersionListSchema>;

export const budgetQuerySchema = z.object({
  version: z.coerce.number().int().min(1).optional().describe('Default: the latest'),
});
export type BudgetQuery = z.infer<typeof budgetQuerySchema>;

const backTestSchema = z.object({
  origins: z.number().int().describe('Days in the past from which the method had to forecast'),
  horizonDays: z.number().int(),
  wape: z.number().describe('Weighted absolute error of the sums over the horizon, as a share'),
  bias: z.number().describe('Mean error as a share; above 0: forecasts too much'),
  mase: z.number().nullable().describe('Error against the seasonal naive method; below 1 is better than it'),
  intervalCoverage: z
    .number()
    .nullable()
    .describe('Share of the origins within the 80 % interval that the others give'),
});

export const budgetForecastSchema = z.object({
  value: z.number().describe('At the end of the year'),
  low: z.number().nullable().describe('80 % interval out of the back-test; null: too little history for one'),
  high: z.number().nullable(),
  method: z.enum(['weekNaive', 'kindMean', 'yearShape']),
  better: z.boolean().describe('False: no method was better than the naive one, which is used'),
  backTest: backTestSchema.nullable(),
  knownDays: z.number().int(),
  forecastDays: z
    .number()
    .int()
    .describe('Days that count by the forecast: those ahead, and those without whole data'),
});

export const budgetExecutionSchema = z.object({
  site: z.string(),
  year: z.number().int(),
  version: z.number().int().nullable().describe('Version in force; null: none is approved'),
  through: z.string(),
  items: z.array(
    z.object({
      indicator: z.string(),
      siteUnit: z.string().nullable(),
      name: bilingualOutSchema,
      unit: z.string(),
      total: z.string(),
      actual: z.number().nullable().describe('So far; null: nothing is known'),
      complete: z.boolean().describe('False: at least that much'),
      coverage: z.number().describe('Share of the days so far with whole data'),
      used: z.number().nullable().describe('Share of the budget of the year'),
      pace: z.object({
        budget: z.number().describe('What the months allow until now, as a share of the year'),
        linear: z.number().describe('Elapsed share of the year'),
        seasonal: z.number().nullable().describe("Share by last year's shape; null: last year is not whole"),
      }),
      forecast: budgetForecastSchema.nullable(),
      forecastShare: z.number().nullable().describe('Forecast of the year as a share of the budget'),
      reason: bilingualOutSchema.nullable().describe('Why something is missing'),
      state: z.enum(['ok', 'ahead', 'warning', 'alarm', 'unknown']),
      why: bilingualOutSchema.nullable(),
      months: z.array(
        z.object({
          month: z.string(),
          budget: z.string(),
          actual: z.number().nullable(),
          complete: z.boolean(),
          running: z.boolean(),
          forecast: z.number().nullable().describe('Of the month, where it is not over'),
          lastYear: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type BudgetExecution = z.infer<typeof budgetExecutionSchema>;
export type BudgetExecutionItem = BudgetExecution['items'][number];

export const budgetProposalQuerySchema = z.object({
  indicator: budgetIndicatorSchema,
  siteUnit: z.string().max(64).optional(),
});
export type BudgetProposalQuery = z.infer<typeof budgetProposalQuerySchema>;

export const budgetProposalSchema = z.object({
  indicator: z.string(),
  siteUnit: z.string().nullable(),
  name: bilingualOutSchema,
  unit: z.string(),
  months: z
    .array(z.object({ month: z.string(), actual: z.number().nullable(), complete: z.boolean() }))
    .describe('What the year before used, by month'),
});
export type BudgetProposal = z.infer<typeof budgetProposalSchema>;
