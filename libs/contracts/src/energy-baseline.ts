import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

const finite = z.number().min(-1e15).max(1e15);
const driver = z.string().min(1).max(64);
const rowSchema = z.strictObject({
  at: z.string().max(40).optional().describe('Label of the point; points are taken in the order given'),
  y: finite,
  x: z.record(driver, finite),
});
const base = finite
  .optional()
  .describe('Base temperature, °C; left out: searched for (heating 5 … 22, cooling 15 … 28)');
const termSchema = z.union([
  driver,
  z.strictObject({ power: driver, exponent: z.number().int().min(1).max(12) }),
  z.strictObject({ heating: driver, base }),
  z.strictObject({ cooling: driver, base }),
]);

/** One regression without a site. */
export const baselineRequestSchema = z.strictObject({
  rows: z.array(rowSchema).max(20_000),
  terms: z
    .array(termSchema)
    .max(20)
    .optional()
    .describe('Drivers, their powers, degrees; left out: every driver of the first row'),
  options: z
    .strictObject({
      constant: z.boolean().optional().describe('Default true'),
      frequency: z
        .enum(['monthly', 'daily', 'hourly'])
        .optional()
        .describe('Of the points; decides the bound of CV(RMSE). Default monthly'),
      signs: z
        .record(driver, z.enum(['positive', 'negative']))
        .optional()
        .describe('Expected sign by coefficient'),
    })
    .optional(),
  reporting: z
    .array(rowSchema)
    .max(20_000)
    .optional()
    .describe('Points to hold against the model: saving, CUSUM, uncertainty'),
});
export type BaselineRequest = z.infer<typeof baselineRequestSchema>;

export const baselineSchema = z.object({
  coefficients: z.array(
    z.object({
      name: z.string().describe('`constant`, a driver, driver^exponent, heating(driver), cooling(driver)'),
      value: z.number(),
      standardError: z.number(),
      t: z.number().nullable().describe('Null: the fit is exact'),
      p: z.number(),
      base: z.number().nullable().describe('Base temperature of degrees'),
    }),
  ),
  n: z.number().int(),
  p: z.number().int().describe('Number of coefficients with the constant'),
  degreesOfFreedom: z.number().int(),
  r2: z.number(),
  adjustedR2: z.number(),
  standardError: z.number().describe('√(Σe²/(n−p))'),
  cvRmse: z.number().nullable().describe('Share, not per cent; null: the mean is 0'),
  nmbe: z.number().nullable(),
  autocorrelation: z.number().nullable().describe('ρ of neighbouring residuals'),
  durbinWatson: z.number().nullable(),
  constantShare: z.number().nullable().describe('Share of the energy that depends on no driver'),
  accepted: z.boolean(),
  reasons: z.array(
    z.object({
      code: z.enum(['cvRmse', 'nmbe', 'p', 'sign']),
      term: z.string().nullable(),
      text: bilingualOutSchema,
    }),
  ),
  fitted: z.array(z.number()),
  residuals: z.array(z.number()),
  ranges: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
  saving: z
    .object({
      points: z.array(
        z.object({
          expected: z.number(),
          saving: z.number(),
          cusum: z.number(),
          extrapolated: z.array(z.string()).describe('Drivers outside the range of the baseline'),
        }),
      ),
      expected: z.number(),
      actual: z.number(),
      saving: z.number(),
      share: z.number().nullable(),
      uncertainty: z.number().nullable().describe('± at 90 %, ASHRAE 14'),
      demonstrable: z.boolean().describe('False: inside the noise'),
    })
    .nullable(),
});
export type BaselineAnswer = z.infer<typeof baselineSchema>;
