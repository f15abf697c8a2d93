import { z } from 'zod';
import { storedKind } from './stored.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

// A supply contract as it held from a day on. The lines have the shape of libs/tariff; which kinds there are may grow.
const contractV1 = z.object({
  code: z.string(),
  validFrom: z.string(),
  name: bilingual,
  source: z.string(),
  example: z.boolean(),
  meters: z.array(z.string()),
  contract: z.looseObject({ lines: z.array(z.looseObject({ code: z.string(), kind: z.string() })) }),
});

const invoiceV1 = z.object({
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
});

/** A supply contract, as it is kept. */
export const storedTariffContract = storedKind('tariff-contract', contractV1);
/** What a supplier charged for a month, as it is kept. */
export const storedInvoice = storedKind('energy-invoice', invoiceV1);
