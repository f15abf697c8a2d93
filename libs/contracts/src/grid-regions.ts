import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

/** Places whose electricity has, or should have, a factor. */
export const gridRegionListSchema = z.object({
  items: z.array(
    z.object({
      key: z.string().describe('Key usable as a site’s gridRegion'),
      name: bilingualOutSchema,
      kind: z.enum(['country', 'grid', 'province']),
      parent: z.string().nullable(),
      factor: z
        .enum(['own', 'parent', 'none'])
        .describe('own: has published factors; parent: takes the parent’s; none: a site factor is needed'),
    }),
  ),
});
export type GridRegionList = z.infer<typeof gridRegionListSchema>;
