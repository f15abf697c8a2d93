import type { Bilingual } from './bilingual.js';
import type { ProblemCode } from './problem-codes.js';

/** What is wrong with one field of an input, and what to give instead. */
export interface FieldRefusal {
  /** Path within the input, e.g. `registers.0.unit`. */
  readonly field: string;
  readonly text: Bilingual;
}

/** Why something is not done: a stable code of the catalogue, and what to do about it in both languages. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly text: Bilingual;
  readonly fields?: readonly FieldRefusal[];
}

/** A refusal on its way to the one who asked. Rules return refusals as values; this carries them through calls. */
export class RefusedError extends Error {
  override readonly name: string = 'RefusedError';

  constructor(readonly refusal: Refusal) {
    super(refusal.text.en);
  }
}

/** The refusal of one field: the text is told with the field's name, and again beside it. */
export const refusalOf = (code: ProblemCode, field: string, text: Bilingual): Refusal => ({
  code,
  text: { zh: `${field}：${text.zh}`, en: `${field}: ${text.en}` },
  fields: [{ field, text }],
});
