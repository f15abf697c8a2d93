import { convert, decimalText, parseDecimal, type ExactDecimal } from '@zerofab/units';

/** Beyond this difference two accounts are to be investigated; our rule, no standard gives a number. */
const TOLERANCE_PERCENT = 1;

/** One account of an activity, e.g. the meter's or the invoice's; decimal text, null where it is not known. */
export interface ActivityAccount {
  readonly value: string | null;
  readonly unit: string;
}

/** The shape of `crossCheckSchema` in the HTTP contract. */
export interface CrossCheck {
  /** The second account, in `unit`. */
  readonly value: string | null;
  /** Unit of the first account. */
  readonly unit: string;
  /** Second account minus first, decimal text. */
  readonly difference: string | null;
  /** Of the first account; null where that is 0 and the second is not. */
  readonly differencePercent: number | null;
  readonly withinTolerance: boolean | null;
}

const percentOf = (difference: ExactDecimal, first: ExactDecimal): ExactDecimal | null => {
  if (first.isZero()) return difference.isZero() ? difference : null;
  return difference.div(first.abs()).times(100);
};

/**
 * Two accounts of one activity side by side, e.g. meter and invoice (抄表与结算单交叉核对).
 * The difference is the second minus the first, in the unit of the first; within 1 % they agree, beyond it somebody has
 * to look. Where an account is missing nothing is compared, and nothing is taken as 0.
 * @throws UnitError when the two are of different dimensions
 */
export const crossCheck = (first: ActivityAccount, second: ActivityAccount): CrossCheck => {
  const other = second.value === null ? null : convert(second.value, second.unit, first.unit);
  const value = other === null ? null : decimalText(other);
  const own = first.value === null ? undefined : parseDecimal(first.value);
  if (own === undefined || other === null) {
    return { value, unit: first.unit, difference: null, differencePercent: null, withinTolerance: null };
  }
  const difference = other.minus(own);
  const percent = percentOf(difference, own);
  return {
    value,
    unit: first.unit,
    difference: decimalText(difference),
    differencePercent: percent === null ? null : Number(decimalText(percent)),
    withinTolerance: percent !== null && percent.abs().lte(TOLERANCE_PERCENT),
  };
};
