import { z } from 'zod';
import { storedKind } from './stored.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Sites until province, class of industry and currency were kept. */
export const siteV1 = z.object({
  name: bilingual,
  timezone: z.string(),
  gridRegion: z.string().nullable(),
  industry: z.string().nullable(),
  address: z.string().nullable(),
  organisation: z.string().nullable(),
  demo: z.boolean(),
});

/** Meters until their unit was kept. */
export const meterV1 = z.object({
  name: bilingual,
  carrier: z.string(),
  parent: z.string().nullable(),
  location: z.string().nullable(),
  registers: z.array(
    z.object({
      code: z.string(),
      name: bilingual,
      kind: z.enum(['counter', 'interval', 'gauge']),
      unit: z.string(),
      multiplier: z.number(),
      rollover: z.number().nullable(),
      interval: z.string().nullable(),
    }),
  ),
});

/** A login of a meter. The password is nowhere, its hash stands with the meter alone. */
const meterCredentialsV1 = z.object({ username: z.string() });
export const storedMeterCredentials = storedKind('meter-credentials', meterCredentialsV1);
