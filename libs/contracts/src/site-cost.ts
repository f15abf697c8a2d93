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
    .array(z.strictObject({ code: z.string().min(1).max(80), amount: decimalInputSchema }))
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
  lines: z.array(z.object({ code: z.string(), amount: z.string() })),
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
        invoiced: amount,
        difference: amount.nullable().describe('Computed less invoiced'),
        share: z.number().nullable().describe('Of what is invoiced'),
      }),
    )
    .describe('Empty without an invoice'),
  cost: z
    .object({ units: z.array(unitCostSchema), unallocated: unitCostSchema, total: amount })
    .describe('Σ units + unallocated = subtotal of the bill'),
});
export type SiteBillAnswer = z.infer<typeof siteBillSchema>;
export type UnitCostAnswer = z.infer<typeof unitCostSchema>;
