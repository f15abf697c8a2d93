import { invalid } from '@zerofab/platform';

/** @throws ProblemError 422 naming the field and what to do */
export const refuse = (field: string, detail: string): never => {
  throw invalid('validation', `${field}: ${detail}`, [{ field, detail }]);
};
