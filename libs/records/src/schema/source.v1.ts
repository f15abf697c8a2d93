import { z } from 'zod';
import { storedKind } from './stored.js';

// What stands in emission_source.definition, and in the journal. It reads; what may be entered is the contract's matter.
const bilingual = z.object({ zh: z.string(), en: z.string() });

const registers = z.array(
  z.object({
    meter: z.string(),
    register: z.string(),
    sign: z.union([z.literal(1), z.literal(-1)]).default(1),
    share: z.string().optional(),
  }),
);
const activityBinding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meters'), registers }),
  z.object({ kind: z.literal('manual'), unit: z.string() }),
  z.object({ kind: z.literal('stock'), unit: z.string() }),
]);

const gridStep = z.object({
  kind: z.literal('grid'),
  rule: z.enum(['latest-at-report-due', 'latest-published', 'data-year']).default('latest-at-report-due'),
  region: z.string().optional(),
});
const parameterStep = z.object({ kind: z.literal('parameter'), code: z.string() });
const siteStep = z.object({
  kind: z.literal('site'),
  value: z.string(),
  unit: z.string(),
  source: z.string().default('entered by the site; no source given'),
  year: z.number().optional(),
});
const residualStep = z.discriminatedUnion('kind', [gridStep, parameterStep, siteStep]);
const factorStep = z.discriminatedUnion('kind', [
  gridStep,
  z.object({
    kind: z.literal('fuel'),
    fuel: z.string(),
    set: z.string().optional(),
    measured: z
      .object({
        netCalorificValue: z.string().optional(),
        carbonContent: z.string().optional(),
        oxidationFactor: z.string().optional(),
        emissionFactor: z.string().optional(),
        density: z.string().optional(),
      })
      .optional(),
    driven: z.enum(['road', 'off-road']).optional(),
  }),
  z.object({ kind: z.literal('library'), id: z.string() }),
  parameterStep,
  siteStep,
]);
const factorChoice = z.discriminatedUnion('kind', [
  ...factorStep.options,
  z.object({ kind: z.literal('ladder'), steps: z.array(factorStep) }),
]);

const inputSteps = [
  z.object({ kind: z.literal('parameter'), code: z.string() }),
  z.object({ kind: z.literal('factor'), id: z.string() }),
  z.object({ kind: z.literal('value'), value: z.string(), unit: z.string(), source: z.string() }),
] as const;
type InputStepV1 = z.infer<(typeof inputSteps)[number]>;

/** Where an input of a formula comes from. */
type InputBindingV1 =
  | z.infer<typeof activityBinding>
  | { readonly kind: 'activity' }
  | InputStepV1
  | { readonly kind: 'ladder'; readonly steps: readonly InputStepV1[] }
  | {
      readonly kind: 'formula';
      readonly id: string;
      readonly inputs: Readonly<Record<string, InputBindingV1>>;
    };
const inputBinding: z.ZodType<InputBindingV1> = z.lazy(() =>
  z.union([
    activityBinding,
    z.object({ kind: z.literal('activity') }),
    ...inputSteps,
    z.object({ kind: z.literal('ladder'), steps: z.array(z.union(inputSteps)) }),
    z.object({
      kind: z.literal('formula'),
      id: z.string(),
      inputs: z.record(z.string(), inputBinding),
    }),
  ]),
);

const sourceV1 = z.object({
  name: bilingual,
  category: z.enum([
    'stationaryCombustion',
    'mobileCombustion',
    'process',
    'waste',
    'fugitive',
    'purchasedElectricity',
    'purchasedHeat',
    'exportedElectricity',
    'exportedHeat',
    'recovery',
    'biogenic',
    'removal',
    'otherIndirectTransport',
    'otherIndirectUsed',
    'otherIndirectSold',
    'otherIndirectOther',
  ]),
  activity: activityBinding,
  factor: factorChoice.optional(),
  residual: residualStep.optional(),
  calculation: z
    .object({
      formulas: z.array(
        z.object({
          id: z.string(),
          gas: z.string().optional(),
          inputs: z.record(z.string(), inputBinding).optional(),
        }),
      ),
      inputs: z.record(z.string(), inputBinding),
    })
    .optional(),
  gas: z.string().optional(),
  method: z.string().default('GB/T 32150-2025'),
  part: z.string().optional(),
  facility: z.string().nullish(),
  system: z.enum(['main', 'auxiliary', 'ancillary']).optional(),
  included: z.boolean().optional(),
  reason: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  crossCheck: activityBinding.optional(),
  uncertainty: z
    .object({
      activityPercent: z.string().optional(),
      meterClass: z.string().optional(),
      kind: z.string().optional(),
    })
    .optional(),
  earlier: z
    .array(
      z.object({
        until: z.string(),
        factor: factorChoice.nullable(),
        residual: residualStep.optional(),
      }),
    )
    .optional(),
  confirmed: z.array(z.object({ field: z.string(), value: z.string(), reason: z.string() })).optional(),
});

/** Emission sources as they are kept. */
export const storedSource = storedKind('source', sourceV1);
