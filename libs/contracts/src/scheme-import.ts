import { z } from 'zod';
import { bilingualOutSchema, changeFields } from './codes.js';
import { schemeSummarySchema } from './scoring-schemes.js';

/** Above what any scheme takes: the largest of the product has 40 kB. */
const MOST_TEXT = 300_000;
const fileText = z.string().min(1, 'choose a file').max(MOST_TEXT, 'the file is larger than 300 kB');
const fileName = z.string().trim().max(200).nullish();

export const schemePreviewRequestSchema = z.strictObject({ text: fileText, fileName });
export type SchemePreviewRequest = z.infer<typeof schemePreviewRequestSchema>;

export const schemeImportRequestSchema = z.strictObject({
  text: fileText.describe('YAML or JSON in the format of libs/scoring/schemes'),
  fileName,
  expectedVersion: changeFields.expectedVersion,
  note: z.string().trim().min(3, 'say why it is imported').max(1000).describe('Why; kept in the journal'),
});
export type SchemeImportRequest = z.infer<typeof schemeImportRequestSchema>;

export const withdrawSchemeSchema = z.strictObject({
  note: z.string().trim().min(3, 'say why it is withdrawn').max(1000),
});
export type WithdrawScheme = z.infer<typeof withdrawSchemeSchema>;

export const schemePreviewSchema = z.object({
  scheme: schemeSummarySchema
    .extend({
      indicators: z.number().int(),
      gates: z.number().int(),
      inputs: z.number().int(),
      ours: z.number().int().describe('Sources that are defaults of whoever wrote it, not of a standard'),
    })
    .nullable()
    .describe('Null: the file has not the shape of a scheme'),
  usable: z.boolean().describe('False while there is a problem; it cannot be imported then'),
  problems: z.array(z.object({ code: z.string(), at: z.string(), text: bilingualOutSchema })),
  warnings: z.array(bilingualOutSchema),
  presentVersion: z.number().int().describe('Version imported before, to send as If-Match; 0: none'),
  differences: z
    .array(z.object({ at: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .describe('Weights, reference values and years that differ from the version imported before'),
});
export type SchemePreview = z.infer<typeof schemePreviewSchema>;
