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
/** Version 3: province, class of industry and currency; nobody had said them before. */
const siteV3 = siteV2.extend({
  province: z.string().nullable(),
  industryClass: z.string().nullable(),
  currency: z.string().nullable(),
});
const unplaced = (older: unknown): unknown => ({
  ...(older as object),
  province: null,
  industryClass: null,
  currency: null,
});
export type StoredSite = z.infer<typeof siteV3>;
export const storedSite = storedKind('site', siteV3, [undated, unplaced]);

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
      maxRate: z.number().nullish(),
      net: z.boolean().nullish(),
      dailyReset: z.number().nullish(),
    }),
  ),
});
/** Version 2: `effectiveFrom`, from when on parent, carrier and registers hold (ISO 8601); null: as the store says. */
const meterV2 = meterV1.extend({ effectiveFrom: z.string().nullable() });
/** Version 3: the unit whose use the meter measures. */
const meterV3 = meterV2.extend({ unit: z.string().nullable() });
const unassigned = (older: unknown): unknown => ({ ...(older as object), unit: null });
export type StoredMeter = z.infer<typeof meterV3>;
export const storedMeter = storedKind('meter', meterV3, [undated, unassigned]);

/** A login of a meter. The password is nowhere, its hash stands with the meter alone. */
const meterCredentialsV1 = z.object({ username: z.string() });
export const storedMeterCredentials = storedKind('meter-credentials', meterCredentialsV1);
