import { z } from 'zod';
import { inventoryQuerySchema } from './inventory.js';
import { bilingualOutSchema } from './codes.js';

export const bridgeQuerySchema = inventoryQuerySchema.omit({ method: true }).extend({
  from_method: z.string().max(64).describe('Method the bridge starts from'),
  to_method: z.string().max(64).describe('Method it leads to'),
});
export type BridgeQuery = z.infer<typeof bridgeQuerySchema>;
/** Why two methods differ over the same activity data: one property of the method at a time, line by line. */
export const bridgeSchema = z.object({
  fromMethod: z.string(),
  toMethod: z.string(),
  fromTco2e: z.string().nullable(),
  toTco2e: z.string().nullable(),
  steps: z
    .array(
      z.object({
        property: z
          .string()
          .describe('grid, greenPower, gases, gwpSet, combustionCh4N2o, steamBaseline, classes'),
        text: bilingualOutSchema,
        deltaTco2e: z.string(),
        lines: z.array(
          z.object({
            code: z.string(),
            name: bilingualOutSchema,
            before: z.string().nullable(),
            after: z.string().nullable(),
            deltaTco2e: z.string(),
          }),
        ),
      }),
    )
    .describe('Their deltas add up to the difference of the totals, to the digit'),
});
export type Bridge = z.infer<typeof bridgeSchema>;
