import { refusedField, type ProblemCode } from '@zerofab/vocabulary';

/** @throws RefusedError of the code that names the field and says what to do */
export const refuse = (code: ProblemCode, field: string, zh: string, en: string): never => {
  throw refusedField(code, field, { zh, en });
};
