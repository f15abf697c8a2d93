import { z } from 'zod';
import { storedKind } from './stored.js';

const parameterV1 = z.object({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  value: z.string(),
  unit: z.string(),
  validFromMs: z.number(),
  validToMs: z.number(),
  rung: z.enum(['measured', 'supplier']),
  source: z.string(),
  testMethod: z.string().nullable(),
  batch: z.string().nullable(),
  tonnage: z.string().nullable(),
  tonnageUnit: z.string().nullable(),
  evidence: z.string().nullable(),
  confirmed: z.string().nullish(),
  replaces: z.string().nullish(),
  replacedBy: z.string().nullable(),
});

/** Values a site measured or was told, as they are kept. */
export const storedParameter = storedKind('parameter', parameterV1);
