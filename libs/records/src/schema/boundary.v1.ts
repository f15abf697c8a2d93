import { z } from 'zod';
import { storedKind } from './stored.js';
import { traceV1 } from './trace.v1.js';

const sources = z.array(z.string()).default([]);
const systemPart = z.object({ name: z.string(), holds: z.string().optional(), sources });

const effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('given'), tco2e: z.string(), source: z.string() }),
  z.object({ kind: z.literal('sources'), sources: z.array(z.string()) }),
  z.object({ kind: z.literal('totals'), before: z.string(), after: z.string(), source: z.string() }),
  z.object({ kind: z.literal('method'), method: z.string() }),
]);

const definitionV1 = z.object({
  entity: z.object({
    legalName: z.string(),
    creditCode: z.string().nullish(),
    sector: z.string(),
    address: z.string(),
    contacts: z.array(
      z.object({
        name: z.string(),
        role: z.string().optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
      }),
    ),
    products: z.string().optional(),
    processFlow: z.string().optional(),
  }),
  systems: z.object({
    main: z.array(systemPart),
    auxiliary: z.array(systemPart),
    ancillary: z.array(systemPart),
  }),
  outside: z.array(z.object({ name: z.string(), reason: z.string() })).default([]),
  units: z
    .array(
      z.object({
        code: z.string(),
        name: z.string(),
        tenure: z.enum(['owned', 'leasedIn', 'leasedOut']),
        from: z.string().nullish(),
        to: z.string().nullish(),
        counterparty: z.string().optional(),
        evidence: z.string().optional(),
        sources,
      }),
    )
    .default([]),
  changes: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum([
          'acquisition',
          'merger',
          'insourcing',
          'leaseIn',
          'sale',
          'outsourcing',
          'leaseOut',
          'methodChange',
          'factorChange',
          'errorCorrection',
          'newUnit',
          'shutdown',
        ]),
        date: z.string(),
        description: z.string(),
        unit: z.string().optional(),
        effect: effect.optional(),
        evidence: z.string().optional(),
      }),
    )
    .default([]),
  baseYear: z
    .object({
      year: z.number(),
      method: z.string().optional(),
      thresholdPercent: z.string().default('5'),
      reason: z.string(),
      given: z.object({ tco2e: z.string(), source: z.string() }).optional(),
    })
    .nullish(),
  note: z.string().nullish(),
});

const baseYearV1 = z.object({
  year: z.number(),
  method: z.string(),
  thresholdPercent: z.string(),
  reason: z.string(),
  tco2e: z.string(),
  origin: z.enum(['inventory', 'given', 'recalculated']),
  source: z.string(),
  complete: z.boolean().nullable(),
  missing: z.array(z.string()),
  factorSet: z.string().nullable(),
  fixedAt: z.string(),
  includes: z.array(z.string()),
  inventoryTco2e: z.string().nullable(),
  trace: traceV1.nullable(),
});

/** Boundary records with their fixed base year, as they are kept. */
export const storedBoundary = storedKind(
  'boundary',
  z.object({ definition: definitionV1, baseYear: baseYearV1.nullable(), note: z.string().nullable() }),
);
