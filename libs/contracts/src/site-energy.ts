import { CARRIERS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, qualitySchema } from './codes.js';
import { usedFactorSchema } from './accounting.js';
import { spanQuerySchema } from './readings.js';

export const siteEnergyQuerySchema = spanQuerySchema;

/** Every meter of a site over a span, in one unit, and where its energy comes from and goes. */
export const siteEnergySchema = z.object({
  from: z.string(),
  to: z.string(),
  timezone: z.string(),
  settled: z.boolean().describe('False while readings are still being worked in'),
  meters: z
    .array(
      z.object({
        meter: z.string(),
        name: bilingualOutSchema,
        carrier: z.enum(CARRIERS),
        parent: z.string().nullable(),
        register: z.string(),
        unit: z.string(),
        value: z.number().nullable().describe('In the unit of its register; null = missing'),
        estimated: z.number().describe('The part of value that was spread over a gap'),
        coverage: z.number().min(0).max(1),
        quality: qualitySchema,
        kwh: z.string().nullable().describe('Decimal text, calorific value (当量值)'),
        tce: z.string().nullable().describe('Decimal text, calorific value (当量值)'),
        coefficient: usedFactorSchema.nullable().describe('To standard coal, GB/T 2589-2020'),
        reason: bilingualOutSchema.nullable().describe('Why it has no energy'),
      }),
    )
    .describe('Meters that count something, by code, as they stood at the end of the span'),
  flow: z
    .object({
      nodes: z.array(
        z.object({
          id: z.string(),
          kind: z.enum([
            'purchased',
            'generated',
            'site',
            'meter',
            'exported',
            'unallocated',
            'loss',
            'surplus',
          ]),
          carrier: z.enum(CARRIERS),
          meter: z.string().nullable(),
          kwh: z.string(),
          includes: z.array(z.string()).describe('Meters below without a figure: their use is in this rest'),
        }),
      ),
      links: z.array(z.object({ from: z.string(), to: z.string(), kwh: z.string() })),
      missing: z.array(z.string()).describe('Meters without a figure'),
    })
    .describe('What goes into a node comes out of it, to the digit'),
});
export type SiteEnergy = z.infer<typeof siteEnergySchema>;
