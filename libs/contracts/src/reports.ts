import { z } from 'zod';
import { yearParamSchema } from './times.js';

export const reportQuerySchema = z.object({
  year: yearParamSchema,
  lang: z.enum(['zh', 'en']).default('zh'),
  method: z
    .string()
    .max(64)
    .optional()
    .describe(
      'Method of GET /accounting/methods; default: the edition of GB/T 32150 in force at the end of the year',
    ),
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Frozen version of a locked year; default: its latest'),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

export const auditBundleQuerySchema = reportQuerySchema.pick({ year: true, version: true });
export type AuditBundleQuery = z.infer<typeof auditBundleQuerySchema>;

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(digits)}}$`));

/** Public keys of the installation, the present one first. */
export const signingKeysSchema = z.object({
  items: z.array(
    z.object({
      keyId: hex(16).describe('First 16 digits of the SHA-256 of the public key'),
      algorithm: z.literal('Ed25519'),
      publicKey: hex(64).describe('The 32 bytes of the key (RFC 8032), hexadecimal'),
      state: z.enum(['current', 'retired']),
      retiredAt: z.string().nullable().describe('From then on nothing is signed with it'),
    }),
  ),
});
export type SigningKeys = z.infer<typeof signingKeysSchema>;
