import { BANDS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { decimalInputSchema } from './codes.js';

const price = decimalInputSchema;
const amount = decimalInputSchema.refine((text) => !text.startsWith('-'), 'give an amount of 0 or more');
const monthsSchema = z
  .array(z.number().int().min(1).max(12))
  .min(1)
  .max(12)
  .optional()
  .describe('Months 1 … 12 in which it holds; left out: all');

export const bandRuleSchema = z.strictObject({
  band: z.enum(BANDS).describe('sharp 尖峰 · peak 高峰 · flat 平段 · valley 低谷 · deepValley 深谷'),
  from: z.string().max(5).describe('Local time HH:MM'),
  to: z
    .string()
    .max(5)
    .describe(
      'Local time HH:MM, exclusive; 24:00 ends the day; earlier than `from`: both ends of the same day',
    ),
  months: monthsSchema,
  days: z
    .array(z.enum(['workday', 'weekend', 'holiday', 'shifted']))
    .min(1)
    .max(4)
    .optional()
    .describe(
      'Kinds of day, left out: all. shifted: a weekend day worked for a holiday (调休上班). A kind that no rule names counts by its weekday, shifted as a workday',
    ),
});

const lineFields = {
  code: z.string().trim().min(1).max(64),
  months: monthsSchema,
  pfAdjustable: z
    .boolean()
    .optional()
    .describe('Whether the power-factor adjustment is taken on it; default false'),
  taxed: z
    .boolean()
    .optional()
    .describe('Whether tax comes on top where prices are without tax; default true'),
};
const pricesSchema = z.array(price).min(1).max(100);

export const contractLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('banded'), ...lineFields, prices: z.partialRecord(z.enum(BANDS), price) }),
  z.strictObject({
    kind: z.literal('series'),
    ...lineFields,
    daily: pricesSchema.optional().describe('24 or 96 prices of every day, by local time'),
    byDay: z
      .record(z.string().max(10), pricesSchema)
      .optional()
      .describe('By local date: as many prices as the day has hours or quarter hours'),
    points: z
      .array(z.strictObject({ start: z.string().max(40), price }))
      .max(3200)
      .optional()
      .describe('By instant, each hour or quarter hour of the month'),
  }),
  z.strictObject({ kind: z.literal('flat'), ...lineFields, price }).describe('Price × quantity of the month'),
  z
    .strictObject({ kind: z.literal('feedIn'), ...lineFields, price })
    .describe('Price × exported energy; lowers the bill'),
  z.strictObject({
    kind: z.literal('tiers'),
    ...lineFields,
    period: z.enum(['month', 'year']).describe('year: needs facts.usedBefore'),
    tiers: z
      .array(z.strictObject({ upTo: amount.optional().describe('Left out in the last tier alone'), price }))
      .min(1)
      .max(20),
  }),
  z
    .strictObject({ kind: z.literal('takeOrPay'), ...lineFields, minimum: amount, price })
    .describe('Price × what is missing to the minimum'),
  z.strictObject({ kind: z.literal('capacity'), ...lineFields, price }).describe('Price a kVA and month'),
  z.strictObject({
    kind: z.literal('demand'),
    ...lineFields,
    price: price.describe('A kW and month'),
    basis: z
      .enum(['actual', 'contract'])
      .describe('contract: at least contractKw and 40 % of capacityKva; above 105 % twice'),
    contractKw: amount.optional(),
    tolerance: z
      .enum(['charged', 'free'])
      .optional()
      .describe('What lies between 100 % and 105 % of the contract: charged once (default), or not'),
    discount: z
      .strictObject({ kWhPerKva: amount, factor: amount })
      .optional()
      .describe('e.g. {"kWhPerKva": "260", "factor": "0.9"} (发改价格〔2023〕526号)'),
  }),
  z.strictObject({
    kind: z.literal('powerFactor'),
    ...lineFields,
    standard: z
      .preprocess(
        (value) => (typeof value === 'number' ? value.toFixed(2) : value),
        z.enum(['0.90', '0.85', '0.80']),
      )
      .describe('Standard of 〔83〕水电财字第215号: 0.90, 0.85 or 0.80'),
  }),
  z
    .strictObject({
      kind: z.literal('stated'),
      ...lineFields,
      fact: z.string().trim().min(1).max(64),
      unit: z.string().trim().min(1).max(24),
      price,
    })
    .describe('Price × a quantity of `facts`: green electricity, deviation …'),
  z.strictObject({ kind: z.literal('fixed'), ...lineFields, amount: decimalInputSchema }),
]);

/** A supply contract as data. */
export const tariffContractSchema = z.strictObject({
  unit: z.string().trim().min(1).max(16).optional().describe('Of the metered quantity; default kWh'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'give a currency by its three letters, such as CNY')
    .optional()
    .describe('Default CNY'),
  capacityKva: amount.optional(),
  bands: z.array(bandRuleSchema).min(1).max(400).optional(),
  lines: z.array(contractLineSchema).min(1).max(60),
  tax: z
    .strictObject({
      rate: amount.describe('0.13 for 13 %'),
      included: z.boolean().describe('Whether prices contain it'),
    })
    .optional(),
});
export type TariffContract = z.infer<typeof tariffContractSchema>;
