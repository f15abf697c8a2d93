import { z } from 'zod';

/** 20 MiB: a scanned contract fits, a video does not. */
export const MAX_EVIDENCE_BYTES = 20 * 1024 * 1024;

export const evidenceUploadQuerySchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'give the name of the file, e.g. ?name=invoice-2025-03.pdf')
    .max(200)
    .regex(/^[^\p{Cc}\\/]+$/u, 'a file name holds no slashes, backslashes or control characters')
    .refine((name) => !/^\.+$/.test(name), 'is no file name'),
  note: z.string().trim().max(1000).optional(),
});
export type EvidenceUploadQuery = z.infer<typeof evidenceUploadQuerySchema>;

export const evidenceIdSchema = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'give the number of an evidence file, as in evidence:12');

/** A file of the evidence vault (证据材料); never changed, never deleted. */
export const evidenceSchema = z.object({
  id: z.string(),
  reference: z.string().describe('evidence:<id>, as activity records, parameters and proofs name it'),
  name: z.string(),
  contentType: z.string().describe('As the sender named it'),
  bytes: z.number().int(),
  sha256: z.string(),
  note: z.string().nullable(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  sameBytes: z.array(z.string()).describe('Other evidence of the site with the same bytes'),
  usedBy: z.array(z.string()).describe('Activity records of the site that name it'),
});
export type Evidence = z.infer<typeof evidenceSchema>;
export const evidenceListSchema = z.object({ items: z.array(evidenceSchema) });
