import { z } from 'zod';
import { storedKind } from './stored.js';

// Amounts are decimal text, instants epoch milliseconds.
const productV1 = z.object({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  unit: z.string(),
  main: z.boolean(),
  /** Equivalents of the standard product in one unit of this one (折算系数). */
  equivalent: z.string().nullable(),
  /** Its part of the energy of the site, 0 to 1, and where that comes from. */
  energyShare: z.object({ value: z.string(), source: z.string() }).nullable(),
  /** A register that counts it, from an instant on and up to another. */
  counter: z
    .object({ meter: z.string(), register: z.string(), fromMs: z.number(), toMs: z.number().nullable() })
    .nullable(),
  limits: z.array(
    z.object({
      level: z.string(),
      value: z.string(),
      unit: z.string(),
      convention: z.string(),
      standard: z.string(),
      source: z.string(),
      confidence: z.string(),
    }),
  ),
});

/** A product of a site, as it is kept. */
export const storedProduct = storedKind('product', productV1);

const productionV1 = z.object({
  measure: z.string(),
  product: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  quantity: z.string(),
  unit: z.string(),
  evidence: z.string().nullable(),
  note: z.string().nullable(),
  replaces: z.array(z.string()).nullish(),
  replacedBy: z.string().nullable(),
  /** Reason of a withdrawal. */
  withdrawal: z.string().nullish(),
});

/** Production entered by hand, as it is kept. */
export const storedProduction = storedKind('production', productionV1);
