import { z } from 'zod';
import { CARRIERS, REGISTER_KINDS, type Carrier, METER_STATES } from '@zerofab/vocabulary';
import { bilingualOutSchema, bilingualSchema, carrierSchema, changeFields, codeSchema } from './codes.js';
import { instantParamSchema } from './times.js';

export const timezoneSchema = z
  .string()
  .max(64)
  .refine(
    (zone) => {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '' && !/^[+-]/.test(zone);
      } catch {
        return false;
      }
    },
    { error: 'is not an IANA time zone; give one like Asia/Shanghai or Europe/Berlin' },
  )
  .describe('IANA time zone; decides day and month boundaries');

/** A change of a definition: what it says about itself, and from when on it holds. */
const datedFields = {
  ...changeFields,
  effectiveFrom: instantParamSchema
    .nullish()
    .describe(
      'From when on a change of grid region, parent, carrier, multiplier, unit, rollover, interval or registers holds; needed where it would move figures of the past (409 effective-from-needed)',
    ),
};

export const putSiteSchema = z.strictObject({
  name: bilingualSchema,
  timezone: timezoneSchema,
  gridRegion: z
    .string()
    .max(32)
    .nullish()
    .describe(
      'Key of the electricity factor table (CN, grid-east, CN-JS …) or the ISO 3166 code of a region without one',
    ),
  industry: z.string().trim().max(120).nullish(),
  address: z.string().trim().max(240).nullish(),
  organisation: z.string().trim().max(240).nullish().describe('Legal entity that reports'),
  province: z
    .string()
    .regex(/^CN-[A-Z]{2}$/, 'give a province by its ISO 3166-2 code, such as CN-JS')
    .nullish()
    .describe('Province of the site, ISO 3166-2, e.g. CN-JS'),
  industryClass: z
    .string()
    .regex(/^[A-T]\d{2,4}$/, 'give a class of GB/T 4754 with its letter, such as C34 or C3411')
    .nullish()
    .describe('Class of GB/T 4754-2017, two to four digits, e.g. C34 or C3411'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'give a currency by its three letters, such as CNY')
    .nullish()
    .describe('ISO 4217, e.g. CNY'),
  ...datedFields,
});
export type PutSite = z.infer<typeof putSiteSchema>;

export const siteSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  timezone: z.string(),
  gridRegion: z.string().nullable(),
  industry: z.string().nullable(),
  address: z.string().nullable(),
  organisation: z.string().nullable(),
  province: z.string().nullable(),
  industryClass: z.string().nullable(),
  currency: z.string().nullable(),
  demo: z.boolean().describe('True for the simulated demo factory'),
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
  warnings: z.array(z.string()).describe('What will not work as configured, and what to do'),
});
export type Site = z.infer<typeof siteSchema>;
export const siteListSchema = z.object({ items: z.array(siteSchema) });

/** ISO 8601 durations a meter may declare: PT1M … PT24H, P1D. */
export const ISO_INTERVAL = /^P(?:1D|T(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)$/;
export const intervalMs = (iso: string): number | undefined => {
  if (iso === 'P1D') return 86_400_000;
  const match = ISO_INTERVAL.exec(iso);
  if (match === null || iso === 'PT') return undefined;
  const part = (i: number): number => Number(match[i] ?? 0);
  const ms = ((part(1) * 60 + part(2)) * 60 + part(3)) * 1000;
  return ms >= 1000 && ms <= 86_400_000 ? ms : undefined;
};
const intervalSchema = z.string().refine((text) => intervalMs(text) !== undefined, {
  error: 'is not an interval between PT1S and PT24H; give ISO 8601, e.g. PT15M',
});

export const registerInputSchema = z
  .strictObject({
    code: codeSchema,
    kind: z
      .enum(REGISTER_KINDS)
      .describe(
        'counter: rising register; interval: energy of the interval that ends at ts; gauge: instantaneous',
      ),
    unit: z.string().min(1).max(16).describe('Unit of a reading, e.g. kWh, MWh, kW, m3, Nm3, t, GJ'),
    multiplier: z
      .number()
      .positive()
      .finite()
      .max(1e9)
      .default(1)
      .describe('CT·PT ratio: consumption = difference × multiplier'),
    rollover: z
      .number()
      .positive()
      .finite()
      .nullish()
      .describe('The counter wraps to 0 when it reaches this value (in raw register units)'),
    interval: intervalSchema
      .nullish()
      .describe(
        'interval: length of the interval, required; counter and gauge: expected distance of readings',
      ),
    maxRate: z
      .number()
      .positive()
      .finite()
      .nullish()
      .describe(
        'Nameplate: the most it can use in an hour, in its unit (kWh: its kW), multiplier applied. A step beyond 120 % of it is not believed. Left out: as it was; null: not told',
      ),
    net: z
      .boolean()
      .optional()
      .describe(
        'Import − export: a counter may fall, an interval may be below zero, and so may consumption. Left out: as it was',
      ),
    dailyReset: z
      .number()
      .int()
      .min(0)
      .max(23)
      .nullish()
      .describe(
        "counter that begins anew each day: at this hour of the site's time zone. Left out: as it was; null: it does not",
      ),
    name: bilingualSchema.optional(),
  })
  .refine((r) => r.kind === 'counter' || (r.dailyReset ?? null) === null, {
    path: ['dailyReset'],
    error: 'only a counter begins anew each day; remove dailyReset or set kind to counter',
  })
  .refine((r) => (r.dailyReset ?? null) === null || (r.rollover ?? null) === null, {
    path: ['dailyReset'],
    error: 'a counter that begins anew each day does not roll over; remove dailyReset or rollover',
  })
  .refine((r) => r.kind !== 'interval' || (r.interval ?? null) !== null, {
    path: ['interval'],
    error: 'a register of kind interval needs its length, e.g. "interval": "PT15M"',
  })
  .refine((r) => r.kind === 'counter' || (r.rollover ?? null) === null, {
    path: ['rollover'],
    error: 'only a counter can roll over; remove rollover or set kind to counter',
  });
export type RegisterInput = z.infer<typeof registerInputSchema>;

export const putMeterSchema = z
  .strictObject({
    name: bilingualSchema,
    carrier: carrierSchema,
    parent: codeSchema.nullish().describe('Code of the meter this one is below'),
    location: z.string().trim().max(120).nullish(),
    unit: codeSchema.nullish().describe('Code of the unit (plant, workshop, line) whose use it measures'),
    registers: z.array(registerInputSchema).min(1, 'a meter needs at least one register').max(64),
    ...datedFields,
  })
  .refine((m) => new Set(m.registers.map((r) => r.code)).size === m.registers.length, {
    path: ['registers'],
    error: 'two registers have the same code; each register of a meter needs its own',
  });
export type PutMeter = z.infer<typeof putMeterSchema>;

/** What a changed definition would do to figures that are there. */
export const changePreviewSchema = z.object({
  needsEffectiveFrom: z
    .boolean()
    .describe('True: figures of the past would move, and the change must say from when on it holds'),
  effectiveFrom: z.string().nullable().describe('From when on the preview counts; null: from the beginning'),
  complete: z
    .boolean()
    .describe('False: it took too long, and months before the first one listed were not worked out'),
  months: z
    .array(
      z.object({
        month: z.string().describe('Local month, e.g. 2026-05'),
        what: z.string().describe('Code of the register, "ownGeneration", or "totalTco2e" of the site'),
        unit: z.string(),
        before: z.number().nullable().describe('As it stands; null = missing'),
        after: z.number().nullable().describe('As it would be'),
      }),
    )
    .describe('Months whose figure would be another, by time'),
});
export type ChangePreview = z.infer<typeof changePreviewSchema>;

export const registerSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  kind: z.enum(REGISTER_KINDS),
  unit: z.string(),
  multiplier: z.number(),
  rollover: z.number().nullable(),
  interval: z.string().nullable(),
  maxRate: z.number().nullable().describe('The most it can use in an hour, in its unit; null: not told'),
  net: z.boolean().describe('Import − export: it may fall'),
  dailyReset: z.number().nullable().describe('Hour at which it begins anew each day; null: it does not'),
  last: z
    .object({ ts: z.string(), value: z.number(), receivedAt: z.string() })
    .nullable()
    .describe('Latest reading by its own time, raw (before the multiplier)'),
});
export type Register = z.infer<typeof registerSchema>;

export const meterSchema = z.object({
  code: z.string(),
  name: bilingualOutSchema,
  carrier: z.enum(CARRIERS),
  parent: z.string().nullable(),
  location: z.string().nullable(),
  unit: z.string().nullable().describe('Code of a unit of GET /sites/{site}/units'),
  state: z
    .enum(METER_STATES)
    .describe(
      'online: reading within 2 expected intervals; late: older than that; offline: last will received; never: no reading yet',
    ),
  lastReadingAt: z.string().nullable(),
  silentSeconds: z.number().nullable().describe('Seconds since the last reading; null when there was none'),
  statusSince: z.string().nullable().describe('When the status topic last changed'),
  hasCredentials: z.boolean(),
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
  registers: z.array(registerSchema),
});
export type Meter = z.infer<typeof meterSchema>;
export type MeterCarrier = Carrier;
export const meterListSchema = z.object({ items: z.array(meterSchema) });

export const credentialsSchema = z.object({
  username: z.string().describe('{site}/{meter}'),
  password: z.string().describe('Shown this once'),
  topic: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;
