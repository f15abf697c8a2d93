import { SITE_UNIT_KINDS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, bilingualSchema, changeFields, codeSchema } from './codes.js';

const unitSchema = z.strictObject({
  code: codeSchema,
  name: bilingualSchema,
  kind: z.enum(SITE_UNIT_KINDS).describe('plant, workshop, line, or another unit'),
  parent: codeSchema.nullish().describe('Code of the unit this one belongs to'),
});

/** The units of a site, all at once: a list that leaves one out removes it. */
export const putUnitsSchema = z
  .strictObject({ items: z.array(unitSchema).max(500), ...changeFields })
  .refine(({ items }) => new Set(items.map(({ code }) => code)).size === items.length, {
    path: ['items'],
    error: 'two units have the same code; each unit needs its own',
  });
export type PutUnits = z.infer<typeof putUnitsSchema>;

export const unitListSchema = z.object({
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
  items: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      kind: z.enum(SITE_UNIT_KINDS),
      parent: z.string().nullable(),
    }),
  ),
});
export type UnitList = z.infer<typeof unitListSchema>;
export type SiteUnit = UnitList['items'][number];
