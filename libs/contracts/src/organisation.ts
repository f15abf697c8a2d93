import { z } from 'zod';
import { traceSchema } from './accounting.js';
import { bilingualOutSchema } from './codes.js';
import { reportingSchema } from './reporting.js';
import { yearParamSchema } from './times.js';

export const organisationQuerySchema = z.object({
  year: yearParamSchema,
  method: z.string().max(64).optional().describe('Id of GET /accounting/methods'),
  organisation: z.string().max(240).optional().describe('Only sites of this legal entity, as sites name it'),
});
export type OrganisationQuery = z.infer<typeof organisationQuerySchema>;

const figuresSchema = z.object({
  directTco2e: z.number().nullable(),
  indirectTco2e: z.number().nullable(),
  totalTco2e: z.number().nullable(),
  exact: z.object({
    direct: z.string().nullable(),
    indirect: z.string().nullable(),
    total: z.string().nullable(),
  }),
});

/** Inventories of the sites a user may see, and their sum. */
export const organisationInventorySchema = z.object({
  year: z.number().int(),
  method: z
    .object({ id: z.string(), name: bilingualOutSchema })
    .nullable()
    .describe('null where there is no site, or where locked years stand under different methods'),
  sites: z.array(
    figuresSchema.extend({
      code: z.string(),
      name: bilingualOutSchema,
      organisation: z.string().nullable(),
      demo: z.boolean(),
      counted: z.boolean().describe('Part of the sum; simulated sites are not beside real ones'),
      complete: z.boolean(),
      missing: z.array(z.string()).describe('Sources without a figure'),
      method: z
        .string()
        .optional()
        .describe('Method of this line: a locked year keeps the one it was frozen under'),
      reporting: reportingSchema
        .nullable()
        .optional()
        .describe('Where the year was closed: its state, and which frozen version the line is'),
      reason: bilingualOutSchema.nullable().describe('Why the site has no total, or is not counted'),
    }),
  ),
  sum: figuresSchema.extend({ trace: traceSchema.nullable() }),
  complete: z.boolean().describe('False when a site is missing or incomplete: the sum is a lower bound'),
  missing: z.array(z.string()).describe('Codes of sites without a total; they are not in the sum, not 0'),
});
export type OrganisationInventory = z.infer<typeof organisationInventorySchema>;
