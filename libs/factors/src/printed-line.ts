import { convert, decimalText, ExactDecimal, findUnit, unitOf } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { BadLookupError } from './errors.js';
import type { LibraryFactor } from './factor-row.js';
import { builtInLibrary } from './library.js';
import { electricityRefusal } from './library-choice.js';

interface Amount {
  /** Decimal text as printed; its decimals say how it was rounded. */
  readonly value: string;
  readonly unit: string;
}
export interface PrintedLine {
  readonly activity: Amount;
  readonly factor: Amount;
  readonly line: Amount;
}
export interface LineCheck {
  /** Activity × printed factor equals the printed line within the rounding of the print. */
  readonly agrees: boolean;
  /** Activity × printed factor, in the unit of the line. */
  readonly computed: string;
  readonly difference: string;
  /** The factor that would give the line, in the unit of the printed one, to 12 digits. */
  readonly impliedFactor: string | null;
  /** Factors of the library that would give the line: another year, region or set. */
  readonly candidates: readonly LibraryFactor[];
  /** Factors of the library with the printed value, in whatever unit; none where it is nobody's. */
  readonly printed: readonly LibraryFactor[];
  /** Which of them may not stand for consumed electricity, and why: margins, residuals, life cycles. */
  readonly refused: readonly { readonly id: string; readonly reason: Bilingual }[];
}

const MOST = 20;

const halfStep = (text: string): ExactDecimal =>
  new ExactDecimal(10).pow(-(text.split('.')[1]?.length ?? 0)).div(2);

/** Activity × factor in the unit of the line. */
const product = (activity: Amount, factor: Amount, unit: string): ExactDecimal => {
  const [above = '', below = ''] = unitOf(factor.unit).symbol.split('/');
  const amount = convert(activity.value, activity.unit, below === '' ? 'fraction' : below);
  return convert(decimalText(amount.times(factor.value)), above, unit);
};

/**
 * Checks a line of a report made elsewhere: activity × printed factor must equal the printed line. Where it does not,
 * names the factors of the library that would.
 * @throws BadLookupError where the factor is no quotient, or the units do not fit together
 */
export const checkPrintedLine = (
  { activity, factor, line }: PrintedLine,
  library = builtInLibrary(),
): LineCheck => {
  const dimension = findUnit(factor.unit)?.dimension;
  if (dimension === undefined || !dimension.includes('/')) {
    throw new BadLookupError('factor.unit', factor.unit, {
      zh: '请填写如 tCO2/MWh、tCO2/t 的因子单位',
      en: 'Give a unit of a factor, such as tCO2/MWh or tCO2/t.',
    });
  }
  const tolerance = halfStep(line.value);
  const gives = (computed: ExactDecimal): boolean => computed.minus(line.value).abs().lte(tolerance);
  const computed = product(activity, factor, line.unit);
  const one = product(activity, { value: '1', unit: factor.unit }, line.unit);
  const agrees = gives(computed);
  const alike = library.factors.filter((row) => findUnit(row.unit)?.dimension === dimension);
  const printed = alike
    .filter((row) => convert(row.value, row.unit, factor.unit).eq(factor.value))
    .slice(0, MOST);
  const candidates = agrees
    ? []
    : alike
        .filter((row) => gives(product(activity, { value: row.value, unit: row.unit }, line.unit)))
        .slice(0, MOST);
  return {
    printed,
    refused: [...new Map([...printed, ...candidates].map((row) => [row.id, row])).values()].flatMap(
      ({ id, table, category }) => {
        const reason = table === 'electricity' ? electricityRefusal(category) : undefined;
        return reason === undefined ? [] : [{ id, reason }];
      },
    ),
    agrees,
    computed: decimalText(computed),
    difference: decimalText(computed.minus(line.value)),
    impliedFactor: one.isZero()
      ? null
      : decimalText(new ExactDecimal(line.value).div(one).toSignificantDigits(12)),
    candidates,
  };
};
