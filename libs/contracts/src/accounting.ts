import { z } from 'zod';
import {
  SOURCE_CATEGORIES,
  type UsedFactor,
  FACTOR_CHOICES,
  RUNGS,
  type TraceInput,
  TRACE_ORIGINS,
  type Trace,
} from '@zerofab/vocabulary';
import { bilingualOutSchema, decimalInputSchema } from './codes.js';

/** A factor as it was used: copied into the result, so that later edits never change a past figure. */
export const usedFactorSchema: z.ZodType<UsedFactor> = z.object({
  role: z.string().describe('emissionFactor, netCalorificValue, carbonContent, oxidationFactor …'),
  id: z.string(),
  rung: z
    .enum(RUNGS)
    .nullable()
    .default(null)
    .describe('Rung of the ladder; null for a GWP, and in versions stored before factors named it'),
  name: bilingualOutSchema,
  value: z.string().describe('Decimal text, every digit as stored'),
  unit: z.string(),
  gas: z.string().nullable(),
  region: z.string().nullable(),
  year: z.string().nullable().describe('Data year of the factor'),
  validFrom: z.string().nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  confidence: z
    .string()
    .describe(
      'compared (with the print, by a person), transcribed (not compared with the print), high, medium, low (from memory), or site for a factor the site entered',
    ),
  version: z.string().describe('Version of the factor library or of the site factor'),
  note: z.string().nullable(),
  choice: z.object({
    how: z.enum(FACTOR_CHOICES),
    rule: z.string().describe('Name of the rule'),
    why: bilingualOutSchema,
  }),
});

const decimalText = z.string().describe('Decimal text');

const traceInputSchema: z.ZodType<TraceInput> = z.lazy(() =>
  z.object({
    name: z.string(),
    symbol: z.string(),
    value: decimalText,
    unit: z.string(),
    origin: z.enum(TRACE_ORIGINS),
    ref: z.string().nullable(),
    trace: traceSchema.nullable(),
  }),
);
export const traceSchema: z.ZodType<Trace> = z.lazy(() =>
  z.object({
    formula: z.object({
      id: z.string(),
      edition: z.string(),
      standard: z.string(),
      clause: z.string(),
      text: z.string(),
      expression: z
        .string()
        .describe(
          'The equation over the names of the inputs: + - * /, sum(group, …) over rows group.row.field, sum(term) over all inputs',
        ),
      name: bilingualOutSchema,
    }),
    inputs: z.array(traceInputSchema),
    result: z.object({ value: decimalText, unit: z.string() }),
  }),
);

const formulaInputSchema = z.object({
  name: z.string(),
  symbol: z.string(),
  unit: z.string().describe('Unit the equation wants; any unit of the same dimension is converted'),
  description: bilingualOutSchema,
  role: z.enum(['activity', 'factor', 'parameter', 'gwp']),
  min: z.string().nullable(),
  max: z.string().nullable(),
  optional: z.boolean().optional(),
});

export const formulaSchema = z.object({
  id: z.string(),
  edition: z.string(),
  standard: z.string(),
  clause: z.string(),
  name: bilingualOutSchema,
  text: z.string().describe('The equation, e.g. E = AD × EF'),
  expression: z.string().describe('The equation over the names of inputs and constants'),
  confidence: z
    .enum(['transcribed', 'memory', 'definition', 'design'])
    .describe('How the equation was read; none was compared with the official PDF'),
  classes: z
    .array(z.enum(SOURCE_CATEGORIES))
    .describe('Source classes it serves; empty for helpers and totals'),
  gas: z.string().nullable().describe('Gas of the output; `any` where the source names it'),
  inputs: z.array(formulaInputSchema),
  groups: z
    .array(
      z.object({
        name: z.string(),
        description: bilingualOutSchema,
        optional: z.boolean().optional(),
        inputs: z.array(formulaInputSchema),
      }),
    )
    .describe('Rows of a table; their inputs are named group.row.field, rows are free'),
  constants: z.array(z.object({ name: z.string(), symbol: z.string(), value: z.string(), unit: z.string() })),
  variadic: z.boolean().optional().describe('Takes any number of inputs with free names'),
  output: z.object({ name: z.string(), symbol: z.string(), unit: z.string() }),
  note: z.string().nullable(),
});
export type FormulaDescription = z.infer<typeof formulaSchema>;
export const formulaListSchema = z.object({ items: z.array(formulaSchema) });

/** A standard or a sector part of GB/T 32151, as data. */
export const partSchema = z.object({
  id: z.string(),
  standard: z.string(),
  edition: z.string(),
  title: bilingualOutSchema,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  source: z.string(),
  note: z.string().nullable(),
  gases: z.array(z.string()),
  classes: z.array(z.enum(SOURCE_CATEGORIES)),
  formulas: z.array(z.string()).describe('Ids of its formulas, and of those it takes from other parts'),
  uses: z.array(z.string()),
  tables: z.array(z.string()).describe('Ids of the factor library'),
  defaults: z.array(z.object({ formula: z.string(), input: z.string(), factor: z.string() })),
});
export type Part = z.infer<typeof partSchema>;
export const partListSchema = z.object({ items: z.array(partSchema) });

export const calculateRequestSchema = z.strictObject({
  formula: z.string().max(120),
  inputs: z.record(
    z.string().max(64),
    z.strictObject({ value: decimalInputSchema, unit: z.string().max(24) }),
  ),
  options: z.record(z.string(), z.unknown()).optional(),
});
export type CalculateRequest = z.infer<typeof calculateRequestSchema>;
export const calculateResponseSchema = z.object({
  value: z.number(),
  exact: decimalText,
  unit: z.string(),
  trace: traceSchema,
});
export type CalculateResponse = z.infer<typeof calculateResponseSchema>;

/** A row of the factor library as the screens show it. */
export const libraryFactorSchema = z.object({
  id: z.string(),
  table: z.string(),
  name: bilingualOutSchema,
  category: z.string(),
  rung: z.enum(RUNGS).nullable().describe('Rung of the ladder of factor choice; null for a GWP'),
  fuel: z.string().nullable().describe('Key of the fuel it is about'),
  parameter: z.string().nullable().describe('Role in a formula, e.g. netCalorificValue, ch4Factor, gwp'),
  set: z.string().nullable().describe('Set it belongs to, e.g. gbt32151-34-2024, ar5'),
  value: z.string(),
  unit: z.string(),
  gas: z.string().nullable(),
  region: z.string().nullable(),
  year: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  confidence: z.string(),
  note: z.string().nullable(),
  edition: z.string().describe('Edition of the data, or the import that brought it'),
});
export type LibraryFactor = z.infer<typeof libraryFactorSchema>;
export const libraryFactorListSchema = z.object({
  version: z.string().describe('Edition of the built-in data, and the imports in force'),
  total: z.number().int().describe('Factors that fit, on all pages'),
  next: z.number().int().nullable().describe('Cursor of the next page'),
  items: z.array(libraryFactorSchema),
});

const printedAmountSchema = z.strictObject({ value: decimalInputSchema, unit: z.string().min(1).max(24) });
/** A line of a report made elsewhere: activity, factor and emission as printed. */
export const printedLineSchema = z.strictObject({
  activity: printedAmountSchema,
  factor: printedAmountSchema,
  line: printedAmountSchema,
});
export type PrintedLine = z.infer<typeof printedLineSchema>;
export const lineCheckSchema = z.object({
  agrees: z.boolean().describe('Activity × factor equals the line within the rounding of the print'),
  computed: decimalText,
  difference: decimalText,
  impliedFactor: decimalText.nullable().describe('The factor that would give the line'),
  candidates: z.array(libraryFactorSchema).describe('Factors of the library that would give the line'),
  printed: z.array(libraryFactorSchema).describe('Factors of the library with the printed value'),
  refused: z
    .array(z.object({ id: z.string(), reason: bilingualOutSchema }))
    .describe('Which of them may not stand for consumed electricity: margins, residuals, life cycles'),
});
export type LineCheck = z.infer<typeof lineCheckSchema>;

const MAX_LINES = 200;
/** Lines of a report made elsewhere, checked at once. */
export const checkLinesSchema = z.strictObject({
  lines: z
    .array(printedLineSchema)
    .min(1, 'give at least one line')
    .max(MAX_LINES, `give at most ${String(MAX_LINES)} lines`),
});
export type CheckLines = z.infer<typeof checkLinesSchema>;
export const lineChecksSchema = z.object({
  items: z.array(
    z.object({
      check: lineCheckSchema.nullable(),
      problem: bilingualOutSchema.nullable().describe('Why the line cannot be checked'),
    }),
  ),
});
export type LineChecks = z.infer<typeof lineChecksSchema>;
