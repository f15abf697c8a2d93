import { z } from 'zod';
import { meterV1, siteV1 } from './site.v1.js';
import { storedKind } from './stored.js';

const siteV2 = siteV1.extend({
  province: z.string().nullable(),
  industryClass: z.string().nullable(),
  currency: z.string().nullable(),
});
export type StoredSite = z.infer<typeof siteV2>;

/** Version 2 keeps province, class of industry and currency; nobody had said them before. */
export const storedSite = storedKind('site', siteV2, [
  (older) => ({ ...siteV1.parse(older), province: null, industryClass: null, currency: null }),
]);

const meterV2 = meterV1.extend({ unit: z.string().nullable() });
export type StoredMeter = z.infer<typeof meterV2>;

/** Version 2 keeps the unit whose use a meter measures. */
export const storedMeter = storedKind('meter', meterV2, [
  (older) => ({ ...meterV1.parse(older), unit: null }),
]);
