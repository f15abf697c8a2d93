import type { z } from 'zod';
import { ApiError } from '../../api/http';

/** Keys of the dashboard's texts for what a schema finds; the schema's own words are English. */
export type Fault = 'needed' | 'long' | 'format' | 'number' | 'choose';
type Issue = z.core.$ZodIssue;

const at = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  );

/** What is wrong in the dashboard's words: an empty box is to be filled in, whatever the schema asks of it. */
const faultOf = (issue: Issue, body: unknown): Fault => {
  const value = at(body, issue.path);
  if (value === undefined || value === null || value === '') return 'needed';
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'long' : 'number';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'needed' : 'number';
    case 'invalid_value':
    case 'invalid_union':
      return 'choose';
    default:
      return 'format';
  }
};

/** Words that the schema gives itself, e.g. "name the report or contract"; zod's own say little to a person. */
const ownWords = ({ message }: Issue): boolean => !/^(Invalid|Too (big|small)|Unrecognized)/.test(message);

/**
 * Holds a body to the contract's own schema before it is sent. What breaks it is thrown as the refusal the server would
 * give, so that each finding goes to its box.
 * @param words text of a fault in the page's language; `own` is the schema's English for it, if it has one
 */
export const checkBody = (
  schema: z.ZodType,
  body: unknown,
  words: (fault: Fault, own: string | null) => string,
): void => {
  const { error } = schema.safeParse(body);
  if (error === undefined) return;
  const errors = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    detail: words(faultOf(issue, body), ownWords(issue) ? issue.message : null),
  }));
  throw new ApiError(422, {
    type: '/problems/validation',
    title: 'The input is not valid',
    status: 422,
    detail: errors[0]?.detail ?? '',
    errors,
  });
};
