import { z } from 'zod';
import {
  bilingualOutSchema,
  bilingualSchema,
  changeFields,
  codeSchema,
  decimalInputSchema,
} from './codes.js';
import { instantParamSchema, recordIdSchema } from './times.js';

/** A factor or parameter a site measured or got from its supplier, valid over [validFrom, validTo). */
export const postParameterSchema = z.strictObject({
  code: codeSchema,
  name: bilingualSchema,
  value: decimalInputSchema,
  unit: z.string().min(1).max(24),
  validFrom: instantParamSchema,
  validTo: instantParamSchema,
  rung: z
    .enum(['measured', 'supplier'])
    .default('measured')
    .describe('Rung of the ladder of factor choice: own laboratory, or supplier'),
  source: z.string().trim().min(1, 'name the report or contract').max(400),
  testMethod: z.string().trim().max(120).optional().describe('e.g. GB/T 213'),
  batch: z.string().trim().max(120).optional(),
  tonnage: decimalInputSchema
    .refine((tonnage) => Number(tonnage) > 0, 'give an amount above 0')
    .optional()
    .describe('Amount the result stands for; batches of one code are weighted by it'),
  tonnageUnit: z.string().max(16).optional().describe('Default t'),
  evidence: z.string().trim().max(400).optional(),
  replaces: recordIdSchema.optional().describe('Id of the record this one corrects'),
  confirmed: z
    .string()
    .trim()
    .min(4, 'say why the value is right')
    .max(400)
    .optional()
    .describe('Why a value far from the usual ones is right; asked for by a refusal needs-confirmation'),
  note: changeFields.note,
});
export type PostParameter = z.infer<typeof postParameterSchema>;

export const parameterSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: bilingualOutSchema,
  value: z.string(),
  unit: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  rung: z.enum(['measured', 'supplier']),
  source: z.string(),
  testMethod: z.string().nullable(),
  batch: z.string().nullable(),
  tonnage: z.string().nullable(),
  tonnageUnit: z.string().nullable(),
  evidence: z.string().nullable(),
  confirmed: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  replacedBy: z.string().nullable(),
});
export type Parameter = z.infer<typeof parameterSchema>;
export const parameterListSchema = z.object({ items: z.array(parameterSchema) });

export const parameterQuerySchema = z.object({
  code: codeSchema.optional(),
  at: instantParamSchema.optional().describe('Only what is valid then'),
  knownAt: instantParamSchema
    .optional()
    .describe('As believed then: recorded by that time, and not replaced by then. Default: every record'),
});
export type ParameterQuery = z.infer<typeof parameterQuerySchema>;
