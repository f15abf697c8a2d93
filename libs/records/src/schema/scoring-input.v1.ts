import { z } from 'zod';
import { storedKind } from './stored.js';

// What a person told for a score: an amount, an answer to a gate, a status of the check list; or that it is missing, or does
// not apply. Amounts are decimal text.
const scoringInputV1 = z.object({
  scheme: z.string(),
  year: z.number(),
  name: z.string(),
  state: z.enum(['value', 'missing', 'na']),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: z.string().nullable(),
});

/** An input of a score, as it is kept. */
export const storedScoringInput = storedKind('scoring-input', scoringInputV1);
