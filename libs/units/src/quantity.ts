import { convert } from './convert.js';
import { decimalText, parseDecimal, type DecimalInput, type ExactDecimal } from './decimal.js';
import { notANumber } from './errors.js';
import { UNITS, type UnitOf, type UnitSymbol } from './unit-table.js';

declare const unitBrand: unique symbol;

/**
 * A number that cannot travel without its unit. The unit is part of the type: kWh and GJ are both energy,
 * and still do not add; `to()` brings them together.
 */
export interface Quantity<U extends UnitSymbol> {
  readonly value: ExactDecimal;
  readonly unit: U;
  readonly [unitBrand]: U;
}
export type Energy<U extends UnitOf<'energy'> = UnitOf<'energy'>> = Quantity<U>;
export type Power<U extends UnitOf<'power'> = UnitOf<'power'>> = Quantity<U>;
export type Mass<U extends UnitOf<'mass'> = UnitOf<'mass'>> = Quantity<U>;
export type NormalGasVolume<U extends UnitOf<'normal gas volume'> = UnitOf<'normal gas volume'>> =
  Quantity<U>;
export type StandardCoal<U extends UnitOf<'standard coal'> = UnitOf<'standard coal'>> = Quantity<U>;
export type MassCo2e<U extends UnitOf<'mass of CO2'> = UnitOf<'mass of CO2'>> = Quantity<U>;

/** Units of the same dimension as U. */
type Convertible<U extends UnitSymbol> = UnitOf<(typeof UNITS)[U]['dimension']>;

const make = <U extends UnitSymbol>(value: ExactDecimal, unit: U): Quantity<U> =>
  ({ value, unit }) as Quantity<U>;

/**
 * A quantity, e.g. `quantity('959636.71', 'kWh')`.
 * @throws UnitError `not-a-number`
 */
export const quantity = <U extends UnitSymbol>(value: DecimalInput, unit: U): Quantity<U> => {
  const number = parseDecimal(value);
  if (number === undefined) throw notANumber(String(value));
  return make(number, unit);
};

/** Sum of two quantities of the same unit. */
export const add = <U extends UnitSymbol>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Quantity<U> =>
  make(a.value.plus(b.value), a.unit);

/** Difference of two quantities of the same unit. */
export const subtract = <U extends UnitSymbol>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Quantity<U> =>
  make(a.value.minus(b.value), a.unit);

/** A quantity times a bare number. */
export const scale = <U extends UnitSymbol>(a: Quantity<U>, by: DecimalInput): Quantity<U> => {
  const number = parseDecimal(by);
  if (number === undefined) throw notANumber(String(by));
  return make(a.value.times(number), a.unit);
};

/** The same quantity in another unit of its dimension; another dimension does not compile. */
export const to = <U extends UnitSymbol, V extends Convertible<U>>(a: Quantity<U>, unit: V): Quantity<V> =>
  make(convert(a.value, a.unit, unit), unit);

/** `959636.71 kWh`: every digit and the unit, for logs and traces. */
export const quantityText = <U extends UnitSymbol>(a: Quantity<U>): string =>
  `${decimalText(a.value)} ${a.unit}`;
