import { z } from 'zod';
import { storedKind } from './stored.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

const siteV1 = z.object({
  name: bilingual,
  timezone: z.string(),
  gridRegion: z.string().nullable(),
  industry: z.string().nullable(),
  address: z.string().nullable(),
  organisation: z.string().nullable(),
  demo: z.boolean(),
});
/** Version 2: `effectiveFrom`, from when on the grid region holds (ISO 8601); null: always. */
const siteV2 = siteV1.extend({ effectiveFrom: z.string().nullable() });
const undated = (older: unknown): unknown => ({ ...(older as object), effectiveFrom: null });
export type StoredSite = z.infer<typeof siteV2>;
export const storedSite = storedKind('site', siteV2, [undated]);

const meterV1 = z.object({
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
/** Version 2: `effectiveFrom`, from when on parent, carrier and registers hold (ISO 8601); null: as the store says. */
const meterV2 = meterV1.extend({ effectiveFrom: z.string().nullable() });
export type StoredMeter = z.infer<typeof meterV2>;
export const storedMeter = storedKind('meter', meterV2, [undated]);

/** A login of a meter. The password is nowhere, its hash stands with the meter alone. */
const meterCredentialsV1 = z.object({ username: z.string() });
export const storedMeterCredentials = storedKind('meter-credentials', meterCredentialsV1);
