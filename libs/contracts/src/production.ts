import { PRODUCTION_MEASURES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, codeSchema, decimalInputSchema } from './codes.js';
import { instantParamSchema, recordIdSchema } from './times.js';

const text = z.string().trim().max(400).nullish();

export const postProductionSchema = z.strictObject({
  measure: z.enum(PRODUCTION_MEASURES),
  product: codeSchema.nullish().describe('Code of the product; of `output` alone'),
  from: instantParamSchema.describe(
    'Start: a month (2026-05), a day, or an instant such as the start of a shift',
  ),
  to: instantParamSchema,
  quantity: decimalInputSchema,
  unit: z.string().trim().min(1).max(16).describe('e.g. t, piece, 10^4CNY (万元), CNY, m2, person'),
  evidence: text.describe('Document that proves it'),
  note: text.describe('In words; why, where it corrects another record'),
  endsInclusive: z.boolean().optional().describe('`to` is the last day or month of the span'),
  replaces: z
    .union([recordIdSchema, z.array(recordIdSchema).min(1).max(400), z.literal('overlapping')])
    .optional()
    .describe(
      'Record that this one corrects, several, or all that overlap it; a reason (`note`) is then needed',
    ),
});
export type PostProduction = z.infer<typeof postProductionSchema>;

export const withdrawProductionSchema = z.strictObject({
  reason: z.string().trim().min(1, 'say why it is withdrawn').max(1000),
});
export type WithdrawProduction = z.infer<typeof withdrawProductionSchema>;

export const productionRecordSchema = z.object({
  id: z.string(),
  measure: z.enum(PRODUCTION_MEASURES),
  product: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  quantity: z.string(),
  unit: z.string(),
  evidence: z.string().nullable(),
  note: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  replacedBy: z.string().nullable(),
  withdrawal: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type ProductionRecord = z.infer<typeof productionRecordSchema>;

export const productionAddedSchema = productionRecordSchema.extend({
  hints: z.array(bilingualOutSchema).describe('What may be a mistake, e.g. a span that lies in the future'),
});
export type ProductionAdded = z.infer<typeof productionAddedSchema>;

export const productionQuerySchema = z.object({
  measure: z.enum(PRODUCTION_MEASURES).optional(),
  product: z.string().max(64).optional(),
  from: instantParamSchema.optional().describe('Only records that reach beyond this time'),
  to: instantParamSchema.optional().describe('Only records that begin before this time'),
  limit: z.coerce.number().int().min(1).max(5000).default(5000),
  cursor: recordIdSchema.optional().describe('`next` of the page before'),
});
export type ProductionQuery = z.infer<typeof productionQuerySchema>;

export const productionListSchema = z.object({
  items: z.array(productionRecordSchema),
  next: z.string().nullable().describe('`cursor` of the following page; null on the last'),
});
export type ProductionList = z.infer<typeof productionListSchema>;

/** A measure over a stretch of time. */
export const producedSchema = z.object({
  value: z.string().nullable().describe('Decimal text; null: nothing is known, never 0'),
  complete: z.boolean().describe('False: a sum is at least what it says'),
  coverage: z.number().describe('Known share of the time'),
  divided: z.boolean().describe('A record reaches over the border and counts by its share of time'),
});

export const productionSeriesSchema = z.object({
  site: z.string(),
  from: z.string(),
  to: z.string(),
  through: z.string().describe('Until when anything can be known: the end, or now'),
  rows: z.array(
    z.object({
      measure: z.enum(PRODUCTION_MEASURES),
      product: z.string().nullable(),
      name: bilingualOutSchema,
      unit: z.string(),
      state: z.boolean().describe('A state, such as an area: its total is the mean over time'),
      metered: z.boolean().describe('A counter tells it, at least in part'),
      total: producedSchema,
      missing: z
        .array(z.object({ from: z.string(), to: z.string() }))
        .describe('Stretches of which nothing is known, at most 24'),
      months: z.array(producedSchema.extend({ month: z.string() })),
    }),
  ),
});
export type ProductionSeries = z.infer<typeof productionSeriesSchema>;

/** A workbook to be read: its first sheet as rows of text, nothing is kept. */
export const readSheetSchema = z.strictObject({
  file: z.string().max(3_500_000).describe('Bytes of an .xlsx file, base64'),
});
export type ReadSheet = z.infer<typeof readSheetSchema>;
export const sheetRowsSchema = z.object({ rows: z.array(z.array(z.string())) });
export type SheetRows = z.infer<typeof sheetRowsSchema>;
