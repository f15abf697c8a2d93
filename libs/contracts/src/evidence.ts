import { z } from 'zod';

/** 50 MiB: a scanned contract fits, a video does not. */
export const MAX_EVIDENCE_BYTES = 50 * 1024 * 1024;

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
  contentType: z
    .string()
    .describe('What its bytes are; of files kept by earlier versions what the sender named'),
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

const periodParam = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'give a year or a month, such as 2025 or 2025-03');

/** Which files are asked for; without a word all of the site. */
export const evidenceQuerySchema = z.object({
  source: z.string().max(64).optional().describe('Only files that activity records of this source name'),
  period: periodParam.optional().describe('Only files that activity records within this year or month name'),
  text: z.string().trim().max(200).optional().describe('Part of the name, of the note or of the SHA-256'),
});
export type EvidenceQuery = z.infer<typeof evidenceQuerySchema>;

export const unprovenQuerySchema = z.object({
  period: periodParam,
  source: z.string().max(64).optional(),
});
export type UnprovenQuery = z.infer<typeof unprovenQuerySchema>;

/** Most data without evidence that one answer lists. */
export const MAX_UNPROVEN = 1000;

/** Records by hand of a period that name no evidence, or none that is in the vault. */
export const unprovenSchema = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['activity-data', 'parameter', 'energy-proof', 'production']),
      id: z.string(),
      what: z.string().describe('Source and stream, code of the parameter, kind of the proof, measure'),
      source: z.string().nullable(),
      from: z.string(),
      to: z.string(),
      quantity: z.string(),
      unit: z.string(),
      lacks: z.enum(['everything', 'file']).describe('`file`: a document in words, no file of the vault'),
      words: z.string().nullable(),
    }),
  ),
  more: z.number().int().describe('How many are not listed'),
});
export type Unproven = z.infer<typeof unprovenSchema>;
