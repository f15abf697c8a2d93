import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemError } from '../errors.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const fieldOf = (issue: Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** zod's words for a field that was left out say nothing to a person. */
const wordsOf = (message: string): string =>
  message.replace(/^Invalid input: expected (\w+), received undefined$/, 'must be given ($1)');

/** Validation of bodies, queries and parameters by the zod schema given at the parameter. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) => {
      const errors = issues
        .slice(0, 50)
        .map((issue) => ({ field: fieldOf(issue), detail: wordsOf(issue.message) }));
      const first = errors[0];
      const where = first === undefined || first.field === '' ? '' : `${first.field}: `;
      const more = errors.length > 1 ? ` (and ${String(errors.length - 1)} more, see errors)` : '';
      return new ProblemError(
        422,
        'validation',
        `${where}${first?.detail ?? 'The input is not valid'}${more}`,
        errors,
      );
    },
  });
