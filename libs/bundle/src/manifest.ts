import { z } from 'zod';

export const BUNDLE_SCHEMA = 'zerofab.audit-bundle';
export const BUNDLE_VERSION = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash has 64 hexadecimal digits');
const bilingual = z.object({ zh: z.string(), en: z.string() });

const fileSchema = z.object({ name: z.string(), sha256: hash, bytes: z.number().int().min(0) });

/** What a bundle is and holds; its bytes are signed. */
export const manifestSchema = z.strictObject({
  schema: z.literal(BUNDLE_SCHEMA),
  schemaVersion: z.literal(BUNDLE_VERSION),
  product: z.object({ name: z.string(), version: z.string() }),
  site: z.object({ code: z.string(), name: bilingual }),
  period: z.object({
    period: z.string().describe('YYYY'),
    from: z.string().describe('ISO 8601 in the time zone of the site'),
    to: z.string().describe('Exclusive'),
    timezone: z.string(),
    state: z.string().describe('open, closed, submitted, verified or locked'),
  }),
  shows: z.object({
    kind: z.enum(['frozen', 'computed']).describe('computed: no version is frozen, as of `computedAt`'),
    version: z.number().int().nullable(),
    sha256: hash.nullable().describe('SHA-256 of version.json, which names the version'),
    text: bilingual,
  }),
  method: z.string(),
  totalTco2e: z.string().nullable().describe('Decimal text; null: no source has a figure'),
  computedAt: z.string().describe('When the figures were worked out, UTC'),
  auditLog: z.object({
    entries: z.number().int(),
    leftOut: z.number().int().describe('Earlier entries of the site that the excerpt does not hold'),
  }),
  files: z.array(fileSchema).max(2000).describe('Every other file but signature.json, by name'),
});
export type BundleManifest = z.infer<typeof manifestSchema>;

/** Signature over the bytes of manifest.json. */
export const signatureSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('The 32 bytes of the key, hexadecimal'),
  signature: z
    .string()
    .regex(/^[0-9a-f]{128}$/)
    .describe('Over the bytes of manifest.json'),
});
export type BundleSignature = z.infer<typeof signatureSchema>;

/** Names of the files that a version froze, by the name of the part. */
export const PART_FILES = {
  inventory: 'inventory.json',
  facts: 'facts.json',
  activity: 'activity.json',
  factors: 'factors.json',
  method: 'method.json',
  formulas: 'formulas.json',
  boundary: 'boundary.json',
  qualityPlan: 'quality-plan.json',
} as const;

export const FILES = {
  manifest: 'manifest.json',
  signature: 'signature.json',
  version: 'version.json',
  months: 'months.json',
  evidence: 'evidence.json',
  restatements: 'restatements.json',
  auditLog: 'audit-log.ndjson',
} as const;
