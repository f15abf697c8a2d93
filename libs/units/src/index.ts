export { decimalText, ExactDecimal, parseDecimal, type DecimalInput } from './decimal.js';
export { UnitError } from './errors.js';
export { ambiguousUnit, findUnit, unitOf } from './unit.js';
export { conversion, convert } from './convert.js';
