import type { Problem } from '@zerofab/contracts';
import { problemEntry, type Language, type Refusal } from '@zerofab/vocabulary';
import { STATUS } from './statuses.js';

/** The HTTP status of a refusal. */
export const statusOfRefusal = ({ code, fields }: Refusal): number => {
  const { kind, inField } = problemEntry(code);
  return STATUS[fields === undefined ? kind : (inField ?? kind)];
};

/**
 * The language a client prefers of the two of the product; English without a wish.
 * @param header `Accept-Language`, e.g. `zh-CN,zh;q=0.9,en;q=0.8`
 */
export const languageOf = (header: string | undefined): Language => {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { tag, q: q === undefined ? 1 : Number(q) };
  });
  const weight = (language: Language): number =>
    Math.max(
      0,
      ...wishes.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ q }) => q),
    );
  return weight('zh') > weight('en') ? 'zh' : 'en';
};

/** A refusal as an RFC 9457 problem document in one language; the text, and that of each field, stands by in both. */
export const problemOf = (refusal: Refusal, language: Language): Problem => ({
  type: `/problems/${refusal.code}`,
  title: problemEntry(refusal.code).title[language],
  status: statusOfRefusal(refusal),
  detail: refusal.text[language],
  text: refusal.text,
  ...refusal.more,
  ...(refusal.fields === undefined
    ? {}
    : {
        errors: refusal.fields.map(({ field, text, doubts }) => ({
          field,
          detail: text[language],
          text,
          ...(doubts === undefined ? {} : { doubts }),
        })),
      }),
});
