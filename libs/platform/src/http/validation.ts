import { StandardSchemaValidationPipe } from '@nestjs/common';
import { RefusedError, refusalOfAll } from '@zerofab/vocabulary';

/** Findings told of one input. */
const MAX_FINDINGS = 50;

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
    exceptionFactory: (issues: readonly Issue[]) =>
      new RefusedError(
        refusalOfAll(
          'validation',
          issues.slice(0, MAX_FINDINGS).map((issue) => {
            const en = wordsOf(issue.message);
            return { field: fieldOf(issue), text: { zh: en, en } };
          }),
        ),
      ),
  });
