import { z } from 'zod';
import { CONFIDENCES, type Confidence } from '@zerofab/vocabulary';
import type { RawFactorRow } from './raw-row.js';
import { PUBLISHED_RUNGS, type PublishedRung } from './rung.js';

/** Tables written before the word was kept for what was compared with the print say `verified` of a transcription. */
export const confidenceOf = (written: string): string => (written === 'verified' ? 'transcribed' : written);

const optionalText = z.string().transform((text) => (text.trim() === '' ? null : text));
const day = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'give a day as YYYY-MM-DD, or nothing')
  .transform((text) => (text === '' ? null : text));
const slug = (what: string) =>
  z
    .string()
    .regex(/^([a-z0-9][a-z0-9.-]*)?$/, `${what} is a lower-case slug, or nothing`)
    .transform((text) => (text === '' ? null : text))
    .default(null);
const oneOf = <const T extends readonly string[]>(names: T) =>
  z
    .literal([...names, ''] as [...T, ''], `one of ${names.join(', ')}, or nothing`)
    .transform((text) => (text === '' ? null : (text as T[number])))
    .default(null);
const named = (what: string) => z.string().trim().min(1, `${what} is missing`);

/** Roles a row of the library says that it plays; a row without one is chosen by its id or category. */
const PARAMETERS = [
  'netCalorificValue',
  'carbonContent',
  'oxidationFactor',
  'emissionFactor',
  'ch4Factor',
  'n2oFactor',
  'gwp',
] as const;
export type FactorParameter = (typeof PARAMETERS)[number];

/**
 * The one schema of a factor row. Strict: an unknown column is an error, a factor without unit or source is refused,
 * a value is decimal text (so that 0.5820 keeps its digits).
 */
export const factorRowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is a lower-case slug'),
  name_zh: named('name_zh'),
  name_en: named('name_en'),
  category: z.string().regex(/^[a-z0-9-]+$/, 'a category is a lower-case slug'),
  rung: oneOf(PUBLISHED_RUNGS),
  fuel: slug('a fuel'),
  parameter: oneOf(PARAMETERS),
  set: slug('a set'),
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
  confidence: z.string().transform(confidenceOf).pipe(z.enum(CONFIDENCES)),
  note: optionalText,
});

/** A factor of the library, as stored; nothing is chosen or changed. */
export interface LibraryFactor {
  readonly id: string;
  /** Table it stands in, e.g. `electricity`. */
  readonly table: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly category: string;
  /** Rung of the ladder of factor choice; null for what is no matter of choice, such as a GWP. */
  readonly rung: PublishedRung | null;
  /** Key of the fuel it is about, e.g. `natural-gas`; null where it is about none. */
  readonly fuel: string | null;
  /** Role it plays in a formula; null where that is decided by who uses it. */
  readonly parameter: FactorParameter | null;
  /** Set it belongs to, e.g. `gbt32151-34-2024`, `ar5`: figures that are used together or not at all. */
  readonly set: string | null;
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
  readonly confidence: Confidence;
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
    rung: r.rung,
    fuel: r.fuel,
    parameter: r.parameter,
    set: r.set,
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
export const cellsOf = (factor: LibraryFactor): Required<RawFactorRow> => ({
  id: factor.id,
  name_zh: factor.name.zh,
  name_en: factor.name.en,
  category: factor.category,
  rung: factor.rung ?? '',
  fuel: factor.fuel ?? '',
  parameter: factor.parameter ?? '',
  set: factor.set ?? '',
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
