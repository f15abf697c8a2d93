import { UnitError } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';

export type AccountingErrorCode =
  | 'unknown-formula'
  | 'unknown-method'
  | 'missing-input'
  | 'unknown-input'
  | 'bad-number'
  | 'out-of-range'
  | 'unknown-unit'
  | 'wrong-dimension'
  | 'missing-factor'
  | 'wrong-formula'
  | 'no-terms'
  | 'failed-check'
  | 'negative-result'
  | 'bad-steam-state'
  | 'bad-proof';

/** Error of this lib: stable `code`, a text in both languages that says what to do, safe `data`. */
export class AccountingError extends Error {
  constructor(
    readonly code: AccountingErrorCode,
    readonly text: Bilingual,
    readonly data: Readonly<Record<string, string>>,
  ) {
    super(text.en);
    this.name = 'AccountingError';
  }
}

const CODES = {
  'unknown-unit': 'unknown-unit',
  'wrong-dimension': 'wrong-dimension',
  'not-a-number': 'bad-number',
} as const;

/** Runs a conversion; a UnitError is told again with the formula and the input it happened in. */
export const forInput = <T>(formula: string, input: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new AccountingError(
      CODES[error.code],
      {
        zh: `公式 ${formula} 的输入 ${input}：${error.text.zh}`,
        en: `Input "${input}" of formula ${formula}: ${error.text.en}`,
      },
      { ...error.data, formula, input },
    );
  }
};
