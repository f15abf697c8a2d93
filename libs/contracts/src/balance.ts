import { CARRIERS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { spanQuerySchema } from './readings.js';

export const meterBalanceQuerySchema = spanQuerySchema;

const useSchema = z.object({
  meter: z.string(),
  register: z.string(),
  value: z.number().nullable().describe('In the unit of the balance; null = missing'),
});

export const meterBalanceSchema = z.object({
  from: z.string(),
  to: z.string(),
  settled: z.boolean().describe('False while readings are still being worked in'),
  items: z
    .array(
      z.object({
        meter: z
          .string()
          .nullable()
          .describe(
            'null: the net of the site, fed by its incomers and its own generation; they then have no item of their own',
          ),
        register: z.string().nullable(),
        supply: z
          .array(useSchema.extend({ kind: z.enum(['purchased', 'generated', 'exported']) }))
          .describe('What feeds the net of the site, less what it delivers to others; empty for a meter'),
        carrier: z.enum(CARRIERS),
        unit: z.string(),
        own: z
          .number()
          .nullable()
          .describe('Use of the meter, or what the net of the site had; null = missing'),
        below: z
          .array(useSchema)
          .describe('Meters right below it, of its carrier, as they stood at the end of the span'),
        allocated: z.number().nullable(),
        unallocated: z.number().nullable().describe('own − allocated; below zero: those below measured more'),
        share: z.number().nullable().describe('unallocated ÷ own'),
        limit: z.number().describe('0.03 for electricity, 0.05 for other carriers; ours'),
        alarm: z.boolean().describe('The share, of either sign, is beyond the limit'),
      }),
    )
    .describe('Every meter with meters below it, by code'),
});
export type MeterBalance = z.infer<typeof meterBalanceSchema>;
