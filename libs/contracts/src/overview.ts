import { z } from 'zod';
import { CARRIERS, METER_STATES } from '@zerofab/vocabulary';
import { bilingualOutSchema, qualitySchema } from './codes.js';

const figureSchema = z.object({
  value: z.number().nullable(),
  unit: z.string(),
  estimatedShare: z.number().describe('0..1'),
  quality: qualitySchema,
  previous: z
    .number()
    .nullable()
    .describe('The same elapsed part of the span compared with; null when it has no data'),
  change: z.number().nullable().describe('(value − previous) / previous'),
});

const periodSchema = z.object({
  from: z.string(),
  to: z.string().describe('End of the elapsed part: now, or the end of the span'),
  comparedFrom: z.string(),
  comparedTo: z.string(),
  energy: figureSchema.describe('Comprehensive energy, calorific value, tce'),
  emissions: figureSchema.describe('tCO2e'),
  electricity: figureSchema.describe('Electricity used on site: purchased + own, kWh'),
  coverage: z.number(),
});

/** Power curve of one meter: mean power of 15-minute buckets, from its energy register. */
export const powerCurveSchema = z.object({
  meter: z.string(),
  name: bilingualOutSchema,
  carrier: z.enum(CARRIERS),
  state: z.enum(METER_STATES),
  silentSeconds: z.number().nullable(),
  nowKw: z.number().nullable().describe('Latest reading of the power gauge; null when it is stale'),
  today: z
    .array(z.number().nullable())
    .describe('kW, one value per 15 minutes of the local day so far; null = missing'),
  yesterday: z.array(z.number().nullable()),
  todayKwh: z.number().nullable(),
  yesterdaySameTimeKwh: z.number().nullable(),
});

/** Everything the overview shows above its charts, in one answer. */
export const overviewSchema = z.object({
  at: z.string(),
  timezone: z.string(),
  settled: z.boolean(),
  power: z.object({
    loadKw: z.number().nullable(),
    gridKw: z.number().nullable(),
    pvKw: z.number().nullable(),
    today: z.array(z.number().nullable()).describe('Site load, kW per 15 minutes of the local day so far'),
    yesterday: z.array(z.number().nullable()),
    peak: z.object({ kw: z.number(), at: z.string() }).nullable(),
  }),
  today: periodSchema.describe('Compared with the same weekday of last week'),
  month: periodSchema.describe('Compared with the same month of last year'),
  year: periodSchema.describe('Compared with last year'),
  units: z
    .array(powerCurveSchema)
    .describe('Electricity meters directly below the incomers, with their curves'),
  unallocatedKw: z.number().nullable().describe('Incomers + PV − units'),
  attention: z.array(
    z.object({
      kind: z.enum([
        'meter-offline',
        'meter-late',
        'rejected-messages',
        'conflicts',
        'manual-data-missing',
        'source-missing',
        'low-coverage',
      ]),
      severity: z.enum(['alarm', 'warning', 'info']),
      subject: bilingualOutSchema,
      meter: z.string().nullable(),
      since: z.string().nullable(),
      count: z.number().int().nullable(),
      detail: bilingualOutSchema.describe('What is wrong and what to do next'),
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;
