import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { putSourceSchema } from './sources.js';

/** Sources that the meters and the industry of a site suggest; none is there before a person saves it. */
export const sourceSuggestionsSchema = z.object({
  items: z.array(
    z.object({
      code: z.string().describe('Proposed code'),
      why: bilingualOutSchema.describe('What suggests it'),
      source: putSourceSchema.describe('Body for PUT /sites/{site}/sources/{source}'),
    }),
  ),
  part: z
    .object({
      id: z.string(),
      title: bilingualOutSchema,
      formulas: z.array(z.object({ id: z.string(), name: bilingualOutSchema })),
    })
    .nullable()
    .describe('Sector part of the industry, with its process formulas'),
});
export type SourceSuggestions = z.infer<typeof sourceSuggestionsSchema>;
