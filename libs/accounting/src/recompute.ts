import { UnitError } from '@zerofab/units';
import type { Trace, TraceInput } from '@zerofab/vocabulary';
import { calculate, type GivenInput } from './calculate.js';
import { AccountingError } from './errors.js';
import { formulaById } from './registry.js';
import { convertInput, UNIT_CONVERSION } from './unit-conversion.js';

/** A place in a trace whose stated figure is not what its inputs give. */
interface TraceMismatch {
  /** Names of inputs from the outermost formula inwards, e.g. `activity › value`; empty for the result itself. */
  readonly path: string;
  readonly stated: string;
  readonly computed: string;
}
export interface Recomputed {
  readonly value: string;
  readonly unit: string;
  /** Empty when every figure of the trace follows from its leaves. */
  readonly mismatches: readonly TraceMismatch[];
}

const refuse = (error: unknown): string => {
  if (error instanceof AccountingError || error instanceof UnitError) return `refused: ${error.message}`;
  throw error;
};

/** The value an input has when everything below it is computed again. */
const leaf = (input: TraceInput, path: string, found: TraceMismatch[]): { value: string; unit: string } => {
  if (input.trace === null) return { value: input.value, unit: input.unit };
  const inner = walk(input.trace, path, found);
  if (inner.value !== input.value || inner.unit !== input.unit) {
    found.push({ path, stated: `${input.value} ${input.unit}`, computed: `${inner.value} ${inner.unit}` });
  }
  return inner;
};

const convertAgain = (trace: Trace, path: string, found: TraceMismatch[]): string => {
  const input = trace.inputs.find((candidate) => candidate.name === 'value');
  if (input === undefined) return 'refused: the conversion has no value';
  const { value, unit } = leaf(input, `${path} › value`, found);
  const again = convertInput({ ...input, value, unit, trace: null }, trace.result.unit);
  const expected = again.trace?.inputs ?? [];
  for (const name of ['multiplyBy', 'divideBy']) {
    const stated = trace.inputs.find((candidate) => candidate.name === name)?.value ?? '1';
    const computed = expected.find((candidate) => candidate.name === name)?.value ?? '1';
    if (stated !== computed) found.push({ path: `${path} › ${name}`, stated, computed });
  }
  return again.value;
};

const evaluateAgain = (trace: Trace, path: string, found: TraceMismatch[]): string => {
  const formula = formulaById(trace.formula.id);
  if (formula.edition !== trace.formula.edition) {
    found.push({ path: `${path} › edition`, stated: trace.formula.edition, computed: formula.edition });
  }
  if (formula.output.unit !== trace.result.unit) {
    found.push({ path: `${path} › unit`, stated: trace.result.unit, computed: formula.output.unit });
  }
  const inputs: (readonly [string, GivenInput])[] = [];
  for (const input of trace.inputs) {
    const at = path === '' ? input.name : `${path} › ${input.name}`;
    if (input.origin === 'constant') {
      const constant = formula.constants.find((candidate) => candidate.name === input.name);
      if (constant?.value !== input.value) {
        found.push({ path: at, stated: input.value, computed: constant?.value ?? 'no such constant' });
      }
    } else {
      inputs.push([input.name, leaf(input, at, found)]);
    }
  }
  return calculate(formula.id, Object.fromEntries(inputs)).value;
};

const walk = (trace: Trace, path: string, found: TraceMismatch[]): { value: string; unit: string } => {
  let value: string;
  try {
    value =
      trace.formula.id === UNIT_CONVERSION
        ? convertAgain(trace, path, found)
        : evaluateAgain(trace, path, found);
  } catch (error) {
    value = refuse(error);
  }
  if (value !== trace.result.value) found.push({ path, stated: trace.result.value, computed: value });
  return { value: value.startsWith('refused') ? trace.result.value : value, unit: trace.result.unit };
};

/**
 * Works an exported trace out again from its leaves (activity data, factors, constants), formula by formula.
 * @returns the digits it gives, and every place where the trace states something else; guards apply as in `calculate`
 */
export const recompute = (trace: Trace): Recomputed => {
  const found: TraceMismatch[] = [];
  return { ...walk(trace, '', found), mismatches: found };
};
