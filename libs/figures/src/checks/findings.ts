import { AccountingError } from '@zerofab/accounting';
import { FactorError } from '@zerofab/factors';
import { UnitError } from '@zerofab/units';
import type { Bilingual, FieldRefusal } from '@zerofab/vocabulary';

/** What a check finds wrong, one after the other; nothing where all is well. */
export type Findings = Generator<FieldRefusal, void, undefined>;

/** One finding: the field, and what is wrong and what to do in both languages. */
export const wrong = (field: string, en: string, zh: string): FieldRefusal => ({ field, text: { zh, en } });

/** One doubt: a value that is kept only with a confirmation that names it and says why it is right. */
export const doubted = (field: string, doubts: string, en: string, zh: string): Required<FieldRefusal> => ({
  ...wrong(field, en, zh),
  doubts,
});

/** Runs a look-up of the pure libs; gives what it found, or what it says is wrong. */
export const attempt = <T>(run: () => T): { readonly found: T } | { readonly text: Bilingual } => {
  try {
    return { found: run() };
  } catch (error) {
    if (error instanceof FactorError || error instanceof AccountingError || error instanceof UnitError)
      return { text: error.text };
    throw error;
  }
};
