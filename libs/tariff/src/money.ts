import { decimalText, ExactDecimal } from '@zerofab/units';

const { ROUND_HALF_UP } = ExactDecimal;

/** Amounts of a bill are rounded to the cent, halves away from zero (四舍五入), line by line; a total adds rounded lines. */
export const toCents = (amount: ExactDecimal): ExactDecimal => amount.toDecimalPlaces(2, ROUND_HALF_UP);

/** An amount as a bill prints it: two digits after the point. */
export const amountText = (amount: ExactDecimal): string =>
  amount.isZero() ? '0.00' : amount.toFixed(2, ROUND_HALF_UP);

/** Half up, as power factors are rounded to 0.01. */
export const roundHalfUp = (value: ExactDecimal, digits: number): ExactDecimal =>
  value.toDecimalPlaces(digits, ROUND_HALF_UP);

/** What was paid a unit on average; undefined where nothing was used. */
export const averagePrice = (amount: ExactDecimal, quantity: ExactDecimal): string | null =>
  quantity.isZero() ? null : decimalText(amount.div(quantity).toSignificantDigits(12));

export const sum = (values: Iterable<ExactDecimal>): ExactDecimal => {
  let total = new ExactDecimal(0);
  for (const value of values) total = total.plus(value);
  return total;
};
