import { METHOD_SCOPES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

/** A method of accounting as a record: everything in which methods differ over the same activity data. */
export const methodSchema = z.object({
  id: z.string(),
  edition: z.string(),
  name: bilingualOutSchema,
  source: z.string(),
  confidence: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  note: bilingualOutSchema.nullable(),
  gwpSet: z.string(),
  gases: z.union([z.literal('all'), z.array(z.string())]),
  combustionCh4N2o: z.boolean(),
  classes: z.record(
    z.string(),
    z.object({ scope: z.enum(METHOD_SCOPES), sign: z.number(), line: bilingualOutSchema }),
  ),
  total: z.array(z.string()),
  grid: z.object({ geography: z.string(), rule: z.string() }),
  greenPower: z.object({
    own: z.string(),
    direct: z.string(),
    trade: z.string(),
    certificate: z.string(),
    restOfGrid: z.string(),
  }),
  steamBaselineKjPerKg: z.string(),
});
export type MethodRecord = z.infer<typeof methodSchema>;
export const methodListSchema = z.object({ items: z.array(methodSchema) });
