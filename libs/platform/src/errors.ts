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
    readonly errors?: readonly { readonly field: string; readonly detail: string }[],
  ) {
    super(detail);
  }
}

export const notFound = (code: string, detail: string): ProblemError => new ProblemError(404, code, detail);
export const invalid = (
  code: string,
  detail: string,
  errors?: readonly { readonly field: string; readonly detail: string }[],
): ProblemError => new ProblemError(422, code, detail, errors);
