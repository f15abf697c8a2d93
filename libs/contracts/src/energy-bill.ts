import { BANDS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, decimalInputSchema } from './codes.js';
import { timezoneSchema } from './sites.js';
import { tariffContractSchema } from './tariff-contract.js';
import { monthSchema } from './times.js';

const decimalText = z.string().describe('Decimal text');

export const factsSchema = z
  .record(z.string().max(64), decimalInputSchema)
  .refine((facts) => Object.keys(facts).length <= 50, 'give at most 50 facts')
  .describe(
    'What only papers tell: kvarh (reactive energy of the month), capacityKva, demandKw (of the billing meter), usedBefore (earlier in the year, for tiers), and what stated lines ask for',
  );

/** One bill without a site. */
export const billRequestSchema = z.strictObject({
  contract: tariffContractSchema,
  month: monthSchema.describe('YYYY-MM'),
  timezone: timezoneSchema,
  intervalMinutes: z
    .number()
    .int()
    .optional()
    .describe('Length of an interval: 1, 5, 10, 15, 30, 60; left out: the smallest distance of two starts'),
  intervals: z
    .array(
      z
        .strictObject({
          start: z.string().max(40).describe('ISO 8601'),
          kWh: decimalInputSchema.optional(),
          quantity: decimalInputSchema.optional().describe('In place of kWh, in the unit of the contract'),
          kvarh: decimalInputSchema
            .optional()
            .describe('Reactive energy; leading energy counts by its amount'),
          exportKWh: decimalInputSchema.optional(),
        })
        .refine(
          ({ kWh, quantity }) => (kWh === undefined) !== (quantity === undefined),
          'give either kWh or quantity',
        ),
    )
    .max(44_640),
  facts: factsSchema.optional(),
});
export type BillRequest = z.infer<typeof billRequestSchema>;

export const billLineSchema = z.object({
  code: z.string().describe('Code of the line; of a banded line with its band: energy.peak'),
  kind: z.string(),
  band: z.enum(BANDS).nullable(),
  quantity: decimalText.nullable(),
  unit: z.string(),
  price: decimalText
    .nullable()
    .describe('An average where the line has a series; a rate for adjustment and tax'),
  amount: decimalText.nullable().describe('Rounded half up to 0.01; null: see `missing`'),
  pfAdjustable: z.boolean(),
});

export const billSchema = z.object({
  month: z.string(),
  currency: z.string(),
  lines: z.array(billLineSchema),
  quantity: decimalText,
  demandKw: decimalText.nullable().describe('The month’s highest 15-minute mean'),
  demand: z
    .object({
      start: z.string(),
      method: z
        .enum(['sliding', 'block', 'longer'])
        .describe('sliding by one minute · block of 15 minutes · longer intervals'),
    })
    .nullable()
    .describe('When and how it was measured; null where facts tell it'),
  powerFactor: decimalText.nullable(),
  state: z
    .enum(['complete', 'atLeast', 'partial'])
    .describe('atLeast: intervals are missing, it can only be higher · partial: it may be higher or lower'),
  subtotal: decimalText.describe('Σ of the lines that are known'),
  total: decimalText.nullable(),
  taxIncluded: decimalText.nullable(),
  missing: z.array(z.object({ code: z.string(), reason: bilingualOutSchema })),
  gaps: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .describe('Spans without an interval, the first 20'),
  intervalsExpected: z.number().int(),
  intervalsGiven: z.number().int(),
  notes: z.array(bilingualOutSchema),
});
export type BillAnswer = z.infer<typeof billSchema>;
