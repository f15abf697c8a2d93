import { ALLOCATIONS, COAL_CONVENTIONS, LIMIT_LEVELS, PRODUCTION_MEASURES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { traceSchema } from './accounting.js';
import { bilingualOutSchema } from './codes.js';

const figureSchema = z.object({
  value: z.string().nullable().describe('Decimal text; null: missing, `reason` says why'),
  unit: z.string(),
  reason: bilingualOutSchema.nullable(),
  trace: traceSchema.nullable(),
});
export type IntensityFigure = z.infer<typeof figureSchema>;

export const intensitiesSchema = z.object({
  site: z.string(),
  from: z.string(),
  to: z.string().describe('End of what was asked for, or of what is known of production, if that is before'),
  asked: z.string().describe('End of what was asked for'),
  energy: z.array(figureSchema.extend({ convention: z.enum(COAL_CONVENTIONS) })),
  emissions: figureSchema.describe('Total of the inventory, tCO2e'),
  allocation: z.object({
    rule: z.enum(ALLOCATIONS).nullable(),
    reason: bilingualOutSchema.nullable().describe('Why nothing can be allocated'),
    unallocated: z.string().nullable().describe('Part of the energy that no product takes'),
  }),
  rows: z.array(
    z.object({
      measure: z.enum(PRODUCTION_MEASURES),
      product: z.string().nullable(),
      name: bilingualOutSchema,
      main: z.boolean(),
      per: figureSchema.describe('What is divided by, over the same span'),
      share: z.string().nullable().describe('Part of the energy allocated to it; 1 for what is no product'),
      energy: z.array(figureSchema.extend({ convention: z.enum(COAL_CONVENTIONS) })),
      emissions: figureSchema,
      limits: z.array(
        z.object({
          level: z.enum(LIMIT_LEVELS),
          value: z.string(),
          unit: z.string(),
          convention: z.enum(COAL_CONVENTIONS),
          standard: z.string(),
          source: z.string(),
          confidence: z.string(),
          met: z.boolean().nullable().describe('null where the intensity is missing'),
          gap: z.string().nullable().describe('Value less level, in `unit`; above 0 is too much'),
          gapShare: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type Intensities = z.infer<typeof intensitiesSchema>;
