import type { Bilingual } from './bilingual.js';
import type { ProblemCode } from './problem-codes.js';

/** What is wrong with one field of an input, and what to give instead. */
export interface FieldRefusal {
  /** Path within the input, e.g. `registers.0.unit`. */
  readonly field: string;
  readonly text: Bilingual;
  /** A value with its unit that may be right all the same: kept once a confirmation names it and says why. */
  readonly doubts?: string;
}

/** Why something is not done: a stable code of the catalogue, and what to do about it in both languages. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly text: Bilingual;
  readonly fields?: readonly FieldRefusal[];
  /** What else the answer tells, by name: both versions of a stale change. */
  readonly more?: Readonly<Record<string, string | number>>;
}

/** A refusal on its way to the one who asked. Rules return refusals as values; this carries them through calls. */
export class RefusedError extends Error {
  override readonly name: string = 'RefusedError';

  constructor(readonly refusal: Refusal) {
    super(refusal.text.en);
  }
}

/** A refusal to throw that concerns no single field. */
export const refused = (code: ProblemCode, text: Bilingual, more?: Refusal['more']): RefusedError =>
  new RefusedError({ code, text, ...(more === undefined ? {} : { more }) });

/** The refusal of one field (empty: the whole input): the text is told with the field's name, and again beside it. */
export const refusalOf = (code: ProblemCode, field: string, text: Bilingual): Refusal => ({
  code,
  text: field === '' ? text : { zh: `${field}：${text.zh}`, en: `${field}: ${text.en}` },
  fields: [{ field, text }],
});

/** A refusal of one field to throw. */
export const refusedField = (code: ProblemCode, field: string, text: Bilingual): RefusedError =>
  new RefusedError(refusalOf(code, field, text));

/**
 * The refusal of an input with one or more findings: it tells the first one, and how many there are beside it.
 * @param fields at least one
 */
export const refusalOfAll = (code: ProblemCode, fields: readonly FieldRefusal[]): Refusal => {
  const [first, ...others] = fields;
  if (first === undefined) throw new RangeError('a refusal has a finding');
  const { text } = refusalOf(code, first.field, first.text);
  const more = String(others.length);
  return {
    code,
    text:
      others.length === 0
        ? text
        : { zh: `${text.zh}（另有 ${more} 处）`, en: `${text.en} (and ${more} more, see errors)` },
    fields,
  };
};
