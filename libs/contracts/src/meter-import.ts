import { z } from 'zod';
import { bilingualOutSchema, changeFields, codeSchema } from './codes.js';
import { putMeterSchema } from './sites.js';

/** A list of meters as it stands in a spreadsheet: rows of cells, the first row names the columns. */
export const previewMetersSchema = z
  .strictObject({
    rows: z
      .array(z.array(z.string().max(400)).max(60))
      .max(5001)
      .optional()
      .describe('Pasted or read from a CSV'),
    file: z.string().max(3_500_000).optional().describe('Bytes of an .xlsx file, base64'),
  })
  .refine(({ rows, file }) => (rows === undefined) !== (file === undefined), {
    error: 'give either rows or a file',
  });
export type PreviewMeters = z.infer<typeof previewMetersSchema>;

export const meterPreviewSchema = z.object({
  items: z.array(
    z.object({
      line: z.number().int().describe('First line of the meter in the file; the header is line 1'),
      code: z.string(),
      action: z.enum(['new', 'changed', 'same', 'error']),
      meter: z.unknown().describe('Body for the import; null where the meter has an error'),
    }),
  ),
  problems: z.array(z.object({ line: z.number().int(), column: z.string(), text: bilingualOutSchema })),
});
export type MeterPreview = z.infer<typeof meterPreviewSchema>;

export const importMetersSchema = z.strictObject({
  meters: z
    .array(z.strictObject({ code: codeSchema, meter: putMeterSchema }))
    .min(1, 'give at least one meter')
    .max(5000)
    .refine((meters) => new Set(meters.map(({ code }) => code)).size === meters.length, {
      error: 'two meters of the list have the same code; each meter stands in it once',
    })
    .describe('Saved all or none; each may say with effectiveFrom from when on its change holds'),
  ...changeFields,
});
export type ImportMeters = z.infer<typeof importMetersSchema>;

export const metersImportedSchema = z.object({
  saved: z.number().int().describe('Meters that are so now, also those that were so before'),
});
export type MetersImported = z.infer<typeof metersImportedSchema>;
