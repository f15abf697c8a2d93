import { AccountingError } from '@zerofab/accounting';
import { FactorError } from '@zerofab/factors';
import { UnitError } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';

/** An input of a source's formula has no value; `text` says which and what to do. */
export class MissingInput extends Error {
  readonly text: Bilingual;

  constructor(stream: string, zh: string, en: string) {
    super(en);
    this.name = 'MissingInput';
    const name = stream === '' ? 'activity' : stream;
    this.text = { zh: `输入 ${name}：${zh}`, en: `Input ${name}: ${en}` };
  }
}

/** Errors that say why a figure cannot be given; anything else is a fault of ours and goes on. */
export const reasonOf = (error: unknown): Bilingual => {
  if (
    error instanceof FactorError ||
    error instanceof AccountingError ||
    error instanceof UnitError ||
    error instanceof MissingInput
  ) {
    return error.text;
  }
  throw error;
};
