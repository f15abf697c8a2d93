import { z } from 'zod';
import { storedKind } from './stored.js';

const done = z.object({ by: z.string(), at: z.string() });
const figures = z.object({ total: z.string().nullable(), sha256: z.string() });

const periodV1 = z.object({
  /** YYYY or YYYY-MM, in the time zone of the site. */
  period: z.string(),
  state: z.enum(['open', 'closed', 'submitted', 'verified', 'locked']),
  fromMs: z.number(),
  toMs: z.number(),
  zone: z.string(),
  /** Method its figures are reported under. */
  method: z.string(),
  waivers: z.array(done.extend({ point: z.string(), reason: z.string() })),
  closed: done.nullable(),
  submitted: done.nullable(),
  /** Fingerprint of the figures that were looked at. */
  verified: done.extend({ figures }).nullable(),
  locked: done.nullable(),
  /** Why it was locked without a verification. */
  unverified: z.string().nullable(),
});
export type StoredPeriod = z.infer<typeof periodV1>;

/** A reporting period, as it is kept. */
export const storedPeriod = storedKind('period', periodV1);

const cause = z.object({
  kind: z.string(),
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const difference = z.object({
  before: z.string().nullable(),
  after: z.string().nullable(),
  deltaTco2e: z.string(),
  lines: z.array(
    z.object({
      code: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      before: z.string().nullable(),
      after: z.string().nullable(),
      deltaTco2e: z.string(),
      causes: z.array(cause),
    }),
  ),
});
const restatementV1 = z.object({
  period: z.string(),
  state: z.enum(['open', 'proposed', 'approved', 'rejected', 'withdrawn']),
  reason: z.string(),
  /** Version that it replaces. */
  baseVersion: z.number(),
  opened: done,
  /** Content of the version it would make, by SHA-256, and what differs from the one before. */
  proposed: done.extend({ parts: z.record(z.string(), z.string()), difference }).nullable(),
  decided: done.extend({ note: z.string().nullable() }).nullable(),
  /** Version that it became. */
  version: z.number().nullable(),
});
export type StoredRestatement = z.infer<typeof restatementV1>;

/** A restatement of a locked period, as it is kept. */
export const storedRestatement = storedKind('restatement', restatementV1);

const inventoryVersionV1 = z.object({
  period: z.string(),
  version: z.number(),
  /** SHA-256 of the canonical JSON of its head, which names every part by its own. */
  sha256: z.string(),
  restatement: z.string().nullable(),
});

/** A frozen version of an inventory, as the journal names it; its content stands under its hash. */
export const storedInventoryVersion = storedKind('inventory-version', inventoryVersionV1);
