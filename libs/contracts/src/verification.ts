import {
  ASSURANCE_LEVELS,
  CHECK_RESULTS,
  DATA_GRADES,
  DATUM_KINDS,
  ENGAGEMENT_STATES,
  FINDING_SEVERITIES,
  FINDING_STATES,
  OPINIONS,
  RISK_PARTS,
} from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, changeFields, sourceCategorySchema } from './codes.js';
import { evidenceSchema } from './evidence.js';
import { daySchema, yearParamSchema, yearSchema } from './times.js';

const reason = z.string().trim().min(1, 'say why').max(1000);
const words = (most: number) => z.string().trim().min(1, 'say something').max(most);
const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,6})?$/, 'give a percentage above 0 and up to 100, such as 5 or 2.5')
  .refine((text) => Number(text) > 0 && Number(text) <= 100, {
    error: 'give a percentage above 0 and up to 100, such as 5 or 2.5',
  })
  .describe('%, decimal text');
const tonnes = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'give tonnes as a plain decimal number, such as 250')
  .describe('tCO2e, decimal text');
const signedTonnes = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'give tonnes as a plain decimal number, such as 250')
  .describe('tCO2e, decimal text');
/** Changes of findings name the version that was seen, so that of two at once one is told. */
const seen = z.number().int().min(1).describe('Version of the finding you saw; a stale one gets 409');

const materialitySchema = z
  .strictObject({
    percent: percent.nullish(),
    tonnes: tonnes.nullish(),
    classes: z
      .array(z.strictObject({ category: sourceCategorySchema, percent }))
      .max(20)
      .default([]),
  })
  .refine(
    ({ percent: share, tonnes: amount }) => (share ?? amount ?? null) !== null,
    'give a materiality in % or in tonnes',
  );

const planFields = {
  assurance: z.enum(ASSURANCE_LEVELS),
  materiality: materialitySchema
    .nullish()
    .describe('Left out: 5 % of the total, a default of this platform, no number of a standard'),
  verifier: z.strictObject({
    body: words(200).describe('The body that verifies'),
    accreditation: z.string().trim().max(200).nullish(),
    people: z
      .array(z.strictObject({ name: words(100), role: z.string().trim().max(100).nullish() }))
      .min(1, 'name at least one person')
      .max(20),
  }),
  seed: z
    .string()
    .trim()
    .min(1, 'give a seed in words or digits of your own')
    .max(100)
    .describe('Seed of the sampling list: the same seed and figures are the same list'),
};

export const openEngagementSchema = z.strictObject({
  year: yearSchema,
  ...planFields,
  note: changeFields.note,
});
export type OpenEngagement = z.infer<typeof openEngagementSchema>;

export const amendEngagementSchema = z.strictObject({ ...planFields, ...changeFields });
export type AmendEngagement = z.infer<typeof amendEngagementSchema>;

export const endEngagementSchema = z.strictObject({ reason, expectedVersion: changeFields.expectedVersion });
export type EndEngagement = z.infer<typeof endEngagementSchema>;

export const concludeSchema = z.strictObject({
  opinion: z.enum(OPINIONS),
  summary: words(4000).describe('Conclusion in words'),
  expectedVersion: changeFields.expectedVersion,
});
export type Conclude = z.infer<typeof concludeSchema>;

export const engagementListQuerySchema = z.object({ year: yearParamSchema.optional() });
export type EngagementListQuery = z.infer<typeof engagementListQuerySchema>;

const doneSchema = z.object({ by: z.string(), at: z.string() });

const effectsSchema = z.object({
  net: z.string().describe('Of findings that are open or answered, with their signs; tCO2e'),
  gross: z.string().describe('By their sizes, so that errors do not cancel'),
  unknown: z.number().int().describe('Findings whose effect is not known'),
  material: z.boolean().nullable().describe('`gross` reaches materiality; null: no limit can be computed'),
  open: z.object({ major: z.number().int(), minor: z.number().int(), observation: z.number().int() }),
});

const engagementHeadSchema = z.object({
  id: z.string(),
  period: z.string(),
  state: z.enum(ENGAGEMENT_STATES),
  version: z.number().int().describe('Of the record, for If-Match'),
  assurance: z.enum(ASSURANCE_LEVELS),
  verifier: z.object({
    body: z.string(),
    accreditation: z.string().nullable(),
    people: z.array(z.object({ name: z.string(), role: z.string().nullable() })),
  }),
  opened: doneSchema,
  conclusion: doneSchema.extend({ opinion: z.enum(OPINIONS), summary: z.string() }).nullable(),
  withdrawn: doneSchema.extend({ reason: z.string() }).nullable(),
});
export type EngagementHead = z.infer<typeof engagementHeadSchema>;
/** The latest first. */
export const engagementListSchema = z.object({ items: z.array(engagementHeadSchema) });
export type EngagementList = z.infer<typeof engagementListSchema>;

export const engagementSchema = engagementHeadSchema.extend({
  site: z.string(),
  materiality: z.object({
    percent: z.string().nullable(),
    tonnes: z.string().nullable(),
    classes: z.array(z.object({ category: z.string(), percent: z.string() })),
    isDefault: z.boolean().describe('Nobody set it: a default of this platform, no number of a standard'),
    limitTco2e: z.string().nullable().describe('In tonnes; null: the total is not known'),
    limitsOfClasses: z.record(z.string(), z.string()),
  }),
  seed: z.string(),
  basis: doneSchema
    .extend({
      kind: z.enum(['version', 'figures']),
      version: z.number().int().nullable(),
      sha256: z.string(),
      totalTco2e: z.string().nullable(),
      method: z.string(),
      data: z.string().describe('SHA-256 of the data the sampling list is drawn from'),
    })
    .describe('The figures that are verified: a frozen version, or those of a period not locked yet'),
  moved: z.boolean().describe('The figures are others now; bind the engagement to them anew'),
  statement: evidenceSchema.pick({ id: true, name: true, sha256: true, bytes: true }).nullable(),
  effects: effectsSchema,
});
export type EngagementView = z.infer<typeof engagementSchema>;

const datumSchema = z.object({
  id: z.string(),
  kind: z.enum(DATUM_KINDS),
  source: z.string(),
  category: z.string(),
  name: bilingualOutSchema,
  label: z.string(),
  from: z.string(),
  to: z.string(),
  activity: z.string().nullable(),
  unit: z.string(),
  tco2e: z.string().nullable().describe('Size, never negative; null: not known'),
  size: z.enum(['own', 'line']).describe('`line`: of its whole source, its own part is not known'),
  lastYearTco2e: z.string().nullable(),
  grade: z.enum(DATA_GRADES).nullable(),
  estimatedShare: z.number().nullable(),
  manual: z.boolean(),
  evidence: z.enum(['readings', 'named', 'missing']),
});

const checkViewSchema = doneSchema.extend({
  result: z.enum(CHECK_RESULTS),
  comment: z.string().nullable(),
  version: z.number().int(),
});

const rankedSchema = z.object({
  rank: z.number().int(),
  chosen: z.enum(['key', 'drawn']).nullable().describe('null: not in the sample'),
  score: z.number().describe('Size × likelihood, 0 to 100'),
  size: z.number().describe('Emissions over materiality, at most 1'),
  likelihood: z.number().describe('Sum of the parts, 0 to 100'),
  parts: z.array(z.object({ part: z.enum(RISK_PARTS), points: z.number(), most: z.number() })),
  datum: datumSchema,
  check: checkViewSchema.nullable(),
});
export type RankedDatumView = z.infer<typeof rankedSchema>;

export const samplingQuerySchema = z.object({
  chosen: z.enum(['yes', 'all']).default('yes').describe('`yes`: the sample alone'),
  kind: z.enum(DATUM_KINDS).optional(),
  source: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('`next` of the page before'),
});
export type SamplingQuery = z.infer<typeof samplingQuerySchema>;

export const samplingSchema = z.object({
  seed: z.string(),
  data: z.string().describe('SHA-256 of what it is drawn from'),
  rule: z.object({ text: bilingualOutSchema, rootFactor: z.number() }).describe('A rule of this platform'),
  all: z.number().int(),
  key: z.number().int(),
  drawn: z.number().int(),
  checked: z.number().int().describe('Data of the sample that the auditor has noted a result of'),
  coverage: z.number().nullable().describe('Part of the emissions the sample stands for, at least'),
  items: z.array(rankedSchema),
  next: z.number().int().nullable(),
});
export type Sampling = z.infer<typeof samplingSchema>;

const accountKind = z.enum(['meter', 'invoice', 'ledger']);
export const datumDetailSchema = z.object({
  item: rankedSchema,
  accounts: z.object({
    from: z.string(),
    to: z.string(),
    unit: z.string(),
    items: z.array(z.object({ kind: accountKind, value: z.string().nullable(), what: bilingualOutSchema })),
    differences: z.array(
      z.object({
        first: accountKind,
        second: accountKind,
        difference: z.string(),
        percent: z.number().nullable(),
        tco2e: z.string().nullable(),
        material: z.boolean().nullable(),
      }),
    ),
  }),
  evidence: z.array(evidenceSchema),
  documents: z.array(z.string()).describe('What records name as evidence, in words'),
  registers: z.array(
    z.object({
      meter: z.string(),
      meterName: bilingualOutSchema,
      register: z.string(),
      unit: z.string(),
      value: z.string().nullable(),
      coverage: z.number(),
      readings: z.number().int(),
      first: z.object({ ts: z.string(), value: z.number() }).nullable(),
      last: z.object({ ts: z.string(), value: z.number() }).nullable(),
    }),
  ),
  records: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      quantity: z.string(),
      unit: z.string(),
      evidence: z.string().nullable(),
      enteredBy: z.string(),
      enteredAt: z.string(),
    }),
  ),
  asNow: z
    .boolean()
    .describe('Accounts, registers and records are those of now; false where a locked version is shown'),
});
export type DatumDetail = z.infer<typeof datumDetailSchema>;

export const checkDatumSchema = z
  .strictObject({
    result: z.enum(CHECK_RESULTS),
    comment: z.string().trim().max(2000).nullish(),
    expectedVersion: changeFields.expectedVersion,
  })
  .refine(
    ({ result, comment }) => result === 'agrees' || (comment ?? '') !== '',
    'say in words what differs, or what is to be noted',
  );
export type CheckDatum = z.infer<typeof checkDatumSchema>;
export const datumCheckSchema = checkViewSchema.extend({ datum: z.string() });
export type DatumCheckView = z.infer<typeof datumCheckSchema>;

const findingFields = {
  severity: z.enum(FINDING_SEVERITIES),
  title: words(200),
  text: words(4000),
  datum: z.string().max(240).nullish().describe('Id of a datum; left out: the inventory as a whole'),
  effectTco2e: signedTonnes
    .nullish()
    .describe('By how much the total is too high (positive) or too low (negative); left out: not known'),
  dueOn: daySchema.nullish(),
};
export const raiseFindingSchema = z.strictObject(findingFields);
export type RaiseFinding = z.infer<typeof raiseFindingSchema>;
export const amendFindingSchema = z.strictObject({ ...findingFields, expectedVersion: seen });
export type AmendFinding = z.infer<typeof amendFindingSchema>;
export const answerFindingSchema = z.strictObject({
  text: words(4000),
  evidence: z.string().trim().max(400).nullish().describe('A document in words, and files as evidence:<id>'),
  expectedVersion: seen,
});
export type AnswerFinding = z.infer<typeof answerFindingSchema>;
export const decideFindingSchema = z.strictObject({ reason, expectedVersion: seen });
export type DecideFinding = z.infer<typeof decideFindingSchema>;

export const findingSchema = z.object({
  id: z.string(),
  engagement: z.string(),
  number: z.number().int(),
  version: z.number().int(),
  severity: z.enum(FINDING_SEVERITIES),
  state: z.enum(FINDING_STATES),
  title: z.string(),
  text: z.string(),
  datum: z.string().nullable(),
  effectTco2e: z.string().nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  raised: doneSchema,
  replies: z.array(doneSchema.extend({ text: z.string(), evidence: z.string().nullable() })),
  decisions: z.array(
    doneSchema.extend({ decision: z.enum(['closed', 'withdrawn', 'reopened']), reason: z.string() }),
  ),
});
export type FindingView = z.infer<typeof findingSchema>;
export const findingListSchema = z.object({ items: z.array(findingSchema), effects: effectsSchema });
export type FindingList = z.infer<typeof findingListSchema>;

/** Most findings of one engagement. */
export const MAX_FINDINGS = 500;
