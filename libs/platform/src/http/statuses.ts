import type { ProblemKind } from '@zerofab/vocabulary';

/** The one place that says which HTTP status a kind of refusal has. */
export const STATUS: Readonly<Record<ProblemKind, number>> = {
  malformed: 400,
  'not-logged-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  invalid: 422,
  'too-many': 429,
  fault: 500,
  unavailable: 503,
};
