import { z } from 'zod';
import { traceSchema } from './accounting.js';
import { bilingualOutSchema } from './codes.js';
import { scoreSourceSchema } from './scoring-schemes.js';

const decimalText = z.string().describe('Decimal text, every digit');
const VERDICTS = ['pass', 'fail', 'open', 'na'] as const;
const verdictSchema = z.enum(VERDICTS);
const coreVerdictSchema = z
  .enum([...VERDICTS, 'depends'])
  .describe('`depends`: passed under one value of a switch, failed under another');

const scoreInputSchema = z.union([
  z.strictObject({
    value: z.union([z.number(), z.string().max(60), z.boolean()]),
    unit: z.string().max(24).optional(),
    source: z.string().trim().min(1).max(200).optional().describe('Where it comes from, in words'),
  }),
  z.strictObject({ missing: z.literal(true) }),
  z.strictObject({
    notApplicable: z.literal(true),
    reason: z.string().trim().min(1, 'say why it does not apply').max(500),
  }),
]);
export const evaluateRequestSchema = z.strictObject({
  scheme: z.string().max(64),
  year: z.number().int().min(1990).max(2100).describe('Year of the data'),
  inputs: z
    .record(z.string().max(160), scoreInputSchema)
    .describe('By the names that GET /scoring/schemes/{id} lists'),
  options: z
    .record(z.string().max(64), z.string().max(64))
    .optional()
    .describe('Value of a switch by its id (convention, apportioned), `applicant`, `naMode`'),
});
export type EvaluateRequest = z.infer<typeof evaluateRequestSchema>;

const statedSchema = z.object({
  value: decimalText,
  unit: z.string(),
  source: scoreSourceSchema.nullable().describe('Null: told with the inputs'),
  note: z.string().nullable(),
});
const nextSchema = z.object({
  points: z.number(),
  value: z.string().nullable(),
  unit: z.string(),
  changePercent: z.number().nullable(),
  grade: bilingualOutSchema.nullable(),
});

export const scoreIndicatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: bilingualOutSchema,
  direction: z.enum(['positive', 'negative']),
  value: z.number().nullable(),
  exactValue: decimalText.nullable(),
  unit: z.string(),
  origin: z.enum(['given', 'computed']).nullable(),
  uses: z.array(z.string()).describe('Inputs its value rests on'),
  note: z.string().nullable().describe('Where the value was taken from, in words'),
  baseline: z.number().nullable(),
  leading: z.number().nullable(),
  points: z.number().describe('2 decimals'),
  exactPoints: decimalText,
  upperBound: z.number(),
  weight: z.number().describe('Once those that do not apply are struck'),
  schemeWeight: z.number(),
  share: z.number().nullable(),
  status: z
    .enum(['ok', 'manual', 'missing', 'noBenchmark', 'na'])
    .describe(
      'ok: scored · manual: graded on evidence · missing, noBenchmark: 0 points, full in the upper bound · na: weighs nothing',
    ),
  reason: bilingualOutSchema.nullable(),
  lacks: z.array(z.string()).describe('Inputs to tell'),
  products: z.array(
    z.object({
      code: z.string(),
      value: decimalText,
      unit: z.string(),
      baseline: decimalText,
      leading: decimalText,
      share: decimalText,
      amount: decimalText,
      amountUnit: z.string(),
      counted: z.boolean(),
    }),
  ),
  source: z.object({
    indicator: scoreSourceSchema.nullable(),
    weight: scoreSourceSchema.nullable(),
    baseline: scoreSourceSchema.nullable(),
    leading: scoreSourceSchema.nullable(),
    curve: scoreSourceSchema.nullable(),
  }),
  evidence: bilingualOutSchema.nullable(),
  next: nextSchema.nullable().describe('What one point more costs'),
  trace: traceSchema.nullable().describe('Of the points, down to what was told'),
});
export type ScoreIndicator = z.infer<typeof scoreIndicatorSchema>;

const variantSchema = z.object({
  switches: z.record(z.string(), z.string()),
  score: z.number().nullable(),
  upperBound: z.number().nullable(),
  indicators: z.array(z.object({ id: z.string(), value: z.number().nullable(), points: z.number() })),
  core: z.array(
    z.object({
      id: z.string(),
      value: z.number().nullable(),
      entryVerdict: verdictSchema,
      targetVerdict: verdictSchema,
    }),
  ),
  level: z.string().nullable(),
});

export const evaluationSchema = z.object({
  scheme: z.string(),
  version: z.string(),
  year: z.number().int(),
  switches: z.record(z.string(), z.string()).describe('The choices that hold for the figures below'),
  applicant: z.string().nullable(),
  naMode: z.string(),
  score: z
    .number()
    .nullable()
    .describe('0 to 100, before bonus, what is missing counted 0; null: no known score'),
  upperBound: z.number().nullable().describe('The score with everything missing at its best'),
  exactScore: decimalText.nullable(),
  exactUpperBound: decimalText.nullable(),
  bonus: z.object({ points: z.number(), most: statedSchema }).nullable(),
  completeness: z.number().nullable().describe('Share of the weight scored on a value, 0 to 1'),
  band: z
    .object({ id: z.string(), name: bilingualOutSchema, source: scoreSourceSchema.nullable() })
    .nullable()
    .describe('Self-diagnosis, no certificate'),
  eligibility: verdictSchema.nullable().describe('All gates together'),
  gates: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      verdict: verdictSchema,
      reason: bilingualOutSchema.nullable(),
      evidence: bilingualOutSchema.nullable(),
      note: z.string().nullable(),
      source: scoreSourceSchema.nullable(),
    }),
  ),
  groups: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      parent: z.string().nullable(),
      weight: z.number(),
      schemeWeight: z.number(),
      points: z.number(),
      upperBound: z.number(),
      indicators: z.array(z.string()),
    }),
  ),
  indicators: z.array(scoreIndicatorSchema),
  bonusIndicators: z.array(scoreIndicatorSchema),
  core: z.array(
    z.object({
      id: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      entry: statedSchema.nullable(),
      target: statedSchema.nullable(),
      entryVerdict: coreVerdictSchema,
      targetVerdict: coreVerdictSchema,
      gapToEntry: z.number().nullable(),
      gapToTarget: z.number().nullable(),
      dependsOn: z.array(z.string()).describe('Switches that turn a verdict'),
    }),
  ),
  levels: z.array(
    z.object({
      id: z.string(),
      name: bilingualOutSchema,
      verdict: verdictSchema,
      reasons: z.array(bilingualOutSchema),
      source: scoreSourceSchema.nullable(),
    }),
  ),
  level: z.string().nullable().describe('Highest level reached, of this scheme alone'),
  paths: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      progress: z.number().nullable(),
      items: z.array(
        z.object({
          id: z.string(),
          text: bilingualOutSchema,
          threshold: bilingualOutSchema.nullable(),
          must: z.boolean(),
          status: z.enum(['met', 'partly', 'notMet', 'na', 'open']),
          reason: z.string().nullable(),
          source: scoreSourceSchema.nullable(),
        }),
      ),
    }),
  ),
  quantities: z.array(
    z.object({
      name: z.string(),
      description: bilingualOutSchema,
      value: decimalText.nullable(),
      unit: z.string(),
      origin: z.enum(['given', 'computed']).nullable(),
      note: z.string().nullable(),
      reason: bilingualOutSchema.nullable(),
      trace: traceSchema.nullable(),
    }),
  ),
  variants: z.array(variantSchema).describe('The same factory under every choice of switches'),
  needs: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['value', 'grade', 'tell']),
        points: z.number(),
        percentPerPoint: z.number().nullable(),
      }),
    )
    .describe('Indicators by what their next point needs: the least change for a point first'),
  lost: z.array(z.object({ id: z.string(), points: z.number() })).describe('Points lost, most first'),
});
export type EvaluationAnswer = z.infer<typeof evaluationSchema>;
