import { StandardSchemaValidationPipe } from '@nestjs/common';
import { RefusedError, refusalOfAll } from '@zerofab/vocabulary';
import { issueText, type Issue } from './issue-text.js';

/** Findings told of one input. */
const MAX_FINDINGS = 50;

const fieldOf = ({ path = [] }: Issue): string =>
  path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** Validation of bodies, queries and parameters by the zod schema given at the parameter. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new RefusedError(
        refusalOfAll(
          'validation',
          issues.slice(0, MAX_FINDINGS).map((issue) => ({ field: fieldOf(issue), text: issueText(issue) })),
        ),
      ),
  });
