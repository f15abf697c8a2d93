import { z } from 'zod';
import type { RawFactorRow } from './raw-row.js';

export const CONFIDENCES = ['verified', 'high', 'medium', 'low'] as const;

const optionalText = z.string().transform((text) => (text.trim() === '' ? null : text));
const day = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'give a day as YYYY-MM-DD, or nothing')
  .transform((text) => (text === '' ? null : text));
const named = (what: string) => z.string().trim().min(1, `${what} is missing`);

/**
 * The one schema of a factor row. Strict: an unknown column is an error, a factor without unit or source is refused,
 * a value is decimal text (so that 0.5820 keeps its digits).
 */
export const factorRowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is a lower-case slug'),
  name_zh: named('name_zh'),
  name_en: named('name_en'),
  category: z.string().regex(/^[a-z0-9-]+$/, 'a category is a lower-case slug'),
  value: z.string().regex(/^-?\d+(\.\d+)?$/, 'a value is plain decimal text'),
  unit: named('unit'),
  gas: optionalText,
  region: optionalText,
  year: z
    .string()
    .regex(/^(\d{4})?$/, 'a year has four digits')
    .transform((text) => (text === '' ? null : text)),
  valid_from: day,
  valid_to: day,
  source: named('source'),
  source_url: optionalText,
  confidence: z.enum(CONFIDENCES),
  note: optionalText,
});

/** A factor of the library, as stored; nothing is chosen or changed. */
export interface LibraryFactor {
  readonly id: string;
  /** Table it stands in, e.g. `electricity`. */
  readonly table: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly category: string;
  /** Decimal text with the digits of the source. */
  readonly value: string;
  readonly unit: string;
  readonly gas: string | null;
  readonly region: string | null;
  /** Data year the factor describes. */
  readonly year: string | null;
  /** First and last day on which it was the latest published value. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly confidence: (typeof CONFIDENCES)[number];
  readonly note: string | null;
  /** Where it came into the library: edition of the data, or the import that brought it. */
  readonly edition: string;
}

/**
 * Checks a row and gives it the shape of the product.
 * @throws ZodError naming the column that is wrong
 */
export const readFactorRow = (table: string, row: RawFactorRow, edition: string): LibraryFactor =>
  toFactor(table, factorRowSchema.parse(row), edition);

/** A checked row in the shape of the product. */
export const toFactor = (
  table: string,
  r: z.output<typeof factorRowSchema>,
  edition: string,
): LibraryFactor => {
  return {
    id: r.id,
    table,
    name: { zh: r.name_zh, en: r.name_en },
    category: r.category,
    value: r.value,
    unit: r.unit,
    gas: r.gas,
    region: r.region,
    year: r.year,
    validFrom: r.valid_from,
    validTo: r.valid_to,
    source: r.source,
    sourceUrl: r.source_url,
    confidence: r.confidence,
    note: r.note,
    edition,
  };
};

/** The columns of a factor table, in the order of its files. */
export const FACTOR_COLUMNS = factorRowSchema.keyof().options;

/** The cells of a factor as a row of a file; `readFactorRow` makes the same factor of them. */
export const cellsOf = (factor: LibraryFactor): RawFactorRow => ({
  id: factor.id,
  name_zh: factor.name.zh,
  name_en: factor.name.en,
  category: factor.category,
  value: factor.value,
  unit: factor.unit,
  gas: factor.gas ?? '',
  region: factor.region ?? '',
  year: factor.year ?? '',
  valid_from: factor.validFrom ?? '',
  valid_to: factor.validTo ?? '',
  source: factor.source,
  source_url: factor.sourceUrl ?? '',
  confidence: factor.confidence,
  note: factor.note ?? '',
});
