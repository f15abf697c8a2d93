import { SOURCE_CATEGORIES, METHOD_SCOPES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

/** Sources by month under a method: one row a source, in the order of the inventory. */
export const inventoryMatrixSchema = z.object({
  method: z.string(),
  months: z.array(z.string()),
  rows: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      category: z.enum(SOURCE_CATEGORIES),
      methodScope: z.enum(METHOD_SCOPES),
      gases: z.array(z.string()),
      values: z.array(z.number().nullable()).describe('tCO2e by month; null is missing'),
    }),
  ),
  totals: z.array(z.number().nullable()),
});
export type InventoryMatrix = z.infer<typeof inventoryMatrixSchema>;
