import { z } from 'zod';
import { storedKind } from './stored.js';

const factorImportV1 = z.object({
  table: z.string(),
  title: z.string(),
  fileName: z.string().nullable(),
  sha256: z.string(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  withdrawReason: z.string().nullable(),
});

/** Imports of factor tables as they are kept in the journal; file and factors stand with the import. */
export const storedFactorImport = storedKind('factor-import', factorImportV1);

const factorComparisonV1 = z.object({
  factor: z.string(),
  value: z.string(),
  unit: z.string(),
  printedValue: z.string(),
  printedUnit: z.string(),
  document: z.string(),
  place: z.string(),
});

/** Comparisons of factors with the printed original. */
export const storedFactorComparison = storedKind('factor-comparison', factorComparisonV1);

const evidenceV1 = z.object({
  sha256: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  note: z.string().nullable(),
});

/** What is known of an evidence file. */
export const storedEvidence = storedKind('evidence', evidenceV1);
