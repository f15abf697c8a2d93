import { z } from 'zod';
import { storedKind } from './stored.js';

const text = z.string().nullable();

const proofV1 = z.object({
  kind: z.enum(['own', 'direct', 'trade', 'certificate', 'other']),
  mwh: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  generationMonth: text,
  plant: text,
  technology: text,
  province: text,
  contract: text,
  settlement: text,
  registry: text,
  serialFrom: text,
  serialTo: text,
  retiredOn: text,
  beneficiary: text,
  fileHash: text,
  evidence: text,
  withdrawal: text,
});

/** Proofs of electricity as they are kept. */
export const storedProof = storedKind('energy-proof', proofV1);

const ledgerParameterV1 = z.object({
  year: z.number(),
  name: z.enum(['apportionment', 'certificateLimitMwh']),
  value: z.string(),
  source: z.string(),
});

/** What a province publishes for a year, as it is kept. */
export const storedLedgerParameter = storedKind('ledger-parameter', ledgerParameterV1);
