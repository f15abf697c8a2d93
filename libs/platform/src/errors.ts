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
}

export const notFound = (code: string, detail: string): ProblemError => new ProblemError(404, code, detail);
export const invalid = (code: string, detail: string, errors?: readonly FieldProblem[]): ProblemError =>
  new ProblemError(422, code, detail, errors);
