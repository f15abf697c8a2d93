import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

const decimalText = z.string().describe('Decimal text');

/** Where a number or rule of a scheme comes from. */
export const scoreSourceSchema = z.object({
  key: z.string(),
  name: bilingualOutSchema,
  reference: z.string(),
  confidence: z
    .enum(['text', 'transcribed', 'memory', 'design'])
    .describe('Read in the text, in a transcription, from memory, or our own proposal'),
  ours: z.literal(true).optional().describe('A default of ours that no standard states'),
});
export type ScoreSource = z.infer<typeof scoreSourceSchema>;

/** A number of a scheme. */
const sourcedSchema = z.object({
  value: decimalText,
  source: z.string().describe('Key of a source of the scheme'),
});
const formulaSchema = z.object({
  expression: z.string(),
  text: z.string(),
  clause: z.string(),
  source: z.string(),
});
const referenceRow = z.object({
  from: z.string().nullable(),
  baseline: sourcedSchema.nullable(),
  leading: sourcedSchema.nullable(),
});
const schemeIndicatorSchema = z.object({
  kind: z.literal('indicator'),
  id: z.string(),
  name: z.string().describe('Name of its own value as an input'),
  title: bilingualOutSchema,
  weight: sourcedSchema,
  direction: z.enum(['positive', 'negative']),
  unit: z.string(),
  formula: formulaSchema.nullable(),
  products: z
    .object({
      amount: z.object({ field: z.string(), unit: z.string(), description: bilingualOutSchema }),
      per: z.object({ field: z.string(), description: bilingualOutSchema }),
      most: z.number().nullable(),
    })
    .nullable(),
  curve: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('linear'), source: z.string() }),
    z.object({
      kind: z.literal('grades'),
      source: z.string(),
      steps: z.array(z.object({ value: z.string(), share: z.string(), name: bilingualOutSchema })),
    }),
  ]),
  benchmarks: z.object({
    by: z.object({ quantity: z.string(), unit: z.string() }).nullable(),
    rows: z.array(referenceRow),
  }),
  thresholds: z
    .object({
      entry: sourcedSchema.nullable(),
      target: sourcedSchema.nullable(),
      entryExempt: z.array(z.string()),
    })
    .nullable(),
  applies: z
    .object({ quantity: z.string(), unit: z.string(), atLeast: sourcedSchema, why: bilingualOutSchema })
    .nullable(),
  mayBeStruck: z.boolean(),
  source: z.string(),
  evidence: bilingualOutSchema.nullable(),
  note: bilingualOutSchema.nullable(),
});
interface SchemeGroup {
  kind: 'group';
  id: string;
  title: { zh: string; en: string };
  weight: { value: string; source: string };
  count: 'all' | 'one';
  children: (SchemeGroup | z.infer<typeof schemeIndicatorSchema>)[];
}
const schemeGroupSchema: z.ZodType<SchemeGroup> = z.lazy(() =>
  z.object({
    kind: z.literal('group'),
    id: z.string(),
    title: bilingualOutSchema,
    weight: sourcedSchema,
    count: z
      .enum(['all', 'one'])
      .describe('`one`: its children are variants, the first that is told about counts'),
    children: z.array(z.union([schemeGroupSchema, schemeIndicatorSchema])),
  }),
);
const boundSchema = z.object({
  quantity: z.string(),
  unit: z.string(),
  atLeast: sourcedSchema.nullable(),
  atMost: sourcedSchema.nullable(),
});

const schemeHead = {
  id: z.string(),
  version: z.string(),
  kind: z.enum(['greenFactory', 'zeroCarbon']),
  name: bilingualOutSchema,
  standard: z.string(),
  firstYear: z.number().int().describe('First year of data it is for'),
  lastYear: z.number().int().nullable().describe('Last year of data; null: still in force'),
  note: bilingualOutSchema.nullable(),
  unknown: z.array(bilingualOutSchema).describe('What is not known about it'),
};
export const schemeSummarySchema = z.object({
  ...schemeHead,
  scored: z.boolean().describe('Whether its weights are known; without them it has conditions and no score'),
  imported: z
    .object({ version: z.number().int(), by: z.string(), at: z.string() })
    .nullable()
    .describe('By whom it was imported; null: it comes with the product'),
});
export type SchemeSummary = z.infer<typeof schemeSummarySchema>;
export const schemeListSchema = z.object({ items: z.array(schemeSummarySchema) });
export type SchemeList = z.infer<typeof schemeListSchema>;

/** An input that a scheme takes. */
export const acceptedInputSchema = z.object({
  name: z.string().describe('`<product>` stands for a code of your own'),
  kind: z
    .enum(['quantity', 'own', 'baseline', 'leading', 'product', 'gate', 'check'])
    .describe(
      'quantity: an amount that formulas use · own: the value of an indicator itself · baseline, leading: its reference values · product: a field of a product · gate: true or false · check: met, partly or notMet',
    ),
  unit: z.string().describe('Any unit of its dimension is taken; empty: a unit of your own, or none'),
  min: z.string().nullable(),
  max: z.string().nullable(),
  description: bilingualOutSchema,
  indicator: z.string().nullable(),
  mayBeNotApplicable: z.boolean(),
});
export type AcceptedScoreInput = z.infer<typeof acceptedInputSchema>;

export const schemeSchema = z.object({
  ...schemeHead,
  source: z.string(),
  sources: z.array(scoreSourceSchema),
  naMode: z.object({ mode: z.enum(['withinGroup', 'global', 'zero']), source: z.string() }),
  applicants: z.array(z.object({ id: z.string(), name: bilingualOutSchema })),
  inputs: z.array(acceptedInputSchema),
  quantities: z.array(
    z.object({
      name: z.string(),
      description: bilingualOutSchema,
      unit: z.string(),
      min: z.string().nullable(),
      max: z.string().nullable(),
      formula: formulaSchema.nullable(),
      absentIsZero: z.literal(true).optional(),
      computed: z.literal(true).optional(),
      note: bilingualOutSchema.nullable(),
    }),
  ),
  switches: z.array(
    z.object({
      id: z.string(),
      name: bilingualOutSchema,
      source: z.string(),
      preset: z.string(),
      values: z.array(
        z.object({
          id: z.string(),
          name: bilingualOutSchema,
          source: z.string(),
          parameters: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string() })),
        }),
      ),
    }),
  ),
  gates: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      source: z.string(),
      needs: z.array(
        z.union([
          z.object({
            kind: z.literal('bound'),
            ...boundSchema.shape,
            under: z.record(z.string(), z.string()),
          }),
          z.object({ kind: z.enum(['given', 'coreEntry']) }),
        ]),
      ),
      applicants: z.array(z.string()),
      mayBeStruck: z.boolean(),
      evidence: bilingualOutSchema.nullable(),
    }),
  ),
  tree: z.array(schemeGroupSchema),
  bonus: z.object({ most: sourcedSchema, indicators: z.array(schemeIndicatorSchema) }).nullable(),
  bands: z.array(z.object({ id: z.string(), from: sourcedSchema, name: bilingualOutSchema })),
  levels: z.array(
    z.object({
      id: z.string(),
      name: bilingualOutSchema,
      source: z.string(),
      coreShare: z.string().nullable(),
      bounds: z.array(boundSchema),
    }),
  ),
  paths: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      items: z.array(
        z.object({
          id: z.string(),
          text: bilingualOutSchema,
          threshold: bilingualOutSchema.nullable(),
          must: z.boolean(),
          source: z.string(),
        }),
      ),
    }),
  ),
});
export type SchemeDocument = z.infer<typeof schemeSchema>;
