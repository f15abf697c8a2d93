import { z } from 'zod';
import { changeFields, codeSchema } from './codes.js';
import { daySchema } from './times.js';

const text = (max: number) => z.string().trim().min(1, 'say something').max(max);

const deviceSchema = z.strictObject({
  name: text(120),
  number: text(120).describe('Serial or asset number'),
  place: text(200),
  accuracy: text(60).describe('Accuracy class, e.g. 0.5S'),
  calibrationMonths: z
    .number()
    .int()
    .min(1)
    .max(240)
    .nullable()
    .describe('Calibration period in months; null where none is required'),
  lastCalibratedOn: daySchema.nullish(),
});

/**
 * Plan of one datum: how it is measured, by whom, and what happens when it is missing. Fields of GB/T 32150-2025
 * Annex E (as transcribed in the domain digest, §11).
 */
const planItemSchema = z.strictObject({
  source: codeSchema,
  input: text(160)
    .default('activity')
    .describe('Input of the source: activity, or the path of an input or parameter of its formulas'),
  parameter: text(120).describe('e.g. mass of coal, net calorific value'),
  facility: text(200),
  monitoringPoint: text(200),
  device: deviceSchema.nullish().describe('null where nothing is metered, e.g. a default value'),
  frequency: text(120).describe('e.g. each batch, hourly, monthly'),
  method: text(200).describe('Method or standard, e.g. GB/T 213'),
  missingDataRule: text(400),
  recordForm: text(200).describe('Form or file in which it is recorded'),
  department: text(120),
});
export type PlanItem = z.infer<typeof planItemSchema>;

export const putQualityPlanSchema = z
  .strictObject({
    items: z.array(planItemSchema).min(1, 'a plan has at least one datum').max(5000),
    note: text(1000).nullish().describe('What changed, and why'),
    expectedVersion: changeFields.expectedVersion,
  })
  .superRefine(({ items }, context) => {
    const seen = new Set<string>();
    for (const [index, { source, input }] of items.entries()) {
      const key = `${source} ${input}`;
      if (seen.has(key))
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'input'],
          message: `${input} of ${source} is planned twice; keep one`,
        });
      seen.add(key);
    }
  });
export type PutQualityPlan = z.infer<typeof putQualityPlanSchema>;

export const approveQualityPlanSchema = z.strictObject({
  version: z.number().int().min(1).describe('The version that was read and is approved'),
  note: text(1000).nullish(),
});
export type ApproveQualityPlan = z.infer<typeof approveQualityPlanSchema>;

export const QUALITY_PLAN_STATES = ['none', 'draft', 'approved'] as const;
const planHead = z.object({
  version: z.number().int().describe('0 where there is no plan yet'),
  state: z.enum(QUALITY_PLAN_STATES),
  author: z.string().nullable(),
  recordedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvalNote: z.string().nullable(),
  note: z.string().nullable(),
});

const datumSchema = z.object({
  source: z.string(),
  input: z.string(),
});

/** 数据质量控制计划 */
export const qualityPlanSchema = planHead.extend({
  site: z.string(),
  approvedVersion: z.number().int().nullable().describe('The approved version in force: the latest approved'),
  items: z.array(
    planItemSchema.extend({
      calibration: z.object({
        state: z
          .enum(['valid', 'overdue', 'never', 'none'])
          .describe('never: a period, but no calibration recorded; none: no device, or none required'),
        dueOn: z.string().nullable().describe('First day on which it is past due'),
        daysOverdue: z.number().int().nullable(),
      }),
    }),
  ),
  overdue: z.number().int().describe('Devices whose calibration is past due or was never recorded'),
  uncovered: z.array(datumSchema).describe('Data of included sources that no approved plan covers'),
  stray: z.array(datumSchema).describe('Planned data that no included source has any more'),
});
export type QualityPlan = z.infer<typeof qualityPlanSchema>;

export const qualityPlanVersionListSchema = z.object({ items: z.array(planHead) });
export type QualityPlanVersionList = z.infer<typeof qualityPlanVersionListSchema>;
