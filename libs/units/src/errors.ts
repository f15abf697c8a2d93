import type { Bilingual } from '@zerofab/vocabulary';

/** Base of this lib's errors: `code` is stable, `text` says in both languages what to do, `data` is safe to show. */
export class UnitError extends Error {
  constructor(
    readonly code: 'unknown-unit' | 'wrong-dimension' | 'not-a-number',
    readonly text: Bilingual,
    readonly data: Readonly<Record<string, string>>,
  ) {
    super(text.en);
    this.name = 'UnitError';
  }
}

export const unknownUnit = (unit: string, hint: Bilingual): UnitError =>
  new UnitError(
    'unknown-unit',
    { zh: `未知单位“${unit}”。${hint.zh}`, en: `Unknown unit "${unit}". ${hint.en}` },
    { unit },
  );

export const wrongDimension = (
  from: { readonly symbol: string; readonly dimension: string },
  to: { readonly symbol: string; readonly dimension: string },
  advice: Bilingual,
): UnitError =>
  new UnitError(
    'wrong-dimension',
    {
      zh: `不能把 ${from.symbol}（${from.dimension}）换算为 ${to.symbol}（${to.dimension}）。${advice.zh}`,
      en: `${from.symbol} (${from.dimension}) cannot be converted to ${to.symbol} (${to.dimension}). ${advice.en}`,
    },
    { from: from.symbol, to: to.symbol, fromDimension: from.dimension, toDimension: to.dimension },
  );

export const notANumber = (input: string): UnitError =>
  new UnitError(
    'not-a-number',
    {
      zh: `“${input}”不是十进制数；请填写如 959636.71 的数字，不带千位分隔符和指数`,
      en: `"${input}" is not a decimal number; give one such as 959636.71, without thousands separators or exponent`,
    },
    { input },
  );
