import { GRID_FACTOR_RULES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { codeSchema, decimalInputSchema, isFromZeroToOne } from './codes.js';
import { yearSchema } from './times.js';

export const activityBindingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('meters'),
    registers: z
      .array(
        z.strictObject({
          meter: codeSchema,
          register: codeSchema,
          sign: z
            .union([z.literal(1), z.literal(-1)])
            .default(1)
            .describe('-1 subtracts, e.g. a living quarter behind the incomer'),
          share: decimalInputSchema
            .refine(
              (share) => Number(share) > 0 && isFromZeroToOne(share),
              'give a share above 0 and at most 1',
            )
            .optional()
            .describe('Part of the register that belongs to the source, 0 to 1; default 1'),
        }),
      )
      .min(1, 'bind at least one register')
      .max(200),
  }),
  z.strictObject({
    kind: z.literal('manual'),
    unit: z.string().min(1).max(16).describe('Unit in which the activity data is entered, e.g. t'),
  }),
  z.strictObject({
    kind: z.literal('stock'),
    unit: z
      .string()
      .min(1)
      .max(16)
      .describe(
        'Unit of the stock balance; records carry the stream purchased, sold or stock (a count, valid at its `from`)',
      ),
  }),
]);
export type ActivityBinding = z.infer<typeof activityBindingSchema>;

const gridStepSchema = z.strictObject({
  kind: z.literal('grid'),
  rule: z
    .enum(GRID_FACTOR_RULES)
    .default('latest-at-report-due')
    .describe('Named rule that picks the data year of the published grid factor'),
  region: z.string().max(32).optional().describe("Default: the site's gridRegion"),
});
const parameterStepSchema = z.strictObject({
  kind: z
    .literal('parameter')
    .describe('A parameter of the site with validity and history: /sites/{site}/parameters'),
  code: codeSchema,
});
const siteStepSchema = z.strictObject({
  kind: z.literal('site'),
  value: decimalInputSchema,
  unit: z.string().min(3).max(24).describe('e.g. kgCO2/kWh, tCO2/MWh, tCO2/GJ'),
  source: z.string().trim().min(1).max(400).default('entered by the site; no source given'),
  year: yearSchema.optional(),
});

/** One way to a factor; a ladder strings several together. */
const factorStepSchema = z.discriminatedUnion('kind', [
  gridStepSchema,
  z.strictObject({
    kind: z.literal('fuel'),
    fuel: z.string().min(1).max(64).describe('Fuel of the factor library, e.g. natural-gas, diesel'),
    set: z
      .string()
      .max(64)
      .optional()
      .describe('Parameter set: NCV, carbon content and oxidation come from one set, e.g. gbt32151-34-2024'),
    measured: z
      .strictObject({
        netCalorificValue: codeSchema.optional(),
        carbonContent: codeSchema.optional(),
        oxidationFactor: codeSchema.optional(),
        emissionFactor: codeSchema.optional(),
        density: codeSchema
          .optional()
          .describe('Brings litres to mass, or gas by mass to its normal volume, e.g. 0.84 kg/L'),
      })
      .optional()
      .describe(
        "Site parameters that come before the set's value in the months for which they are recorded; measured values may stand beside a set",
      ),
    driven: z
      .enum(['road', 'off-road'])
      .optional()
      .describe(
        'Of a mobile source: road vehicles (default) or off-road machinery such as forklifts; decides CH4 and N2O',
      ),
  }),
  z.strictObject({
    kind: z.literal('library'),
    id: z.string().min(1).max(120).describe('Id of a factor of the library'),
  }),
  parameterStepSchema,
  siteStepSchema,
]);
/** A way to the factor of what no proof covers. */
export const residualStepSchema = z.discriminatedUnion('kind', [
  gridStepSchema,
  parameterStepSchema,
  siteStepSchema,
]);

export type FactorStep = z.infer<typeof factorStepSchema>;

export const factorChoiceSchema = z.discriminatedUnion('kind', [
  ...factorStepSchema.options,
  z.strictObject({
    kind: z
      .literal('ladder')
      .describe('The first step that has a value in the period; what was missing above it is said'),
    steps: z.array(factorStepSchema).min(2, 'a ladder has two steps or more').max(6),
  }),
]);
export type FactorChoice = z.infer<typeof factorChoiceSchema>;

/** Where an input of a source's formula comes from. Manual and stock records name the input as their `stream`. */
export type InputBinding =
  | ActivityBinding
  | { readonly kind: 'activity' }
  | { readonly kind: 'parameter'; readonly code: string }
  | { readonly kind: 'factor'; readonly id: string }
  | { readonly kind: 'value'; readonly value: string; readonly unit: string; readonly source: string }
  | { readonly kind: 'ladder'; readonly steps: readonly InputStep[] }
  | {
      readonly kind: 'formula';
      readonly id: string;
      readonly inputs: Readonly<Record<string, InputBinding>>;
    };

/** A step of a ladder of inputs: what the site measured or was told, a factor of the library, a stated value. */
export type InputStep = Extract<InputBinding, { kind: 'parameter' | 'factor' | 'value' }>;

const inputNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9_-]{1,64}\.[A-Za-z][A-Za-z0-9]*)?$/,
    'name an input, or group.row.field',
  );

const inputStepSchemas = [
  z.strictObject({
    kind: z
      .literal('parameter')
      .describe("A parameter of the site's own, versioned: /sites/{site}/parameters"),
    code: codeSchema,
  }),
  z.strictObject({ kind: z.literal('factor'), id: z.string().min(1).max(120) }),
  z.strictObject({
    kind: z.literal('value'),
    value: decimalInputSchema,
    unit: z.string().min(1).max(24),
    source: z.string().trim().min(1).max(400),
  }),
] as const;

export const inputBindingSchema: z.ZodType<InputBinding> = z.lazy(() =>
  z.union([
    activityBindingSchema,
    z.strictObject({ kind: z.literal('activity').describe("The source's own activity data") }),
    ...inputStepSchemas,
    z.strictObject({
      kind: z
        .literal('ladder')
        .describe('The first step that has a value in the period; what was missing above it is said'),
      steps: z.array(z.union(inputStepSchemas)).min(2, 'a ladder has two steps or more').max(6),
    }),
    z.strictObject({
      kind: z.literal('formula').describe('The result of another formula, e.g. a tonnage-weighted mean'),
      id: z.string().min(1).max(120),
      inputs: z.record(inputNameSchema, inputBindingSchema),
    }),
  ]),
);

/** How a source is worked out where category, activity and factor do not say it: formulas of a sector part. */
export const calculationSchema = z.strictObject({
  formulas: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(120).describe('Formula of GET /accounting/formulas'),
        gas: z
          .string()
          .max(40)
          .optional()
          .describe('Gas, where the formula leaves it open (`any`), e.g. HFC-134a'),
        inputs: z
          .record(inputNameSchema, inputBindingSchema)
          .optional()
          .describe(
            'Inputs of this formula alone, where two formulas of the source name an input alike; its records have the stream formula<n>/<input>',
          ),
      }),
    )
    .min(1)
    .max(20),
  inputs: z
    .record(inputNameSchema, inputBindingSchema)
    .describe(
      'By input name; a formula takes those it names. `activity` of the source is the input `activity`',
    ),
});
export type Calculation = z.infer<typeof calculationSchema>;
