import { z } from 'zod';
import { bilingualOutSchema, decimalInputSchema } from './codes.js';
import { instantParamSchema } from './measurements.js';

export const PROOF_KINDS = ['own', 'direct', 'trade', 'certificate'] as const;
const text = z.string().trim().max(200).optional();

/** A claim to electricity of an attribute: own plant, direct line, green-power trade, retired certificates. */
export const postProofSchema = z.strictObject({
  kind: z.enum(PROOF_KINDS),
  mwh: decimalInputSchema,
  from: instantParamSchema.describe('Period of use [from, to)'),
  to: instantParamSchema,
  generationMonth: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'give a month, YYYY-MM')
    .optional()
    .describe('Month of generation; certificates are booked to it in the non-fossil ledger'),
  plant: text,
  technology: text,
  province: text,
  contract: text,
  settlement: text,
  registry: text.describe('Register that issued the certificates'),
  serialFrom: z
    .string()
    .regex(/^\d{1,30}$/, 'digits only')
    .optional(),
  serialTo: z
    .string()
    .regex(/^\d{1,30}$/, 'digits only')
    .optional(),
  retiredOn: z.iso.date().optional(),
  beneficiary: text,
  evidence: text,
});
export type PostProof = z.infer<typeof postProofSchema>;

export const proofSchema = z.object({
  id: z.string(),
  kind: z.enum(PROOF_KINDS),
  mwh: z.string(),
  from: z.string(),
  to: z.string(),
  generationMonth: z.string().nullable(),
  plant: z.string().nullable(),
  technology: z.string().nullable(),
  province: z.string().nullable(),
  contract: z.string().nullable(),
  settlement: z.string().nullable(),
  registry: z.string().nullable(),
  serialFrom: z.string().nullable(),
  serialTo: z.string().nullable(),
  retiredOn: z.string().nullable(),
  beneficiary: z.string().nullable(),
  evidence: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawal: z.string().nullable(),
});
export type ProofRecord = z.infer<typeof proofSchema>;
export const proofListSchema = z.object({ items: z.array(proofSchema) });
export const withdrawProofSchema = z.strictObject({
  reason: z.string().trim().min(3, 'say why it is withdrawn').max(400),
});

export const ledgerQuerySchema = z.object({ year: z.coerce.number().int().min(2020).max(2100) });
export const ledgerParametersSchema = z.strictObject({
  apportionment: decimalInputSchema
    .refine((value) => Number(value) >= 0 && Number(value) <= 1, 'give a coefficient from 0 to 1')
    .optional()
    .describe('k of the province, as published'),
  certificateLimitMwh: decimalInputSchema.optional(),
  source: z.string().trim().min(1, 'name the publication').max(400),
});
export type LedgerParameters = z.infer<typeof ledgerParametersSchema>;

/** Non-fossil electricity by 发改能源〔2026〕622号, in MWh; beside the emission methods, never an emission factor. */
export const ledgerSchema = z.object({
  year: z.number().int(),
  offtakeMwh: z.string().nullable(),
  apportionment: z.object({ value: z.string(), source: z.string() }).nullable(),
  certificateLimitMwh: z.object({ value: z.string(), source: z.string() }).nullable(),
  lines: z.array(
    z.object({
      way: z.enum(['physical', 'trade', 'certificates', 'apportioned']),
      mwh: z.string().nullable(),
      cutMwh: z.string().nullable().describe('Claimed, but beyond the cap'),
      reason: bilingualOutSchema,
    }),
  ),
  totalMwh: z.string(),
  withApportionment: z.boolean(),
  share: z.string().nullable().describe('Of physical plus grid offtake'),
  hourlyMatch: z.object({
    matchedMwh: z.number(),
    loadMwh: z.number(),
    surplusMwh: z.number(),
    share: z.number().nullable(),
    knownHours: z.number().int(),
    hours: z.number().int(),
  }),
});
export type NonFossilLedger = z.infer<typeof ledgerSchema>;
