import { DATA_GRADES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { usedFactorSchema } from './accounting.js';

/** 95 % interval of a figure; IPCC error propagation, or Monte Carlo where a term exceeds 60 %. */
export const uncertaintySchema = z.object({
  halfWidthPercent: z.number().describe('Half the width of the 95 % interval, % of the figure'),
  lowTco2e: z.number(),
  highTco2e: z.number(),
  method: z.enum(['propagation', 'monte-carlo']),
  reason: bilingualOutSchema,
  unknownShare: z.number().describe('Share of the emissions for which no uncertainty is known, 0 to 1'),
  contributions: z
    .array(
      z.object({
        name: z.string().describe('Factor id, or source code of activity data'),
        kind: z.enum(['activity', 'factor', 'parameter']),
        halfWidthPercent: z.number(),
        varianceShare: z.number(),
        basis: bilingualOutSchema.describe('Where the half-width comes from'),
      }),
    )
    .describe('Largest first'),
});
export type Uncertainty = z.infer<typeof uncertaintySchema>;

/** Mass of one gas, its GWP in the set of the method, and what that makes in CO2 equivalent. */
export const gasLineSchema = z.object({
  gas: z.string(),
  tonnes: z.number(),
  gwp: z.number(),
  tco2e: z.number(),
  exactTonnes: z.string().optional(),
  exactTco2e: z.string().optional(),
  gwpFactor: usedFactorSchema.nullable().optional(),
  counted: z.boolean().optional().describe('False where the method does not cover the gas'),
});

/** Quality of a datum by GB/T 32150-2025 Tables 2 and 3: activity data and factor, the worse one counts. */
export const dataQualitySchema = z.object({
  grade: z.enum(DATA_GRADES),
  activity: z.enum(DATA_GRADES),
  factor: z.enum(DATA_GRADES).nullable(),
  why: bilingualOutSchema,
});

/** Two accounts of the same activity side by side, e.g. meter and invoice. */
export const crossCheckSchema = z.object({
  value: z.string().nullable(),
  unit: z.string(),
  difference: z.string().nullable().describe('Second account minus first, in `unit`'),
  differencePercent: z.number().nullable(),
  withinTolerance: z.boolean().nullable().describe('Within 1 %; beyond it, investigate'),
});
