export { decimalText, ExactDecimal, parseDecimal, type DecimalInput } from './decimal.js';
export { UnitError } from './errors.js';
export { UNITS, type Dimension, type UnitOf, type UnitSymbol } from './unit-table.js';
export { findUnit, unitOf, type Unit } from './unit.js';
export { conversion, convert, type Conversion } from './convert.js';
