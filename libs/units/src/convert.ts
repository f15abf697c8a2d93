import type { Bilingual } from '@zerofab/vocabulary';
import { ExactDecimal, parseDecimal, type DecimalInput } from './decimal.js';
import { notANumber, wrongDimension } from './errors.js';
import { unitOf, type Unit } from './unit.js';

/** How to get from one unit to another: `y = x × multiplyBy ÷ divideBy`, both exact. */
export interface Conversion {
  readonly from: Unit;
  readonly to: Unit;
  readonly multiplyBy: ExactDecimal;
  readonly divideBy: ExactDecimal;
}

const GAS = /(^|\/)(volume|normal gas volume|gas volume at (15|20) °C)$/;
const adviceFor = (from: Unit, to: Unit): Bilingual => {
  if (GAS.test(from.dimension) && GAS.test(to.dimension)) {
    return {
      zh: '气体体积的参比状态必须明确：0 °C、101.325 kPa 写 Nm3；15 °C 写 m3@15C，20 °C 写 m3@20C，再用公式折算',
      en: 'The reference state of a gas volume must be given: write Nm3 for 0 °C and 101.325 kPa, m3@15C for 15 °C or m3@20C for 20 °C, which a formula brings to Nm3.',
    };
  }
  return {
    zh: `请给出量纲为“${to.dimension}”的数值，或经公式由因子换算（热值、密度、含碳量）`,
    en: `Give a value of dimension "${to.dimension}", or get there by a formula with a factor (calorific value, density, carbon content).`,
  };
};

const ONE = new ExactDecimal(1);

/** Pairs of units are few and asked for again and again. */
const known = new Map<string, Conversion>();
const KNOWN_LIMIT = 2000;

/** Keeps the ratio exact and short: a whole factor where it terminates, else a divisor, else both. */
const shorten = (numerator: ExactDecimal, denominator: ExactDecimal) => {
  const factor = numerator.div(denominator);
  if (factor.times(denominator).eq(numerator) && factor.gte(1)) return [factor, ONE] as const;
  const divisor = denominator.div(numerator);
  if (divisor.times(numerator).eq(denominator)) return [ONE, divisor] as const;
  return factor.times(denominator).eq(numerator)
    ? ([factor, ONE] as const)
    : ([numerator, denominator] as const);
};

/**
 * The exact conversion between two units of one dimension, e.g. MJ → kWh: × 1 ÷ 3.6.
 * @throws UnitError `unknown-unit` or `wrong-dimension`
 */
export const conversion = (from: string, to: string): Conversion => {
  const key = `${from}\n${to}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const found = find(from, to);
  if (known.size < KNOWN_LIMIT) known.set(key, found);
  return found;
};

const find = (from: string, to: string): Conversion => {
  const source = unitOf(from);
  const target = unitOf(to);
  if (source.dimension !== target.dimension) {
    throw wrongDimension(source, target, adviceFor(source, target));
  }
  const [multiplyBy, divideBy] = shorten(
    source.numerator.times(target.denominator),
    source.denominator.times(target.numerator),
  );
  return { from: source, to: target, multiplyBy, divideBy };
};

/**
 * Converts a value between units of one dimension, with 40 significant digits; exact where the quotient terminates.
 * @example convert('1', 'MWh', 'GJ').toFixed() // '3.6'
 * @throws UnitError `unknown-unit`, `wrong-dimension` or `not-a-number`, each saying what to do
 */
export const convert = (value: DecimalInput, from: string, to: string): ExactDecimal => {
  const number = parseDecimal(value);
  if (number === undefined) throw notANumber(String(value));
  const { multiplyBy, divideBy } = conversion(from, to);
  return number.times(multiplyBy).div(divideBy);
};
