import { CARRIERS, QUALITIES, ROLES, SOURCE_CATEGORIES } from '@zerofab/vocabulary';
import { z } from 'zod';

/** Code of a site, meter, register, source or user: what stands in topics and paths. */
export const CODE_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

export const codeSchema = z
  .string()
  .regex(CODE_PATTERN, 'use 1 to 64 letters, digits, "_" or "-" (no spaces, dots or slashes)')
  .describe('Code: 1 to 64 letters, digits, "_" or "-"');

/** Lower-cases and drops separators, so that `natural_gas` and `Natural-Gas` mean `naturalGas`. */
const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/g, '');

/** An enum that also accepts the other spellings in use in the field (`natural_gas`, `natural-gas`). */
const tolerantEnum = <const T extends readonly [string, ...string[]]>(
  names: T,
  aliases: Readonly<Record<string, T[number]>> = {},
) => {
  const bySqueezed = new Map<string, string>(names.map((name) => [squeeze(name), name]));
  for (const [alias, name] of Object.entries(aliases)) bySqueezed.set(squeeze(alias), name);
  return z.preprocess(
    (value) => (typeof value === 'string' ? (bySqueezed.get(squeeze(value)) ?? value) : value),
    z.enum(names),
  );
};

export const carrierSchema = tolerantEnum(CARRIERS, {
  gas: 'naturalGas',
  power: 'electricity',
  solar: 'pv',
  air: 'compressedAir',
}).describe(`Energy carrier: ${CARRIERS.join(', ')}`);

/** Source classes of GB/T 32150-2025; the codes in use in the field are accepted as aliases. */
export const sourceCategorySchema = tolerantEnum(SOURCE_CATEGORIES, {
  FUEL_S: 'stationaryCombustion',
  FUEL_M: 'mobileCombustion',
  PROC: 'process',
  FUG: 'fugitive',
  ELEC_IN: 'purchasedElectricity',
  HEAT_IN: 'purchasedHeat',
  ELEC_OUT: 'exportedElectricity',
  HEAT_OUT: 'exportedHeat',
  RECOV: 'recovery',
  BIO: 'biogenic',
  OI_TRANS: 'otherIndirectTransport',
  OI_USED: 'otherIndirectUsed',
  OI_SOLD: 'otherIndirectSold',
  OI_OTHER: 'otherIndirectOther',
  fuelCombustion: 'stationaryCombustion',
  processEmissions: 'process',
  wasteTreatment: 'waste',
  biomass: 'biogenic',
}).describe(`Source class: ${SOURCE_CATEGORIES.join(', ')}`);

export const qualitySchema = z.enum(QUALITIES);

export const roleSchema = z.enum(ROLES);

/** A text in both languages of the product; a plain string stands for both, and the Chinese one where no English is given. */
export const bilingualSchema = z.union([
  z
    .string()
    .trim()
    .min(1, 'give a name')
    .max(120)
    .transform((text) => ({ zh: text, en: text })),
  z
    .strictObject({ zh: z.string().trim().min(1).max(120), en: z.string().trim().max(120).optional() })
    .transform(({ zh, en }) => ({ zh, en: en === undefined || en === '' ? zh : en })),
]);
export const bilingualOutSchema = z.object({ zh: z.string(), en: z.string() });

/** A decimal number as text or number; text keeps every digit. */
export const decimalInputSchema = z
  .union([
    z.number().finite(),
    z.string().regex(/^-?\d{1,18}(\.\d{1,18})?$/, 'give a plain decimal number, such as 0.5366'),
  ])
  .transform(String)
  .describe('Decimal number, as a number or as text to keep every digit');

/** Whether decimal text lies from 0 to 1. Digit by digit: as a binary number, 1.000000000000000001 would pass for 1. */
export const isFromZeroToOne = (text: string): boolean =>
  /^0*(?:0(?:\.\d+)?|1(?:\.0*)?)$/.test(text) || (Number(text) >= 0 && Number(text) < 1);

/** What a change may say about itself, besides what it changes: both land in the journal, neither in the record. */
export const changeFields = {
  note: z.string().trim().max(1000).nullish().describe('Why, in words; kept in the journal'),
  expectedVersion: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Version this change was made from (0: none), as the header If-Match; a stale one gets 409'),
};
