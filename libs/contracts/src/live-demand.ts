import { z } from 'zod';
import { bilingualOutSchema, codeSchema, decimalInputSchema } from './codes.js';

export const demandQuerySchema = z.strictObject({
  contract: codeSchema.optional().describe('Default: the first contract of the site'),
  targetKw: decimalInputSchema
    .refine((text) => Number(text) > 0, 'give a target above 0')
    .optional()
    .describe('Own limit, kW; default: the contracted demand'),
});
export type DemandQuery = z.infer<typeof demandQuerySchema>;

const kW = z.string().describe('Decimal text, kW');
const share = z.number().nullable();

/** Demand of the running quarter hour and the running month. */
export const liveDemandSchema = z.object({
  site: z.string(),
  contract: z.string(),
  at: z.string(),
  limitKw: kW.nullable().describe('Null: neither contracted nor asked for'),
  limitIs: z.enum(['target', 'contract']).nullable(),
  running: z
    .object({
      start: z.string(),
      end: z.string(),
      covered: z.number().describe('How much of the quarter hour readings cover, 0 … 1'),
      reachedKw: kW.describe('Energy so far over the whole quarter hour: it cannot be less'),
      projectedKw: kW.describe('If the rest draws as what is known'),
      roomKw: kW.nullable().describe('Mean power of the rest that just keeps the limit'),
      share: share.describe('Projection over limit'),
      level: z.enum(['below', 'at90', 'at95', 'at100']).nullable(),
      aboveMonthKw: kW.nullable().describe('By how much it would raise the month’s peak; null: it would not'),
    })
    .nullable(),
  reason: bilingualOutSchema.nullable().describe('Why nothing is known of the running quarter hour'),
  month: z.object({
    month: z.string(),
    peak: z
      .object({
        start: z.string(),
        kW,
        share: share.describe('Of the limit'),
        units: z.array(
          z.object({
            code: z.string(),
            name: bilingualOutSchema,
            kW: kW.describe('Below 0: what own PV took off'),
            share: share.describe('Of the peak'),
          }),
        ),
        restKw: kW.describe('What no meter below tells'),
      })
      .nullable(),
    gaps: z.boolean().describe('Quarter hours are missing: the peak may have been higher'),
  }),
});
export type LiveDemandAnswer = z.infer<typeof liveDemandSchema>;
