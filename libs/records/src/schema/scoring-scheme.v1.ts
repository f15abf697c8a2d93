import { z } from 'zod';
import { storedKind } from './stored.js';

// A scheme of evaluation that an administrator imported: the file as its format parses to, every scalar as text. It is read by
// the schema of scheme files each time, so that a later version of the product reads it as it reads its own.
const scoringSchemeV1 = z.object({
  id: z.string(),
  fileName: z.string().nullable(),
  file: z.record(z.string(), z.unknown()),
  withdrawn: z.boolean(),
});

/** An imported scheme, as it is kept. */
export const storedScoringScheme = storedKind('scoring-scheme', scoringSchemeV1);
