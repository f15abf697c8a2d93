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

/** Energy carriers and energy-consumed media (能源品种、耗能工质). */
export const CARRIERS = [
  'electricity',
  'naturalGas',
  'heat',
  'steam',
  'water',
  'compressedAir',
  'diesel',
  'gasoline',
  'lpg',
  'coal',
  'pv',
  'hydrogen',
  'storage',
  'other',
] as const;
export type Carrier = (typeof CARRIERS)[number];
export const carrierSchema = tolerantEnum(CARRIERS, {
  gas: 'naturalGas',
  power: 'electricity',
  solar: 'pv',
  air: 'compressedAir',
}).describe(`Energy carrier: ${CARRIERS.join(', ')}`);

export const REGISTER_KINDS = ['counter', 'interval', 'gauge'] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/** Source classes of GB/T 32150-2025; the codes in use in the field are accepted as aliases. */
export const SOURCE_CATEGORIES = [
  'stationaryCombustion',
  'mobileCombustion',
  'process',
  'waste',
  'fugitive',
  'purchasedElectricity',
  'purchasedHeat',
  'exportedElectricity',
  'exportedHeat',
  'recovery',
  'biogenic',
  'removal',
  'otherIndirectTransport',
  'otherIndirectUsed',
  'otherIndirectSold',
  'otherIndirectOther',
] as const;
export type SourceCategory = (typeof SOURCE_CATEGORIES)[number];
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

/** direct 直接排放 · energyIndirect 能源间接排放 · otherIndirect 其他间接排放 · biogenic, removal: never in the total. */
export const SCOPES = ['direct', 'energyIndirect', 'otherIndirect', 'biogenic', 'removal'] as const;
export type Scope = (typeof SCOPES)[number];

/** The scope of a class in GB/T 32150-2025; another method may place it elsewhere. */
export const scopeOf = (category: SourceCategory): Scope => {
  if (category === 'biogenic' || category === 'removal') return category;
  if (category.startsWith('otherIndirect')) return 'otherIndirect';
  return /^(purchased|exported)/.test(category) ? 'energyIndirect' : 'direct';
};

/** measured 实测 · estimated 估算 · manual 人工 · missing 缺测, from best to worst. */
export const QUALITIES = ['measured', 'manual', 'estimated', 'missing'] as const;
export type Quality = (typeof QUALITIES)[number];
export const qualitySchema = z.enum(QUALITIES);

export const ROLES = ['admin', 'energy_manager', 'auditor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

/** A text in both languages of the product; a plain string stands for both. */
export const bilingualSchema = z.union([
  z
    .string()
    .trim()
    .min(1, 'give a name')
    .max(120)
    .transform((text) => ({ zh: text, en: text })),
  z.strictObject({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }),
]);
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
export const bilingualOutSchema = z.object({ zh: z.string(), en: z.string() });

/** A decimal number as text or number; text keeps every digit. */
export const decimalInputSchema = z
  .union([
    z.number().finite(),
    z.string().regex(/^-?\d{1,18}(\.\d{1,18})?$/, 'give a plain decimal number, such as 0.5366'),
  ])
  .transform(String)
  .describe('Decimal number, as a number or as text to keep every digit');

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
