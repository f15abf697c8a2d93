export { decimalText, ExactDecimal, parseDecimal, type DecimalInput } from './decimal.js';
export { UnitError } from './errors.js';
export { UNITS, type Dimension, type UnitOf, type UnitSymbol } from './unit-table.js';
export { findUnit, unitOf, type Unit } from './unit.js';
export { conversion, convert, type Conversion } from './convert.js';
export {
  add,
  quantity,
  quantityText,
  scale,
  subtract,
  to,
  type Energy,
  type Mass,
  type MassCo2e,
  type NormalGasVolume,
  type Power,
  type Quantity,
  type StandardCoal,
} from './quantity.js';
