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
    .describe('The same elapsed part of the span compared with, of the sources that have data in both'),
  change: z
    .number()
    .nullable()
    .describe(
      'Like for like: over the sources with data in both spans; null where there is no fair comparison',
    ),
  reason: bilingualOutSchema
    .nullable()
    .describe('Why there is no change, or which sources it leaves out; null where it is of all'),
  lowerBound: z.boolean().describe('The value is at least that: a source is missing or unknown for too long'),
});

const periodSchema = z.object({
  from: z.string(),
  to: z.string().describe('End of the elapsed part: now, or the end of the span'),
  comparedFrom: z.string(),
  comparedTo: z.string(),
  energy: figureSchema.describe('Comprehensive energy, calorific value, tce'),
  emissions: figureSchema.describe('tCO2e'),
  electricity: figureSchema.describe('Electricity used on site: purchased + own, kWh'),
  coverage: z.number().describe('As the inventory of the span has it'),
  complete: z.boolean().describe('As the inventory of the span has it'),
  missing: z
    .array(z.object({ code: z.string(), name: bilingualOutSchema }))
    .describe('Sources without a figure in the span'),
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
  today: periodSchema.describe(
    'Compared with the last day of the same weekday and kind (holiday, worked weekend)',
  ),
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

const changeSchema = z.object({ now: z.number(), before: z.number() });
const movedSchema = z.object({
  kind: z
    .enum(['unit', 'source'])
    .describe(
      'A meter directly below the incomers, or a source of another carrier; its tonnes are by the mean of the electricity',
    ),
  code: z.string(),
  name: bilingualOutSchema,
});

/** What changed in a span, the largest change first. */
export const siteMoversSchema = z.object({
  timezone: z.string(),
  from: z.string(),
  to: z.string().describe('End of the elapsed part'),
  comparedFrom: z.string(),
  comparedTo: z
    .string()
    .describe(
      'A day is compared with the last of its weekday and kind, a month or year with a year earlier, else with the whole weeks before',
    ),
  reason: bilingualOutSchema.nullable().describe('Why nothing can be compared'),
  items: z.array(
    movedSchema.extend({
      kwh: changeSchema.nullable().describe('As metered; fuels at their calorific value'),
      tco2e: changeSchema.nullable(),
    }),
  ),
  leftOut: z.array(movedSchema).describe('Without data that is whole in both spans'),
});
export type SiteMovers = z.infer<typeof siteMoversSchema>;
