import type { Problem } from '@zerofab/contracts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  503: 'Not ready',
};

/** A field that is wrong; `text` where the check says it in both languages. */
interface FieldProblem {
  readonly field: string;
  readonly detail: string;
  readonly text?: { readonly zh: string; readonly en: string };
}

/**
 * An error that a client may see: stable `code`, HTTP status, and a detail that says what to do. Libs throw it or a
 * subclass; the one filter of the server turns it into an RFC 9457 problem document.
 */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors?: readonly FieldProblem[],
    /** Further members of the problem document, e.g. both versions of a stale change. */
    readonly more?: Readonly<Record<string, string | number>>,
  ) {
    super(detail);
  }

  /** As an RFC 9457 problem document. */
  document(): Problem {
    const { status, code, message: detail, errors, more } = this;
    return {
      type: `/problems/${code}`,
      title: TITLES[status] ?? 'Error',
      status,
      detail,
      ...more,
      ...(errors === undefined ? {} : { errors: [...errors] }),
    };
  }
}

export const notFound = (code: string, detail: string): ProblemError => new ProblemError(404, code, detail);
export const invalid = (code: string, detail: string, errors?: readonly FieldProblem[]): ProblemError =>
  new ProblemError(422, code, detail, errors);
