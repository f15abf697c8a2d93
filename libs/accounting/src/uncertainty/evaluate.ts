import { ExactDecimal, parseDecimal } from '@zerofab/units';
import { formulaById } from '../registry.js';
import type { Trace, TraceInput } from '../trace.js';
import { UNIT_CONVERSION } from '../unit-conversion.js';

/** What a figure depends on: an amount, a factor, a parameter. Constants of the equation are exact. */
export interface Leaf {
  readonly key: string;
  readonly input: TraceInput;
}

/**
 * The variable a leaf stands for. A factor is one variable wherever it is used, so that its error adds up linearly over
 * the rows that share it; so is an amount within its source (a meter that reads high reads high all year).
 */
const keyOf = (input: TraceInput): string =>
  `${input.origin}:${input.ref ?? input.name}${input.origin === 'activity' ? '' : `:${input.name}`}`;

/** Leaves of a trace that are uncertain, by variable. */
export const leavesOf = (trace: Trace, found = new Map<string, Leaf>()): ReadonlyMap<string, Leaf> => {
  for (const input of trace.inputs) {
    if (input.trace !== null) leavesOf(input.trace, found);
    else if (input.origin !== 'constant') found.set(keyOf(input), { key: keyOf(input), input });
  }
  return found;
};

type Scale = (key: string) => number;

const evaluateInput = (input: TraceInput, scale: Scale): ExactDecimal => {
  if (input.trace !== null) return evaluateTrace(input.trace, scale);
  const value = parseDecimal(input.value) ?? new ExactDecimal(0);
  return input.origin === 'constant' ? value : value.times(scale(keyOf(input)));
};

/**
 * The figure of a trace with its leaves multiplied by `scale`; bounds of inputs do not apply.
 * @param scale by key of the leaf; 1 leaves it as it is
 */
export const evaluateTrace = (trace: Trace, scale: Scale): ExactDecimal => {
  const values = new Map(trace.inputs.map((input) => [input.name, evaluateInput(input, scale)]));
  const value = (name: string): ExactDecimal => values.get(name) ?? new ExactDecimal(1);
  if (trace.formula.id === UNIT_CONVERSION) {
    return value('value').times(value('multiplyBy')).div(value('divideBy'));
  }
  const names = trace.inputs.filter(({ origin }) => origin !== 'constant').map(({ name }) => name);
  return formulaById(trace.formula.id).evaluate(value, names);
};
