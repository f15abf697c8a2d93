import { z } from 'zod';
import { bilingualOutSchema, codeSchema, decimalInputSchema } from './codes.js';
import { tariffContractSchema } from './tariff-contract.js';
import { daySchema } from './times.js';

const positive = decimalInputSchema.refine((text) => !text.startsWith('-'), 'give an amount of 0 or more');
const hoursSchema = z
  .strictObject({ fromHour: z.number().int().min(0).max(23), toHour: z.number().int().min(1).max(24) })
  .refine(({ fromHour, toHour }) => fromHour < toHour, {
    error: 'the hours end after they begin',
    path: ['toHour'],
  });

/** The same month otherwise; each question is answered by itself. */
export const whatIfRequestSchema = z
  .strictObject({
    charge: z
      .strictObject({
        capacityPrice: positive.optional().describe('A kVA and month'),
        demandPrice: positive.optional().describe('A kW and month'),
        contractKw: positive.optional().describe('With demandPrice: by contracted demand too'),
        discount: z.strictObject({ kWhPerKva: positive, factor: positive }).optional(),
      })
      .refine(
        ({ capacityPrice, demandPrice }) => capacityPrice !== undefined || demandPrice !== undefined,
        'give the price of capacity, of demand, or both',
      )
      .optional()
      .describe('The basic charge by each way whose price is given'),
    kept: z
      .strictObject({ code: codeSchema, validFrom: daySchema })
      .optional()
      .describe('Another contract of the site'),
    contract: tariffContractSchema.optional().describe('A contract that is not kept'),
    shift: z
      .strictObject({
        from: hoursSchema,
        to: hoursSchema,
        share: positive
          .refine((text) => Number(text) <= 1, 'give a share from 0 to 1')
          .describe('Of the energy of these hours, each day, 0 … 1'),
      })
      .optional()
      .describe('Energy of some hours moved to others of the same day, evenly'),
  })
  .refine((asked) => Object.values(asked).some((part) => part !== undefined), 'ask for at least one case');
export type WhatIfRequest = z.infer<typeof whatIfRequestSchema>;

const figuresSchema = z.object({
  total: z.string().nullable().describe('Null where a line is missing'),
  subtotal: z.string().describe('Σ of the lines that are known'),
  state: z.enum(['complete', 'atLeast', 'partial']),
  demandKw: z.string().nullable(),
  basicCharge: z.string().nullable().describe('Capacity and demand lines; null: none, or not known'),
});
export type WhatIfFigures = z.infer<typeof figuresSchema>;

export const whatIfSchema = z.object({
  site: z.string(),
  month: z.string(),
  contract: z.string(),
  running: z.boolean(),
  through: z.string(),
  cases: z.array(
    z.object({
      kind: z.enum(['capacity', 'contract', 'actual', 'otherContract', 'shift']),
      name: bilingualOutSchema.nullable().describe('Of the other contract, where it is kept'),
      before: figuresSchema.describe(
        'A shift is compared by the demand of the meters, not by that of a paper',
      ),
      after: figuresSchema,
      difference: z
        .string()
        .nullable()
        .describe(
          'After less before, of the same lines known: totals, or subtotals where both lack the same',
        ),
    }),
  ),
});
export type WhatIfAnswer = z.infer<typeof whatIfSchema>;
