import { z } from 'zod';
import { storedKind } from './stored.js';

const done = z.object({ by: z.string(), at: z.string() });

const engagementV1 = z.object({
  /** YYYY: the calendar year that is verified. */
  period: z.string(),
  state: z.enum(['open', 'concluded', 'withdrawn']),
  assurance: z.enum(['limited', 'reasonable']),
  materiality: z.object({
    percent: z.string().nullable(),
    tonnes: z.string().nullable(),
    classes: z.array(z.object({ category: z.string(), percent: z.string() })),
    /** Nobody set it: the default of this platform. */
    isDefault: z.boolean(),
  }),
  verifier: z.object({
    body: z.string(),
    accreditation: z.string().nullable(),
    people: z.array(z.object({ name: z.string(), role: z.string().nullable() })),
  }),
  /** Seed of the sampling list. */
  seed: z.string(),
  /**
   * The figures that are verified. `version`: a frozen version, `sha256` of its head; `figures`: figures not frozen yet,
   * `sha256` of their fingerprint. `data`: SHA-256 of the data that the sampling list is drawn from.
   */
  basis: done.extend({
    kind: z.enum(['version', 'figures']),
    version: z.number().nullable(),
    sha256: z.string(),
    totalTco2e: z.string().nullable(),
    method: z.string(),
    data: z.string(),
  }),
  opened: done,
  /** Evidence file of the verification statement. */
  statement: z.object({ evidence: z.string(), sha256: z.string() }).nullable(),
  conclusion: done.extend({ opinion: z.string(), summary: z.string() }).nullable(),
  withdrawn: done.extend({ reason: z.string() }).nullable(),
});
export type StoredEngagement = z.infer<typeof engagementV1>;

/** A verification engagement, as it is kept. */
export const storedEngagement = storedKind('engagement', engagementV1);

const findingV1 = z.object({
  engagement: z.string(),
  /** Counted within the engagement. */
  number: z.number(),
  severity: z.enum(['major', 'minor', 'observation']),
  state: z.enum(['open', 'answered', 'closed', 'withdrawn']),
  title: z.string(),
  text: z.string(),
  /** Id of the datum it is about; null: the inventory as a whole. */
  datum: z.string().nullable(),
  /** tCO2e by which the total is too high (positive) or too low; null: not known. */
  effectTco2e: z.string().nullable(),
  dueOn: z.string().nullable(),
  raised: done,
  replies: z.array(done.extend({ text: z.string(), evidence: z.string().nullable() })),
  /** Why it was closed, withdrawn or opened again, the latest last. */
  decisions: z.array(
    done.extend({ decision: z.enum(['closed', 'withdrawn', 'reopened']), reason: z.string() }),
  ),
});
export type StoredFinding = z.infer<typeof findingV1>;

/** A finding of a verification, as it is kept. */
export const storedFinding = storedKind('finding', findingV1);

const datumCheckV1 = done.extend({
  engagement: z.string(),
  datum: z.string(),
  result: z.enum(['agrees', 'differs', 'comment']),
  comment: z.string().nullable(),
});
export type StoredDatumCheck = z.infer<typeof datumCheckV1>;

/** What an auditor noted of a datum, as it is kept. */
export const storedDatumCheck = storedKind('datum-check', datumCheckV1);
