import { PERIOD_POINTS, PERIOD_STATES, RESTATEMENT_STATES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

const reason = z.string().trim().min(1, 'say why').max(1000);

/** Points of the check list that are waived, each with its reason; an empty reason takes a waiver back. */
const waiversSchema = z
  .array(z.strictObject({ point: z.string().min(1).max(200), reason: z.string().trim().max(1000) }))
  .max(500);

export const waivePeriodSchema = z.strictObject({ waivers: waiversSchema.min(1) });
export type WaivePeriod = z.infer<typeof waivePeriodSchema>;

export const closePeriodSchema = z
  .strictObject({
    waivers: waiversSchema.default([]),
    method: z
      .string()
      .max(64)
      .optional()
      .describe('Method it is reported under; default: the edition of GB/T 32150 in force at its end'),
    note: z.string().trim().max(1000).nullish(),
  })
  .prefault({});
export type ClosePeriod = z.infer<typeof closePeriodSchema>;

export const stepPeriodSchema = z.strictObject({ note: z.string().trim().max(1000).nullish() }).prefault({});
export type StepPeriod = z.infer<typeof stepPeriodSchema>;

export const lockPeriodSchema = z
  .strictObject({
    unverified: reason
      .optional()
      .describe('Why it is locked without a verification, e.g. a month between two verified years'),
    note: z.string().trim().max(1000).nullish(),
  })
  .prefault({});
export type LockPeriod = z.infer<typeof lockPeriodSchema>;

/** Why something is undone, begun or turned down. */
export const withReasonSchema = z.strictObject({ reason });
export type WithReason = z.infer<typeof withReasonSchema>;

const doneSchema = z.object({ by: z.string(), at: z.string() });

const periodHeadSchema = z.object({
  period: z.string().describe('YYYY or YYYY-MM'),
  state: z.enum(PERIOD_STATES),
  from: z.string(),
  to: z.string(),
  method: z.string(),
  closed: doneSchema.nullable(),
  submitted: doneSchema.nullable(),
  verified: doneSchema.nullable(),
  locked: doneSchema.nullable(),
  latestVersion: z.number().int().nullable().describe('null before it is locked'),
  underWay: z.enum(RESTATEMENT_STATES).nullable().describe('State of the restatement under way'),
});
export type PeriodHead = z.infer<typeof periodHeadSchema>;

/** Periods that were closed at least once; any other is open. */
export const periodListSchema = z.object({ items: z.array(periodHeadSchema) });
export type PeriodList = z.infer<typeof periodListSchema>;

const causeSchema = z.object({
  kind: z
    .string()
    .describe('added, removed, method, definition, activity, factor, formula, other (e.g. a proof)'),
  what: z.string().describe('Months of activity data, role of a factor, id of a formula'),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Why two versions differ; amounts are decimal text in tCO2e. */
export const versionDifferenceSchema = z.object({
  before: z.string().nullable(),
  after: z.string().nullable(),
  deltaTco2e: z.string(),
  lines: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      before: z.string().nullable(),
      after: z.string().nullable(),
      deltaTco2e: z.string(),
      causes: z.array(causeSchema),
    }),
  ),
});
export type VersionDifferenceView = z.infer<typeof versionDifferenceSchema>;

export const restatementSchema = z.object({
  id: z.string(),
  period: z.string(),
  state: z.enum(RESTATEMENT_STATES),
  reason: z.string(),
  baseVersion: z.number().int(),
  opened: doneSchema,
  proposed: doneSchema.nullable(),
  difference: versionDifferenceSchema.nullable().describe('As it was proposed; null before'),
  decided: doneSchema.extend({ note: z.string().nullable() }).nullable(),
  version: z.number().int().nullable().describe('The version it became'),
});
export type RestatementView = z.infer<typeof restatementSchema>;

export const periodSchema = periodHeadSchema.extend({
  site: z.string(),
  over: z.boolean().describe('Only a period that is over can be closed'),
  totalTco2e: z.string().nullable().describe('Total as it comes out now; decimal text'),
  points: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(PERIOD_POINTS),
        source: z.string().nullable(),
        subject: bilingualOutSchema,
        detail: bilingualOutSchema,
        waiver: doneSchema.extend({ reason: z.string() }).nullable(),
      }),
    )
    .describe('Check list: each is to be solved or waived before closing'),
  unverified: z.string().nullable().describe('Why it was locked without a verification'),
  versions: z.array(
    z.object({
      version: z.number().int(),
      sha256: z.string().describe('Of the head, which names each part by its own'),
      totalTco2e: z.string().nullable(),
      createdAt: z.string(),
      createdBy: z.string(),
      restatement: z.string().nullable(),
    }),
  ),
  pending: versionDifferenceSchema
    .nullable()
    .describe('What would be restated: the present computation against the latest version; null: nothing'),
  restatements: z.array(restatementSchema).describe('The latest first'),
  months: z
    .array(
      z.object({
        period: z.string(),
        state: z.enum(PERIOD_STATES),
        version: z.number().int().nullable(),
        newer: z
          .boolean()
          .describe('Restated after the latest version of the year: the year is to be restated too'),
      }),
    )
    .optional()
    .describe('Of a year: its months that were closed by themselves'),
});
export type PeriodView = z.infer<typeof periodSchema>;

const versionNumber = z.coerce.number().int().min(1).max(100_000);
export const versionDifferenceQuerySchema = z.object({ from: versionNumber, to: versionNumber });
export type VersionDifferenceQuery = z.infer<typeof versionDifferenceQuerySchema>;

/** The head of a frozen version, as it was hashed. */
export const frozenVersionSchema = z.object({
  sha256: z.string(),
  head: z.object({
    schema: z.string(),
    schemaVersion: z.number().int(),
    site: z.string(),
    period: z.string(),
    version: z.number().int(),
    from: z.string(),
    to: z.string(),
    timezone: z.string(),
    method: z.string(),
    totalTco2e: z.string().nullable(),
    frozenAt: z.string(),
    frozenBy: z.string(),
    restates: z.string().nullable(),
    unverified: z.string().nullable(),
    parts: z.record(z.string(), z.string()).describe('Part → SHA-256 of its canonical JSON (RFC 8785)'),
  }),
});
