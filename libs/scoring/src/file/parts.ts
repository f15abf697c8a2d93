import { z } from 'zod';
import type { SchemeFormula, Sourced } from '../scheme.js';

// What files of schemes are made of. Every scalar is text, so that digits stay as they are typed.
export const text = z.string().trim().min(1).max(2000);
export const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'give a plain decimal number');
export const year = z
  .string()
  .regex(/^\d{4}$/, 'give a year')
  .transform(Number);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const bilingual = z.strictObject({ zh: text, en: text });
export const key = z.string().regex(/^[a-z][A-Za-z0-9_]{0,63}$/, 'use letters, digits and "_"');
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'use letters, digits, ".", "_", "-"');
export const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'use camelCase');
/** A number, with the key of its own source where it has one: `4.31 @form`. */
export const number = z
  .string()
  .regex(/^-?\d{1,30}(\.\d{1,30})?( @[a-zA-Z0-9_]+)?$/, 'give a number, with " @source" if its own');

/** "8 @std" → value and source; the source of the entry where the number names none. */
export const sourcedOf = (given: string, fallback: string): Sourced => {
  const [value = '', own] = given.split(' @');
  return { value, source: own ?? fallback };
};
export const sourced = (given: string | undefined, fallback: string): Sourced | null =>
  given === undefined ? null : sourcedOf(given, fallback);

export const formula = z.strictObject({
  expression: text,
  text,
  clause: text.default('—'),
  source: key.optional(),
});
export const formulaOf = (
  given: z.output<typeof formula> | undefined,
  fallback: string,
): SchemeFormula | null => (given === undefined ? null : { ...given, source: given.source ?? fallback });
