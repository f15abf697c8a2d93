import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { inventoryQuerySchema } from './inventory.js';
import { instantParamSchema } from './times.js';

export const waterfallQuerySchema = inventoryQuerySchema.omit({ version: true }).extend({
  comparedFrom: instantParamSchema.describe('Begin of the period compared with'),
  comparedTo: instantParamSchema,
});
export type WaterfallQuery = z.infer<typeof waterfallQuerySchema>;

/** Why the totals of two periods differ. */
export const waterfallSchema = z.object({
  method: z.object({ id: z.string(), name: bilingualOutSchema }),
  from: z.string(),
  to: z.string(),
  comparedFrom: z.string(),
  comparedTo: z.string(),
  beforeTco2e: z.string().nullable().describe('Of the period compared with; null = no source has a figure'),
  afterTco2e: z.string().nullable(),
  steps: z
    .array(
      z.object({
        kind: z
          .enum(['activity', 'factor', 'structure', 'data', 'undivided'])
          .describe(
            'activity: (A1 − A0)·f0; factor: A1·(f1 − f0); structure: sources that came or left; data: not whole in both periods; undivided: no amount to divide by',
          ),
        deltaTco2e: z.string(),
        lines: z.array(
          z.object({
            code: z.string(),
            name: bilingualOutSchema,
            before: z.string().nullable().describe('tCO2e of the source, signed as in the total'),
            after: z.string().nullable(),
            activityBefore: z.string().nullable(),
            activityAfter: z.string().nullable(),
            unit: z.string(),
            deltaTco2e: z.string(),
          }),
        ),
      }),
    )
    .describe('Their deltas add up to the difference of the totals, to the digit'),
});
export type Waterfall = z.infer<typeof waterfallSchema>;
