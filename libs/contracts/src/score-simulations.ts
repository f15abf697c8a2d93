import { z } from 'zod';
import { bilingualOutSchema, changeFields, codeSchema } from './codes.js';
import { inputNameSchema } from './site-scores.js';
import { evaluationSchema } from './scoring.js';
import { yearSchema } from './times.js';

const decimal = z
  .string()
  .trim()
  .regex(/^-?\d{1,20}(\.\d{1,12})?$/, 'give a plain decimal number, such as 12.5');
const MOST_CHANGES = 40;

export const SIMULATION_KINDS = ['value', 'percent', 'shareOf'] as const;
const simulationChangeSchema = z
  .strictObject({
    name: inputNameSchema,
    kind: z
      .enum(SIMULATION_KINDS)
      .describe(
        'value: instead of what is known · percent: by so many percent of it · shareOf: percent of `of`',
      ),
    amount: decimal,
    unit: z.string().trim().max(24).nullish().describe('Of a value; default: the unit of the input'),
    of: inputNameSchema.nullish().describe('The other input of a share'),
  })
  .refine(({ kind, of }) => kind !== 'shareOf' || (of ?? '') !== '', {
    path: ['of'],
    error: 'name the input the share is of',
  });

const request = {
  scheme: codeSchema,
  year: yearSchema,
  pvSharePercent: decimal
    .refine((text) => Number(text) >= 0 && Number(text) <= 100, 'give 0 to 100')
    .nullish()
    .describe('Own photovoltaic electricity used, percent of the electricity'),
  changes: z.array(simulationChangeSchema).max(MOST_CHANGES).default([]),
};
const changesSomething = ({
  pvSharePercent,
  changes,
}: {
  readonly pvSharePercent?: string | null | undefined;
  readonly changes: readonly unknown[];
}): boolean => (pvSharePercent ?? null) !== null || changes.length > 0;
const NOTHING = { path: ['changes'], error: 'name at least one change' };

export const simulateRequestSchema = z.strictObject(request).refine(changesSomething, NOTHING);
export type SimulateRequest = z.infer<typeof simulateRequestSchema>;

export const putSimulationSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'give it a name').max(80),
    ...request,
    ...changeFields,
  })
  .refine(changesSomething, NOTHING);
export type PutSimulation = z.infer<typeof putSimulationSchema>;

export const withdrawSimulationSchema = z.strictObject({
  note: z.string().trim().min(1, 'say why it is withdrawn').max(1000),
});
export type WithdrawSimulation = z.infer<typeof withdrawSimulationSchema>;

export const simulationSchema = z.object({
  code: z.string(),
  name: z.string(),
  scheme: z.string(),
  kind: z.enum(['greenFactory', 'zeroCarbon']).nullable().describe('Null: the scheme is no longer there'),
  year: z.number().int(),
  pvSharePercent: z.string().nullable(),
  changes: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(SIMULATION_KINDS),
      amount: z.string(),
      unit: z.string().nullable(),
      of: z.string().nullable(),
    }),
  ),
  note: z.string().nullable(),
  version: z.number().int().describe('To send as If-Match'),
  recordedBy: z.string(),
  recordedAt: z.string(),
});
export type Simulation = z.infer<typeof simulationSchema>;
export const simulationListSchema = z.object({ items: z.array(simulationSchema) });
export type SimulationList = z.infer<typeof simulationListSchema>;

const amountSchema = z.object({ value: z.string(), unit: z.string() });
const sideSchema = z.object({
  score: z.number().nullable(),
  upperBound: z.number().nullable(),
  completeness: z.number().nullable(),
  level: z.string().nullable(),
  core: evaluationSchema.shape.core,
});

export const simulationAnswerSchema = z.object({
  simulation: z.literal(true).describe('What might be: no figure of the site'),
  scheme: z.string(),
  year: z.number().int(),
  actual: sideSchema,
  simulated: sideSchema,
  indicators: z.array(
    z.object({
      id: z.string(),
      title: bilingualOutSchema,
      unit: z.string(),
      value: z.object({ actual: z.number().nullable(), simulated: z.number().nullable() }),
      points: z.object({ actual: z.number(), simulated: z.number() }),
      changed: z.boolean(),
    }),
  ),
  applied: z.array(
    z.object({
      name: z.string(),
      description: bilingualOutSchema,
      before: amountSchema.nullable(),
      after: amountSchema,
      assumption: bilingualOutSchema
        .nullable()
        .describe('What was assumed; null: the change was named itself'),
    }),
  ),
  notes: z.array(bilingualOutSchema).describe('What it could not reckon with'),
});
export type SimulationAnswer = z.infer<typeof simulationAnswerSchema>;
