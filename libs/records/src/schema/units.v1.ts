import { z } from 'zod';
import { storedKind } from './stored.js';

const unitsV1 = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      kind: z.string(),
      parent: z.string().nullable(),
    }),
  ),
});
export type StoredUnits = z.infer<typeof unitsV1>;

/** The units of a site: one record for all of them. */
export const storedUnits = storedKind('units', unitsV1);
