import { invalid } from '@zerofab/platform';

/**
 * Refuses a field; `zh` says the same in Chinese, for the form that shows it at the field.
 * @throws ProblemError 422 naming the field and what to do
 */
export const refuse = (field: string, detail: string, zh?: string): never => {
  const text = zh === undefined ? {} : { text: { zh, en: detail } };
  throw invalid('validation', `${field}: ${detail}`, [{ field, detail, ...text }]);
};
