import { z } from 'zod';
import { bilingualOutSchema, changeFields } from './codes.js';
import { acceptedInputSchema, schemeListSchema, scoreSourceSchema } from './scoring-schemes.js';
import { evaluationSchema } from './scoring.js';
import { reportingSchema } from './reporting.js';
import { yearParamSchema } from './times.js';

const choice = z.string().max(64).optional();
const options = {
  convention: choice.describe('calorific or equivalent; default by the scheme'),
  apportioned: choice.describe('excluded or counted'),
  applicant: choice.describe('factory or computing'),
  naMode: choice,
};
export const scoreOptionsQuerySchema = z.strictObject(options);
export type ScoreOptionsQuery = z.infer<typeof scoreOptionsQuerySchema>;

export const siteScoreQuerySchema = z.strictObject({
  year: yearParamSchema,
  scheme: choice.describe('Id of GET /scoring/schemes; default: the first of the kind'),
  ...options,
});
export type SiteScoreQuery = z.infer<typeof siteScoreQuerySchema>;

/** An amount as the platform knows it, or as a person told it. */
const toldSchema = z.object({
  value: z.string().nullable(),
  unit: z.string().nullable(),
  note: bilingualOutSchema.nullable(),
});

/** An input of a score at a site: where its value comes from. */
export const siteScoreInputSchema = acceptedInputSchema.extend({
  from: z
    .enum(['measured', 'entered', 'computed', 'missing', 'na'])
    .describe(
      'measured: the platform knows it · entered: a person told it, which comes before what is measured · computed: worked out from other inputs',
    ),
  value: z.string().nullable(),
  enteredUnit: z.string().nullable().describe('Unit of `value`'),
  note: bilingualOutSchema.nullable().describe('How it is known, or why it is not'),
  evidence: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: z.string().nullable(),
  version: z.number().int().describe('To send as If-Match; 0: nobody told it yet'),
  measured: toldSchema.nullable().describe('What the platform knows beside it'),
  grades: z
    .array(z.object({ value: z.string(), name: bilingualOutSchema }))
    .describe('Steps of a graded indicator; empty: an amount'),
});
export type SiteScoreInput = z.infer<typeof siteScoreInputSchema>;

export const siteScoreSchema = z.object({
  site: z.string(),
  through: z.string().describe('Until when the year is known'),
  wholeYear: z.boolean().describe('False: the year is running, amounts are those until `through`'),
  reporting: reportingSchema
    .nullable()
    .optional()
    .describe(
      'Where the year was closed: which frozen version its energy, emissions and electricity are; production and entered values are those of now',
    ),
  schemes: schemeListSchema.shape.items.describe('Schemes of the kind'),
  switches: z.array(
    z.object({
      id: z.string(),
      name: bilingualOutSchema,
      values: z.array(
        z.object({ id: z.string(), name: bilingualOutSchema, source: scoreSourceSchema.nullable() }),
      ),
    }),
  ),
  evaluation: evaluationSchema,
  inputs: z.array(siteScoreInputSchema),
  origins: z
    .record(z.string(), z.enum(['measured', 'entered', 'mixed', 'missing']))
    .describe('Where the value of each indicator comes from, by its id'),
});
export type SiteScore = z.infer<typeof siteScoreSchema>;

const reason = z.string().trim().min(1, 'say why it does not apply').max(500);
const told = {
  evidence: z.string().trim().max(400).optional().describe('e.g. evidence:12'),
  ...changeFields,
};
export const putScoringInputSchema = z.union([
  z.strictObject({
    value: z.union([z.number(), z.string().max(60), z.boolean()]),
    unit: z.string().max(24).optional(),
    reason: z.string().trim().max(500).optional().describe('Where it comes from, or why'),
    ...told,
  }),
  z.strictObject({ missing: z.literal(true), reason: z.string().trim().max(500).optional(), ...told }),
  z.strictObject({ notApplicable: z.literal(true), reason, ...told }),
]);
export type PutScoringInput = z.infer<typeof putScoringInputSchema>;

export const scoringInputSchema = z.object({
  scheme: z.string(),
  year: z.number().int(),
  name: z.string(),
  state: z.enum(['value', 'missing', 'na']),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: z.string().nullable(),
  version: z.number().int(),
  recordedBy: z.string(),
  recordedAt: z.string(),
});
export type ScoringInputAnswer = z.infer<typeof scoringInputSchema>;

/** Name of an input in a path; a product's fields have dots. */
export const inputNameSchema = z
  .string()
  .regex(/^[\w.-]{1,160}$/, 'give a name of an input as GET /scoring/schemes/{id} lists it');
