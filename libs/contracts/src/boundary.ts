import { z } from 'zod';
import {
  baseYearInputSchema,
  BOUNDARY_CHANGE_KINDS,
  changeEffectSchema,
  fixedBaseYearSchema,
  RECOMPUTED,
} from './base-year.js';
import { bilingualOutSchema, changeFields, codeSchema } from './codes.js';
import { isCreditCode } from './credit-code.js';
import { daySchema } from './times.js';

const text = (max: number) => z.string().trim().min(1, 'say something').max(max);
const sourceCodes = z.array(codeSchema).max(1000).default([]).describe('Codes of emission sources');

/** 报告主体: who reports. */
export const entitySchema = z.strictObject({
  legalName: text(200),
  creditCode: z
    .string()
    .refine(isCreditCode, 'is no unified social credit code (18 signs, GB 32100); check it sign by sign')
    .nullish()
    .describe('统一社会信用代码; null for an entity that has none'),
  sector: text(200).describe('Industry, with its code where known, e.g. 3011 cement'),
  address: text(400),
  contacts: z
    .array(
      z.strictObject({
        name: text(120),
        role: text(120).optional().describe('e.g. person responsible for the report'),
        phone: text(40).optional(),
        email: text(200).optional(),
      }),
    )
    .min(1, 'name at least one contact')
    .max(20),
  products: text(1000).optional().describe('Products and capacities'),
  processFlow: text(4000).optional().describe('Process flow, in words or as evidence:<id>'),
});

const systemPart = z.strictObject({
  name: text(120),
  holds: text(1000).optional().describe('Facilities and processes it holds'),
  sources: sourceCodes,
});
/** 主要、辅助、附属生产系统. Source: GB/T 32150 clause 6. */
export const productionSystemsSchema = z.strictObject({
  main: z.array(systemPart).min(1, 'name the main production system').max(100),
  auxiliary: z
    .array(systemPart)
    .max(100)
    .describe('Power, water, repair, storage, laboratory, in-plant transport'),
  ancillary: z
    .array(systemPart)
    .max(100)
    .describe('Plant offices, canteen, bath house, clinic that directly serve production'),
});

export const UNIT_TENURES = ['owned', 'leasedIn', 'leasedOut'] as const;
const unitPeriod = z
  .strictObject({
    code: codeSchema.describe('The same unit may have several periods'),
    name: text(120),
    tenure: z.enum(UNIT_TENURES).describe('leasedOut: outside the boundary while it lasts'),
    from: daySchema.nullish().describe('First day; null: since before the records'),
    to: daySchema.nullish().describe('First day no longer: sold, given back; null: still'),
    counterparty: text(200).optional().describe('Lessor, lessee, buyer'),
    evidence: text(400).optional().describe('Contract, as text or evidence:<id>'),
    sources: sourceCodes,
  })
  .refine(({ from, to }) => (from ?? null) === null || (to ?? null) === null || (from ?? '') < (to ?? ''), {
    path: ['to'],
    error: 'must be after from; the period is half-open [from, to)',
  });
export type UnitPeriod = z.infer<typeof unitPeriod>;

const changeSchema = z.strictObject({
  id: codeSchema.refine((id) => id !== RECOMPUTED, 'is kept for the platform; choose another'),
  kind: z
    .enum(BOUNDARY_CHANGE_KINDS)
    .describe('newUnit and shutdown of own units are organic: listed, never a reason to recalculate'),
  date: daySchema,
  description: text(1000),
  unit: codeSchema.optional().describe('Unit of `units` that it is about'),
  effect: changeEffectSchema.optional().describe('What it means for the base year; left out: not known yet'),
  evidence: text(400).optional(),
});
export type BoundaryChange = z.infer<typeof changeSchema>;

/** Two periods of one unit that share a day. */
const overlap = (units: readonly UnitPeriod[]): number =>
  units.findIndex((unit, index) =>
    units
      .slice(0, index)
      .some(
        (other) =>
          other.code === unit.code &&
          (unit.from ?? '') < (other.to ?? '~') &&
          (other.from ?? '') < (unit.to ?? '~'),
      ),
  );

/** Boundary record of a site (核算边界). Source: GB/T 32150 clause 6; report contents 1 and 2 of the GB/T 32151 parts. */
export const putBoundarySchema = z
  .strictObject({
    entity: entitySchema,
    systems: productionSystemsSchema,
    outside: z
      .array(z.strictObject({ name: text(200), reason: text(400) }))
      .max(200)
      .default([])
      .describe('What is outside and why, e.g. living quarters'),
    units: z.array(unitPeriod).max(500).default([]).describe('Units owned, leased or sold, with dates'),
    changes: z.array(changeSchema).max(500).default([]).describe('Changes of the boundary and of methods'),
    baseYear: baseYearInputSchema.nullish(),
    note: text(1000).nullish().describe('What changed against the version before, and why'),
    expectedVersion: changeFields.expectedVersion,
  })
  .superRefine(({ units, changes }, context) => {
    const at = overlap(units);
    if (at >= 0)
      context.addIssue({
        code: 'custom',
        path: ['units', at, 'from'],
        message: `overlaps another period of unit ${units[at]?.code ?? ''}; end that one first`,
      });
    for (const [index, change] of changes.entries()) {
      const path = ['changes', index];
      if (changes.findIndex(({ id }) => id === change.id) < index)
        context.addIssue({
          code: 'custom',
          path: [...path, 'id'],
          message: 'stands twice; give each its own',
        });
      if (change.unit !== undefined && !units.some(({ code }) => code === change.unit))
        context.addIssue({ code: 'custom', path: [...path, 'unit'], message: 'is no unit of this record' });
    }
  });
export type PutBoundary = z.infer<typeof putBoundarySchema>;

export const boundarySchema = z.object({
  site: z.string(),
  version: z.number().int(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  entity: entitySchema,
  systems: productionSystemsSchema,
  outside: z.array(z.object({ name: z.string(), reason: z.string() })),
  units: z.array(unitPeriod),
  changes: z.array(changeSchema),
  baseYear: fixedBaseYearSchema.nullable(),
  baseYearInput: baseYearInputSchema
    .nullable()
    .describe('The base year as it was asked for; sent back unchanged, the fixed total stays'),
  note: z.string().nullable(),
  warnings: z.array(bilingualOutSchema).describe('Where record and sources do not fit together'),
});
export type Boundary = z.infer<typeof boundarySchema>;

export const boundaryVersionListSchema = z.object({
  items: z.array(
    z.object({
      version: z.number().int(),
      recordedBy: z.string(),
      recordedAt: z.string(),
      note: z.string().nullable(),
    }),
  ),
});
export type BoundaryVersionList = z.infer<typeof boundaryVersionListSchema>;

export const recordVersionQuerySchema = z.object({
  version: z.coerce.number().int().min(1).max(1e6).optional().describe('Default: the latest'),
});
export type RecordVersionQuery = z.infer<typeof recordVersionQuerySchema>;
