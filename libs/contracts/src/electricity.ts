import { PROOF_KINDS, ELECTRICITY_ATTRIBUTES } from '@zerofab/vocabulary';
import { z } from 'zod';
import { bilingualOutSchema, changeFields, decimalInputSchema, isFromZeroToOne } from './codes.js';
import { spanQuerySchema } from './readings.js';
import { daySchema, instantParamSchema, monthSchema } from './times.js';

const text = z.string().trim().max(200).optional();
const serial = z
  .string()
  .trim()
  .regex(/\d$/, 'a serial number ends in digits')
  .regex(/(^|\D)\d{1,30}$/, 'at most 30 digits at its end')
  .max(80)
  .optional();

/** A claim to electricity of an attribute: own plant, direct line, green-power trade, retired certificates. */
export const postProofSchema = z.strictObject({
  kind: z.enum(PROOF_KINDS),
  mwh: decimalInputSchema,
  from: instantParamSchema.describe('Period of use [from, to)'),
  to: instantParamSchema,
  generationMonth: monthSchema
    .optional()
    .describe('Month of generation; certificates are booked to it in the non-fossil ledger'),
  plant: text,
  technology: text,
  province: text,
  contract: text,
  settlement: text,
  registry: text.describe('Register that issued the certificates'),
  serialFrom: serial.describe(
    'First serial number as printed: letters and separators, then the counting digits',
  ),
  serialTo: serial.describe('Last serial number; the range holds one certificate a MWh'),
  retiredOn: daySchema.optional(),
  beneficiary: text,
  fileHash: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'give the SHA-256 of the file, 64 hexadecimal digits')
    .optional(),
  evidence: text.describe('Records that stand behind it, e.g. the monthly records of the meter'),
  note: changeFields.note,
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
  fileHash: z.string().nullable(),
  evidence: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  status: z.enum(['active', 'withdrawn']),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawal: z.string().nullable().describe('Why it was withdrawn'),
});
export type ProofRecord = z.infer<typeof proofSchema>;
export const proofListSchema = z.object({ items: z.array(proofSchema) });
export const withdrawProofSchema = z.strictObject({
  reason: z.string().trim().min(3, 'say why it is withdrawn').max(400),
});

export const attributesQuerySchema = spanQuerySchema.extend({
  method: z.string().max(64).optional().describe('Default: the default method of the inventory'),
  knownAt: instantParamSchema.optional().describe('As recorded until then; default: as recorded now'),
});
export type AttributesQuery = z.infer<typeof attributesQuerySchema>;

const attributePartSchema = z.object({
  from: z.string(),
  to: z.string(),
  purchasedMwh: z.string().nullable().describe('null = not known, never 0'),
  ownMwh: z.string().nullable().describe('Own generation used on site, as metered; null = not metered'),
  lines: z
    .array(
      z.object({
        attribute: z.enum(ELECTRICITY_ATTRIBUTES),
        mwh: z.string(),
        factorRule: z.enum(['average', 'residual', 'zero']),
        reason: bilingualOutSchema,
      }),
    )
    .describe('Those other than own add up to the purchase, to the digit'),
  missing: bilingualOutSchema.nullable().describe('Why a part of it is not divided'),
});
/** Electricity by attribute, month by month, as a method treats it. */
export const electricityAttributesSchema = z.object({
  site: z.string(),
  timezone: z.string(),
  method: z.string(),
  treatment: z
    .object({
      own: z.enum(['zero', 'average']),
      direct: z.enum(['zero', 'average']),
      trade: z.enum(['zero', 'average']),
      certificate: z.enum(['zero', 'average']),
      restOfGrid: z.enum(['average', 'residual']),
    })
    .describe('What the method makes of each kind'),
  total: attributePartSchema,
  months: z.array(attributePartSchema.extend({ month: z.string() })),
  uncounted: z
    .array(z.object({ proof: z.string(), mwh: z.string(), reason: bilingualOutSchema }))
    .describe('Claims, or parts of them, that do not count, also of those that reach beyond the span'),
});
export type ElectricityAttributes = z.infer<typeof electricityAttributesSchema>;

export const ledgerQuerySchema = z.object({ year: z.coerce.number().int().min(2020).max(2100) });

export const ledgerParametersSchema = z
  .strictObject({
    apportionment: decimalInputSchema
      .refine(isFromZeroToOne, 'give a coefficient from 0 to 1')
      .optional()
      .describe('k of the province, as published'),
    certificateLimitMwh: decimalInputSchema
      .refine((value) => Number(value) >= 0, 'give 0 MWh or more')
      .optional()
      .describe('Limit of the province or exchange on certificates'),
    source: z.string().trim().min(1, 'name the publication').max(400),
    note: changeFields.note,
  })
  .refine(
    ({ apportionment, certificateLimitMwh }) =>
      apportionment !== undefined || certificateLimitMwh !== undefined,
    {
      path: ['apportionment'],
      error: 'give the apportionment coefficient, the limit on certificates, or both',
    },
  );
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
      claimedMwh: z.string().nullable().describe('Before limit and cap'),
      mwh: z.string().nullable().describe('null = cannot be computed; the reason says why'),
      cutMwh: z.string().nullable().describe('Claimed, but beyond the cap'),
      reason: bilingualOutSchema,
    }),
  ),
  certificates: z
    .array(
      z.object({
        id: z.string(),
        mwh: z.string(),
        generationMonth: z.string().nullable().describe('Its year is the one the MWh belong to'),
        retiredOn: z.string().nullable().describe('An event of the register'),
        counted: z.boolean(),
        reason: bilingualOutSchema,
      }),
    )
    .describe('All certificates of the site with their two dates, and whether this year takes them'),
  totalMwh: z.string().describe('Sum of the ways that are known'),
  withApportionment: z.boolean(),
  useMwh: z.string().nullable().describe('Physical plus grid offtake'),
  share: z.string().nullable().describe('Of physical plus grid offtake'),
  monthsWithoutPurchase: z
    .array(z.string())
    .describe('Months that have begun and of which no purchase is known'),
  history: z
    .array(
      z.object({
        name: z.enum(['apportionment', 'certificateLimitMwh']),
        value: z.string(),
        source: z.string(),
        recordedAt: z.string(),
        recordedBy: z.string(),
      }),
    )
    .describe('What was recorded for the year; the latest of each counts'),
  hourlyMatch: z
    .object({
      matchedMwh: z.number(),
      loadMwh: z.number(),
      generationMwh: z.number(),
      unmatchedMwh: z.number(),
      surplusMwh: z.number(),
      share: z.number().nullable().describe('Matched of the load of the hours that are known'),
      knownHours: z.number().int(),
      hours: z.number().int(),
      unmatchedHours: z.number().int(),
      coverage: z.number(),
    })
    .describe('Own generation matched with the load of the same hour; hours that are not known are missing'),
});
export type NonFossilLedger = z.infer<typeof ledgerSchema>;
