import { z } from 'zod';
import { storedKind } from './stored.js';

const partV1 = z.object({ id: z.string(), text: z.string(), evidence: z.string().nullable() });

// The plan of a factory that applies by a scheme: what it will do, what it promises year by year, and its file for acceptance.
const applicationV1 = z.object({
  scheme: z.string(),
  fromYear: z.number(),
  toYear: z.number(),
  plan: z.array(partV1),
  targets: z.array(z.object({ year: z.number(), indicator: z.string(), value: z.string() })),
  acceptance: z.array(partV1),
  note: z.string().nullable(),
});

/** The application of a factory, as it is kept. */
export const storedApplication = storedKind('application', applicationV1);

// What a factory says of a year of its plan, with the core values as they came out on that day.
const selfEvaluationV1 = z.object({
  scheme: z.string(),
  year: z.number(),
  progress: z.string(),
  results: z.string(),
  evidence: z.string().nullable(),
  values: z.array(z.object({ indicator: z.string(), value: z.string().nullable(), unit: z.string() })),
  score: z.string().nullable(),
});

/** A yearly self-evaluation, as it is kept. */
export const storedSelfEvaluation = storedKind('self-evaluation', selfEvaluationV1);
