import { z } from 'zod';
import { storedKind } from './stored.js';

// Amounts are decimal text, instants epoch milliseconds.
const activityDataV1 = z.object({
  source: z.string(),
  stream: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  quantity: z.string(),
  unit: z.string(),
  evidence: z.string().nullable(),
  note: z.string().nullable(),
  replaces: z.string().nullish(),
  /** Where one record stands in for several, e.g. the bill of a year for its months. */
  replacesAll: z.array(z.string()).nullish(),
  replacedBy: z.string().nullable(),
  /** Reason of a withdrawal. */
  withdrawal: z.string().nullish(),
});

/** Activity data entered by hand, as it is kept. */
export const storedActivity = storedKind('activity-data', activityDataV1);
