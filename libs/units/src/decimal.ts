import { Decimal } from 'decimal.js';

/**
 * Decimal arithmetic of accounting: 40 significant digits, half-even rounding, plain notation.
 * A clone: the settings of the library's own constructor stay untouched for everybody else.
 */
export const ExactDecimal = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
  defaults: true,
});
export type ExactDecimal = Decimal;

/** What callers may hand in as a number: text keeps every digit, a number is read by its shortest text. */
export type DecimalInput = string | number | ExactDecimal;

const PLAIN_DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/**
 * Reads a decimal number, or gives undefined for what is none (blank, `1e3`, `0x10`, `NaN`, `Infinity`).
 * Numbers are read through their shortest decimal text, so that 0.1 means one tenth.
 */
export const parseDecimal = (input: DecimalInput): ExactDecimal | undefined => {
  if (typeof input === 'string') {
    const text = input.trim();
    return PLAIN_DECIMAL.test(text) ? new ExactDecimal(text) : undefined;
  }
  // decimal.js reads a number by its shortest decimal text.
  const value = new ExactDecimal(input);
  return value.isFinite() ? value : undefined;
};

/** Decimal text without exponent and without trailing zeros; the form in which figures are stored and compared. */
export const decimalText = (value: ExactDecimal): string =>
  value.isZero() ? '0' : new ExactDecimal(value).toFixed();
