import { conversion, convert, decimalText, unitOf, type ExactDecimal } from '@zerofab/units';
import type { Trace, TraceInput } from '@zerofab/vocabulary';

export const UNIT_CONVERSION = 'unit-conversion';

const constant = (name: string, symbol: string, value: ExactDecimal): readonly TraceInput[] =>
  value.eq(1)
    ? []
    : [{ name, symbol, value: decimalText(value), unit: '1', origin: 'constant', ref: null, trace: null }];

/** True when the value is the same in both units (kgCO2/kWh and tCO2/MWh): then nothing is converted or traced. */
export const sameSize = (from: string, to: string): boolean => {
  const { multiplyBy, divideBy } = conversion(from, to);
  return multiplyBy.eq(divideBy);
};

/** Converts an input to the unit a formula wants and nests the conversion in its trace. */
export const convertInput = (input: TraceInput, to: string): TraceInput => {
  const { multiplyBy, divideBy } = conversion(input.unit, to);
  const value = decimalText(convert(input.value, input.unit, to));
  const unit = unitOf(to).symbol;
  const trace: Trace = {
    formula: {
      id: UNIT_CONVERSION,
      edition: '1',
      standard: 'units',
      clause: 'docs/units.md',
      text: 'y = x × a ÷ b',
      expression: 'value * multiplyBy / divideBy',
      name: { zh: `单位换算 ${input.unit} → ${unit}`, en: `Unit conversion ${input.unit} → ${unit}` },
    },
    inputs: [
      { ...input, name: 'value', symbol: 'x' },
      ...constant('multiplyBy', 'a', multiplyBy),
      ...constant('divideBy', 'b', divideBy),
    ],
    result: { value, unit },
  };
  return { ...input, value, unit, origin: 'formula', trace };
};
