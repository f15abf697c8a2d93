import { CARRIERS } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema } from './codes.js';
import { spanQuerySchema } from './readings.js';

export const dataCalendarQuerySchema = spanQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(100).describe('Meters of the answer'),
  after: z.string().max(64).optional().describe('`next` of the page before'),
});
export type DataCalendarQuery = z.infer<typeof dataCalendarQuerySchema>;

export const completenessSchema = z
  .enum(['complete', 'estimated', 'partly', 'missing', 'ahead'])
  .describe(
    'complete: all measured · estimated: a part spread over a gap · partly: a part that nobody knows · missing: nothing known · ahead: not begun',
  );

/** How whole the data of each meter is, day by day. */
export const dataCalendarSchema = z.object({
  from: z.string(),
  to: z.string(),
  timezone: z.string(),
  settled: z.boolean().describe('False while readings are still being worked in'),
  days: z.array(
    z.object({
      day: z.string().describe('Local date'),
      complete: z.number().int().describe('Meters of this answer that are so'),
      estimated: z.number().int(),
      partly: z.number().int(),
      missing: z.number().int(),
      received: z.number().int().describe('Values that meters of the site sent in its hours'),
      conflict: z.number().int(),
      rejected: z.number().int(),
    }),
  ),
  meters: z.array(
    z.object({
      meter: z.string(),
      name: bilingualOutSchema,
      carrier: z.enum(CARRIERS),
      register: z.string(),
      days: z
        .array(
          z.object({
            state: completenessSchema,
            coverage: z.number().describe('Share of the elapsed day that measured data covers'),
            estimated: z.number().nullable().describe('Part of the use that was spread over a gap'),
          }),
        )
        .describe('One for each of `days`'),
    }),
  ),
  next: z.string().nullable().describe('Send it as `after` for more meters; null: these are all'),
});
export type DataCalendar = z.infer<typeof dataCalendarSchema>;
