import { z } from 'zod';
import { libraryFactorSchema } from './accounting.js';
import { bilingualOutSchema } from './codes.js';

/** 2 MB: the whole library is 0.4 MB. */
export const MAX_FACTOR_CSV = 2_000_000;
export const MAX_FACTOR_ROWS = 5000;
const decimalText = z.string().describe('Decimal text');

export const factorQuerySchema = z.object({
  table: z.string().max(64).optional(),
  category: z.string().max(64).optional(),
  region: z.string().max(32).optional(),
  q: z.string().trim().max(120).optional().describe('Words in id, name, source or gas; all must occur'),
  knownAt: z.string().max(40).optional().describe('The library as known on that day or instant'),
  limit: z.coerce.number().int().min(1).max(5000).optional().describe('Default: all'),
  cursor: z.coerce.number().int().min(0).optional().describe('As `next` of the page before'),
});
export type FactorQuery = z.infer<typeof factorQuerySchema>;

export const factorTableQuerySchema = z.object({
  table: z.string().max(64).describe('Table of the library, e.g. electricity'),
});

export const factorPreviewRequestSchema = z.strictObject({
  table: z.string().min(1).max(64).describe('Table of the library the file belongs to, e.g. electricity'),
  title: z
    .string()
    .trim()
    .min(1, 'name the publication, e.g. 生态环境部公告2026年第x号')
    .max(200)
    .describe('Publication the table comes from; stands with each factor as its edition'),
  fileName: z.string().trim().max(200).optional(),
  csv: z
    .string()
    .min(1, 'the file is empty')
    .max(MAX_FACTOR_CSV, `give at most ${String(MAX_FACTOR_CSV)} characters`)
    .describe('CSV with the header of GET /factors/table.csv; text, comma, UTF-8'),
});
export type FactorPreviewRequest = z.infer<typeof factorPreviewRequestSchema>;

export const factorImportRequestSchema = factorPreviewRequestSchema.extend({
  basedOn: z.string().max(400).describe('`basedOn` of the preview: what is imported is what was shown'),
  acceptChanged: z.boolean().default(false).describe('Correct the factors the preview lists as changed'),
  acceptRejected: z.boolean().default(false).describe('Leave out the rows the preview lists as rejected'),
  confirmDoubted: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .optional()
    .describe('Why the factors that the preview doubts are right; kept with the import'),
});
export type FactorImportRequest = z.infer<typeof factorImportRequestSchema>;

/** What an import would do to the figures of one site in one year. */
export const factorEffectSchema = z.object({
  site: z.string(),
  year: z.number().int(),
  method: z.string(),
  beforeTco2e: decimalText.nullable(),
  afterTco2e: decimalText.nullable(),
  sources: z.array(
    z.object({
      code: z.string(),
      name: bilingualOutSchema,
      before: decimalText.nullable().describe('tCO2e; null where missing'),
      after: decimalText.nullable(),
      factorsBefore: z.array(z.string()),
      factorsAfter: z.array(z.string()),
    }),
  ),
});
export type FactorEffect = z.infer<typeof factorEffectSchema>;

export const factorPreviewSchema = z.object({
  basedOn: z.string().describe('Version of the library this was worked out with'),
  added: z.array(
    z.object({
      line: z.number().int(),
      factor: libraryFactorSchema,
      predecessor: libraryFactorSchema.nullable().describe('The publication it supersedes'),
      changePercent: z.number().nullable().describe('Against its predecessor'),
    }),
  ),
  changed: z.array(
    z.object({
      line: z.number().int(),
      before: libraryFactorSchema,
      after: libraryFactorSchema,
      fields: z.array(z.string()),
      changePercent: z.number().nullable(),
    }),
  ),
  unchanged: z.number().int(),
  rejected: z.array(
    z.object({ line: z.number().int(), id: z.string(), column: z.string(), reason: bilingualOutSchema }),
  ),
  doubted: z
    .array(
      z.object({ line: z.number().int(), id: z.string(), value: z.string(), reason: bilingualOutSchema }),
    )
    .describe('More than three times off their predecessor, or off factors alike: to be confirmed'),
  closed: z.array(z.object({ id: z.string(), validTo: z.string(), successor: z.string() })),
  asOf: z
    .string()
    .describe('Day for which the effects are shown: today, or the latest publication in the file'),
  effects: z.array(factorEffectSchema).describe('Figures that would change, of the sites you may see'),
});
export type FactorPreview = z.infer<typeof factorPreviewSchema>;

export const factorImportSchema = z.object({
  id: z.string(),
  table: z.string(),
  title: z.string(),
  fileName: z.string().nullable(),
  sha256: z.string(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  importedAt: z.string(),
  importedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawReason: z.string().nullable(),
});
export type FactorImport = z.infer<typeof factorImportSchema>;
export const factorImportListSchema = z.object({ items: z.array(factorImportSchema) });

export const withdrawImportSchema = z.strictObject({
  reason: z.string().trim().min(1, 'say why the import is withdrawn').max(400),
});
export type WithdrawImport = z.infer<typeof withdrawImportSchema>;

/** A factor held against the printed original. */
export const postComparisonSchema = z.strictObject({
  factor: z.string().min(1).max(120).describe('Id of the factor'),
  value: z.string().min(1).max(60).describe('Its value as it was shown; another one has to be compared anew'),
  printedValue: z.string().trim().min(1).max(60).describe('What the print has, as decimal text'),
  printedUnit: z.string().trim().min(1).max(24),
  document: z.string().trim().min(3).max(300).describe('Which document, edition, announcement'),
  place: z.string().trim().min(1).max(120).describe('Where in it: page, table, row'),
});
export type PostComparison = z.infer<typeof postComparisonSchema>;

export const comparisonSchema = z.object({
  id: z.string(),
  factor: z.string(),
  value: z.string(),
  unit: z.string(),
  printedValue: z.string(),
  printedUnit: z.string(),
  document: z.string(),
  place: z.string(),
  agrees: z.boolean().describe('The print has the value of the library'),
  comparedBy: z.string(),
  comparedAt: z.string(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
export const comparisonListSchema = z.object({ items: z.array(comparisonSchema) });

/** Factors behind the figures of a site, and the sources that use each. */
export const factorsInUseSchema = z.object({
  from: z.string(),
  to: z.string(),
  method: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      value: z.string(),
      unit: z.string(),
      version: z.string(),
      sources: z.array(
        z.object({
          code: z.string(),
          name: bilingualOutSchema,
          tco2e: z.number().nullable(),
          roles: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type FactorsInUse = z.infer<typeof factorsInUseSchema>;
