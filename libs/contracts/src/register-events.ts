import { DOUBTS, PROPOSALS, REGISTER_EVENTS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, codeSchema } from './codes.js';
import { instantParamSchema } from './times.js';

const finite = z.number().finite().min(-1e15).max(1e15);
const noteSchema = z.string().trim().min(1, 'say why, in words').max(1000).describe('Why, in words');

/** What a person decides about readings; a conflict is decided at /conflicts/decide. */
export const postRegisterEventSchema = z
  .strictObject({
    register: codeSchema,
    kind: z
      .enum(REGISTER_EVENTS)
      .exclude(['conflict'])
      .describe(
        'void: readings of [at, to] do not count; correct: the reading at `at` counts as `value`; accept: the step up to the reading at `at` is use; reset: the counter began at 0 (or `opening`) by `at`; swap: closing and opening reading at `at`; calibration: noted, moves no figure',
      ),
    at: instantParamSchema,
    to: instantParamSchema.nullish().describe('void: its end, included; default: `at`'),
    value: finite.nullish().describe('correct: as the register should have shown it'),
    closing: finite.nullish().describe('swap: last reading of the counter that went'),
    opening: finite.nullish().describe('swap: first reading of the counter that came; reset: default 0'),
    note: noteSchema,
  })
  .refine((event) => event.kind !== 'correct' || (event.value ?? null) !== null, {
    path: ['value'],
    error: 'a correction needs the value that counts instead',
  })
  .refine(
    (event) =>
      event.kind !== 'swap' || ((event.closing ?? null) !== null && (event.opening ?? null) !== null),
    {
      path: ['closing'],
      error: 'a swap needs the closing reading of the old counter and the opening one of the new',
    },
  );
export type PostRegisterEvent = z.infer<typeof postRegisterEventSchema>;

export const registerEventSchema = z.object({
  id: z.string(),
  meter: z.string(),
  register: z.string(),
  kind: z.enum(REGISTER_EVENTS),
  at: z.string(),
  to: z.string(),
  value: z.number().nullable(),
  closing: z.number().nullable(),
  opening: z.number().nullable(),
  note: z.string(),
  author: z.string(),
  recordedAt: z.string(),
  withdrawnAt: z.string().nullable().describe('When it was undone; its effect ended then'),
});
export type RegisterEvent = z.infer<typeof registerEventSchema>;
export const registerEventsSchema = z.object({ items: z.array(registerEventSchema) });

export const withdrawEventSchema = z.strictObject({ note: noteSchema });
export type WithdrawEvent = z.infer<typeof withdrawEventSchema>;

export const findingsQuerySchema = z.object({
  meter: codeSchema.optional(),
  from: instantParamSchema.optional(),
  to: instantParamSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type FindingsQuery = z.infer<typeof findingsQuerySchema>;

export const meterFindingSchema = z.object({
  meter: z.string(),
  register: z.string(),
  reason: z.enum(DOUBTS),
  text: bilingualOutSchema,
  from: z.string().describe('Last reading that counts before it'),
  at: z.string().describe('The doubted reading, or the first of them'),
  until: z.string().describe('The last doubted reading'),
  before: z.number().nullable().describe('What the register showed before, raw'),
  shown: z.number().describe('What it shows at `at`, raw'),
  readingUnit: z.string(),
  amount: z
    .number()
    .describe('At stake, multiplier applied: not counted because of it; of a glitch the size of its fall'),
  unit: z.string(),
  proposal: z
    .enum(PROPOSALS)
    .describe(
      'void, reset, swap: an event; unit: PUT the meter with the other unit and effectiveFrom; net, daily-reset: a property of the register',
    ),
});
export type MeterFinding = z.infer<typeof meterFindingSchema>;
export const meterFindingsSchema = z.object({
  total: z.number().int(),
  items: z.array(meterFindingSchema).describe('Newest first'),
});
export type MeterFindings = z.infer<typeof meterFindingsSchema>;

export const decideConflictsSchema = z.strictObject({
  ids: z
    .array(z.string().regex(/^[1-9]\d{0,17}$/))
    .min(1)
    .max(500),
  keep: z
    .enum(['first', 'later'])
    .describe('first: the value that is stored; later: the one that was refused'),
  note: noteSchema,
});
export type DecideConflicts = z.infer<typeof decideConflictsSchema>;
export const decidedConflictsSchema = z.object({
  decided: z
    .number()
    .int()
    .describe('Conflicts decided now; those decided before and unknown ones are left as they are'),
});
export type DecidedConflicts = z.infer<typeof decidedConflictsSchema>;
