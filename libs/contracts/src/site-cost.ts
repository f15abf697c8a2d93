import { BANDS } from '@zerofab/vocabulary';
import { z } from 'zod';
import {
  bilingualOutSchema,
  bilingualSchema,
  changeFields,
  codeSchema,
  decimalInputSchema,
} from './codes.js';
import { billSchema, factsSchema } from './energy-bill.js';
import { tariffContractSchema } from './tariff-contract.js';
import { monthSchema } from './times.js';

/** A supply contract of a site, as it holds from a day on. */
export const putSiteContractSchema = z.strictObject({
  name: bilingualSchema,
  source: z.string().trim().min(1, 'name the contract or the price list').max(400),
  example: z.boolean().default(false).describe('An example of a structure, not a contract of anybody'),
  meters: z
    .array(codeSchema)
    .min(1, 'name at least one meter of the supplier')
    .max(50)
    .describe('Their sum is billed'),
  contract: tariffContractSchema,
  ...changeFields,
});
export type PutSiteContract = z.infer<typeof putSiteContractSchema>;

export const siteContractSchema = z.object({
  code: z.string(),
  validFrom: z.string(),
  name: bilingualOutSchema,
  source: z.string(),
  example: z.boolean(),
  meters: z.array(z.string()),
  contract: tariffContractSchema,
  version: z.number().int().describe('To send as If-Match'),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type SiteContractAnswer = z.infer<typeof siteContractSchema>;
export const siteContractListSchema = z.object({ items: z.array(siteContractSchema) });

export const putInvoiceSchema = z.strictObject({
  month: monthSchema.optional().describe('Month the paper states; another than that of the bill is refused'),
  number: z.string().trim().max(64).optional(),
  lines: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(80),
        amount: decimalInputSchema,
        quantity: decimalInputSchema.optional().describe('As the paper states it'),
        price: decimalInputSchema.optional().describe('As the paper states it'),
      }),
    )
    .max(100)
    .default([])
    .describe('By the codes of the bill'),
  total: decimalInputSchema.optional(),
  facts: factsSchema.default({}),
  evidence: z.string().trim().max(400).optional().describe('e.g. evidence:12'),
  ...changeFields,
});
export type PutInvoice = z.infer<typeof putInvoiceSchema>;

export const invoiceSchema = z.object({
  contract: z.string(),
  month: z.string(),
  number: z.string().nullable(),
  lines: z.array(
    z.object({
      code: z.string(),
      amount: z.string(),
      quantity: z.string().optional(),
      price: z.string().optional(),
    }),
  ),
  total: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  evidence: z.string().nullable(),
  version: z.number().int(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type InvoiceAnswer = z.infer<typeof invoiceSchema>;

export const billQuerySchema = z.strictObject({
  contract: codeSchema.optional().describe('Default: the first contract of the site'),
});
export type BillQuery = z.infer<typeof billQuerySchema>;

const amount = z.string();
export const INVOICE_CAUSES = [
  'notInContract',
  'notInvoiced',
  'notComputed',
  'rounding',
  'meterGap',
  'multiplier',
  'energy',
  'demand',
  'powerFactor',
  'base',
  'priceOfOther',
  'price',
  'unknown',
] as const;
const invoiceCauseSchema = z.object({
  kind: z
    .enum(INVOICE_CAUSES)
    .describe(
      'notInContract, notInvoiced: a line is missing · notComputed: the bill lacks data · meterGap: readings are missing · multiplier: a multiple of the metered energy · base: charged on lines that differ · priceOfOther: price of another version of the contract',
    ),
  factor: z.string().optional().describe('Of multiplier: invoiced ÷ metered'),
  validFrom: z.string().optional().describe('Of priceOfOther: since when that version holds'),
});
const unitCostSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema.nullable().describe('Null: unallocated'),
  kind: z.enum(['meter', 'pv', 'unallocated']).describe('pv: what own PV saved, below 0'),
  unit: z.string().nullable().describe('Unit of the site that the meter belongs to'),
  quantity: amount,
  peakKw: amount.nullable().describe('Mean power in the quarter hour of the month’s highest demand'),
  byBand: z.array(z.object({ band: z.enum(BANDS), quantity: amount, amount })),
  lines: z.array(z.object({ code: z.string(), amount })),
  amount,
});

export const siteBillSchema = z.object({
  site: z.string(),
  contract: siteContractSchema.pick({
    code: true,
    validFrom: true,
    name: true,
    source: true,
    example: true,
    meters: true,
  }),
  running: z.boolean(),
  through: z.string().describe('Until when readings count'),
  bill: billSchema,
  invoice: invoiceSchema.nullable(),
  differences: z
    .array(
      z.object({
        code: z.string().describe('A line, or `total`'),
        computed: amount.nullable(),
        invoiced: amount.nullable().describe('Null: the invoice has no such line'),
        difference: amount.nullable().describe('Computed less invoiced'),
        share: z.number().nullable().describe('Of what is invoiced'),
        cause: invoiceCauseSchema.nullable().describe('Likely cause by rules; null where both agree'),
      }),
    )
    .describe('Empty without an invoice'),
  cost: z
    .object({
      units: z.array(unitCostSchema),
      unallocated: unitCostSchema,
      bySiteUnit: z
        .array(
          z.object({
            unit: z.string().nullable().describe('Null: of no unit of the site'),
            name: bilingualOutSchema.nullable(),
            quantity: amount,
            amount,
          }),
        )
        .describe('Meters and own PV by the unit they belong to; with unallocated the subtotal of the bill'),
      total: amount,
    })
    .describe('Σ units + unallocated = subtotal of the bill'),
});
export type SiteBillAnswer = z.infer<typeof siteBillSchema>;
export type UnitCostAnswer = z.infer<typeof unitCostSchema>;
