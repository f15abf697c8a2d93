import { z } from 'zod';
import { storedKind } from './stored.js';

// What a person tried out on a score: inputs as they might be, never what they are. Amounts are decimal text.
const changeV1 = z.object({
  /** Input of the scheme. */
  name: z.string(),
  /** value: instead of what is known · percent: by so many percent of it · shareOf: so many percent of another input */
  kind: z.enum(['value', 'percent', 'shareOf']),
  amount: z.string(),
  /** Of a value; null for the others. */
  unit: z.string().nullable(),
  /** The other input of a share. */
  of: z.string().nullable(),
});

const scoreSimulationV1 = z.object({
  code: z.string(),
  name: z.string(),
  scheme: z.string(),
  year: z.number(),
  /** Own photovoltaic electricity used, percent of the electricity; null: as it is. */
  pvSharePercent: z.string().nullable(),
  changes: z.array(changeV1),
  note: z.string().nullable(),
  withdrawn: z.boolean(),
});

/** A simulation of a score, as it is kept. */
export const storedScoreSimulation = storedKind('score-simulation', scoreSimulationV1);
