import { COAL_CONVENTIONS, LIMIT_LEVELS } from '@zerofab/vocabulary';
import { z } from 'zod';
import {
  bilingualOutSchema,
  bilingualSchema,
  changeFields,
  codeSchema,
  decimalInputSchema,
  isFromZeroToOne,
} from './codes.js';
import { instantParamSchema } from './times.js';

const positive = decimalInputSchema.refine((text) => Number(text) > 0, 'give an amount above 0');
const words = (max: number) => z.string().trim().min(1, 'say something').max(max);

const LIMIT_CONFIDENCES = ['official', 'transcribed', 'memory', 'own'] as const;

const limitSchema = z.strictObject({
  level: z.enum(LIMIT_LEVELS),
  value: positive,
  unit: z.string().trim().min(1).max(32).describe('Energy per unit of the product, e.g. kgce/t'),
  convention: z
    .enum(COAL_CONVENTIONS)
    .default('calorific')
    .describe('How the standard turns electricity into standard coal'),
  standard: words(120).describe('Number and edition, e.g. GB 29436-2023'),
  source: words(240).describe('Where the number was read'),
  confidence: z.enum(LIMIT_CONFIDENCES).default('own'),
});

export const putProductSchema = z
  .strictObject({
    name: bilingualSchema,
    unit: z.string().trim().min(1).max(16).describe('Unit of its output, e.g. t, piece, m2'),
    main: z.boolean().default(false).describe('A main product: its unit energy is shown and scored'),
    equivalent: positive
      .nullish()
      .describe('Equivalents of the standard product in one unit of it (折标准产品系数)'),
    energyShare: z
      .strictObject({
        value: decimalInputSchema.refine(isFromZeroToOne, 'give a share from 0 to 1'),
        source: words(240),
      })
      .nullish()
      .describe('Its part of the energy of the site, where it is metered apart'),
    counter: z
      .strictObject({
        meter: codeSchema,
        register: codeSchema,
        from: instantParamSchema.describe('From when on the counter tells the output'),
        to: instantParamSchema.nullish(),
      })
      .nullish()
      .describe('A register that counts the qualified output, e.g. over MQTT'),
    limits: z.array(limitSchema).max(20).default([]),
    ...changeFields,
  })
  .refine(
    ({ limits }) =>
      new Set(limits.map(({ level, standard }) => `${level} ${standard}`)).size === limits.length,
    { path: ['limits'], error: 'a level of a standard stands twice; keep one' },
  );
export type PutProduct = z.infer<typeof putProductSchema>;

export const productSchema = z.object({
  code: z.string(),
  version: z.number().int().describe('Rises with each change; send it as If-Match'),
  name: bilingualOutSchema,
  unit: z.string(),
  main: z.boolean(),
  equivalent: z.string().nullable(),
  energyShare: z.object({ value: z.string(), source: z.string() }).nullable(),
  counter: z
    .object({ meter: z.string(), register: z.string(), from: z.string(), to: z.string().nullable() })
    .nullable(),
  limits: z.array(
    z.object({
      level: z.enum(LIMIT_LEVELS),
      value: z.string(),
      unit: z.string(),
      convention: z.enum(COAL_CONVENTIONS),
      standard: z.string(),
      source: z.string(),
      confidence: z.string(),
    }),
  ),
});
export type Product = z.infer<typeof productSchema>;

export const productListSchema = z.object({ items: z.array(productSchema) });
export type ProductList = z.infer<typeof productListSchema>;
