import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';

const SLOTS = 8784;
const power = z.number().min(0).max(1e9);
const money = z.number().min(-1e6).max(1e6);
const perSlot = <T extends z.ZodType>(value: T) => z.union([value, z.array(value).min(1).max(SLOTS)]);
const share = z.number().gt(0).max(1);
const energy = z.number().min(0).max(1e9);

const storageSchema = z.strictObject({
  capacityKWh: energy,
  powerKw: power.optional().describe('Of charging and discharging where they are the same'),
  chargeKw: power.optional(),
  dischargeKw: power.optional(),
  chargeEfficiency: share.describe('0 < η ≤ 1'),
  dischargeEfficiency: share.describe('0 < η ≤ 1'),
  lossPerHour: z.number().min(0).lt(1).optional().describe('Share of the content lost an hour; default 0'),
  minKWh: energy.optional().describe('Default 0'),
  maxKWh: energy.optional().describe('Default capacityKWh'),
  initialKWh: energy.optional().describe('Default minKWh'),
  finalKWh: energy.optional().describe('Content at the end is at least this; default initialKWh'),
  wearPerKWh: z
    .number()
    .min(0)
    .max(1e6)
    .optional()
    .describe('Currency a kWh charged and a kWh discharged; default 0'),
});

const jobSchema = z.strictObject({
  name: z.string().trim().min(1).max(64),
  energyKWh: energy.gt(0),
  powerKw: power.gt(0),
  earliest: z.number().int().min(0).max(SLOTS).describe('First slot, from 0'),
  latest: z.number().int().min(1).max(SLOTS).describe('Slot before which it ends; [earliest, latest)'),
  mode: z
    .enum(['continuous', 'onOff', 'block'])
    .default('continuous')
    .describe('any power up to powerKw · at powerKw or not · at powerKw without a break'),
});

/** One schedule without a site. */
export const dispatchRequestSchema = z.strictObject({
  slotMinutes: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30), z.literal(60)]),
  load: z.array(power).min(1).max(SLOTS).describe('kW, mean of each slot'),
  pv: perSlot(power).default(0).describe('kW that the sun gives'),
  price: perSlot(money).describe('Currency a kWh bought; may be negative'),
  feedIn: perSlot(money).default(0).describe('Currency a kWh fed in'),
  storage: storageSchema.nullish(),
  demandPrice: z.number().min(0).max(1e6).default(0).describe('Currency a kW of the highest import'),
  peakSoFar: power.default(0).describe('Highest import of the month so far, kW'),
  importLimitKw: power.optional(),
  exportLimitKw: power.optional(),
  jobs: z.array(jobSchema).max(20).default([]),
  carbon: z
    .strictObject({
      pricePerTonne: z.number().min(0).max(1e6).describe('Currency a tonne of CO2'),
      kgPerKWh: perSlot(z.number().min(0).max(100)).describe('kgCO2 a kWh imported, = tCO2/MWh'),
    })
    .optional(),
});
export type DispatchRequest = z.infer<typeof dispatchRequestSchema>;

const series = z.array(z.number());
const costSchema = z.object({
  energy: z.number(),
  feedIn: z.number().describe('Below 0: income'),
  demand: z.number(),
  wear: z.number(),
  carbon: z.number(),
  total: z.number(),
});
const plannedSchema = z.object({ cost: costSchema, peakKw: z.number(), tco2: z.number() });

export const dispatchSchema = z.object({
  status: z
    .enum(['optimal', 'importLimit', 'job', 'finalSoc', 'minimumSoc', 'timeLimit', 'failed'])
    .describe('optimal, or the first constraint that cannot hold (all of them: cannotHold)'),
  cannotHold: z.array(
    z.object({
      kind: z.enum(['importLimit', 'job', 'finalSoc', 'minimumSoc']),
      slot: z.number().int().nullable(),
      job: z.string().nullable(),
      short: z.number(),
      unit: z.enum(['kW', 'kWh']),
      text: bilingualOutSchema,
    }),
  ),
  before: plannedSchema.describe('No storage, jobs at once, PV used, then exported'),
  after: plannedSchema.nullable().describe('Null unless optimal'),
  cycles: z.number().nullable().describe('Full cycles of the storage'),
  peak: z.number().nullable().describe('Highest import, kW'),
  grid: series.describe('Import, kW a slot; empty unless optimal, as the series below'),
  exported: series,
  charge: series,
  discharge: series,
  soc: series.describe('kWh at the end of the slot'),
  curtailed: series,
  jobs: z.array(z.object({ name: z.string(), power: series })),
});
export type DispatchAnswer = z.infer<typeof dispatchSchema>;
