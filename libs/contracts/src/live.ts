import { METER_STATES } from '@zerofab/vocabulary';
import { z } from 'zod';

/** One event of the SSE stream `GET /sites/{site}/live`, sent as `event: live`, at most one a second. */
export const liveEventSchema = z.object({
  at: z.string(),
  meters: z
    .array(
      z.object({
        meter: z.string(),
        state: z.enum(METER_STATES),
        lastReadingAt: z.string().nullable(),
        registers: z.array(z.object({ register: z.string(), ts: z.string(), value: z.number() })),
      }),
    )
    .describe('Meters that changed since the last event; the first event has all of them'),
  power: z
    .object({ loadKw: z.number().nullable(), gridKw: z.number().nullable(), pvKw: z.number().nullable() })
    .describe('Whole site now; null = not known'),
  rejected24h: z.number().int(),
  backfill: z.object({ done: z.number(), total: z.number(), finished: z.boolean() }).nullable(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;
