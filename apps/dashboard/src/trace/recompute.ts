import type { CalculateRequest, CalculateResponse, InventorySource } from '@zerofab/contracts';
import type { Trace } from '@zerofab/vocabulary';
import { agrees, multiplyDecimals, sameDecimal, sumDecimals } from './decimal';
import { isConversion } from './expression';

/** Outcome of working a figure out again: equal, or what came out instead. */
export type Recomputation =
  | { readonly state: 'equal'; readonly formulas: number }
  | { readonly state: 'differs'; readonly value: string };

type Calculate = (request: CalculateRequest) => Promise<CalculateResponse>;

/**
 * Evaluates a trace again: every formula of it through the engine of the API, inner ones first, each compared with
 * what the trace says. Throws when the engine refuses or cannot be reached.
 */
export async function recomputeTrace(trace: Trace, calculate: Calculate): Promise<Recomputation> {
  let formulas = 0;
  for (const input of trace.inputs) {
    if (input.trace === null) continue;
    const inner = await recomputeTrace(input.trace, calculate);
    if (inner.state === 'differs') return inner;
    if (!sameDecimal(input.trace.result.value, input.value)) {
      return { state: 'differs', value: input.trace.result.value };
    }
    formulas += inner.formulas;
  }
  if (isConversion(trace)) return checkConversion(trace, formulas);
  // Constants of an equation (44, 12) stand in the engine itself.
  const asked = trace.inputs.filter((input) => input.origin !== 'constant');
  const inputs = Object.fromEntries(
    asked.map((input) => [input.name, { value: input.value, unit: input.unit }]),
  );
  const answer = await calculate({ formula: trace.formula.id, inputs });
  return sameDecimal(answer.exact, trace.result.value)
    ? { state: 'equal', formulas: formulas + 1 }
    : { state: 'differs', value: answer.exact };
}

/** A change of unit is multiplied out here: value × a = result × b, without dividing. */
function checkConversion(trace: Trace, formulas: number): Recomputation {
  const part = (name: string): string => trace.inputs.find((input) => input.name === name)?.value ?? '1';
  const left = multiplyDecimals([part('value'), part('multiplyBy')]);
  const right = multiplyDecimals([trace.result.value, part('divideBy')]);
  return left !== null && right !== null && agrees(left, right)
    ? { state: 'equal', formulas: formulas + 1 }
    : { state: 'differs', value: left ?? '—' };
}

/** Works every part of a source's figure out again and adds the parts up. */
export async function recomputeSource(
  source: InventorySource,
  kind: 'emissions' | 'energy',
  calculate: Calculate,
): Promise<Recomputation> {
  const traces = kind === 'energy' ? [source.energy?.trace] : source.parts.map((part) => part.trace);
  let formulas = 0;
  const results: string[] = [];
  for (const trace of traces) {
    if (trace === undefined) continue;
    const outcome = await recomputeTrace(trace, calculate);
    if (outcome.state === 'differs') return outcome;
    formulas += outcome.formulas;
    results.push(trace.result.value);
  }
  return checkSum(results, kind === 'energy' ? (source.energy?.tce ?? null) : source.exact, formulas);
}

/** Do the parts add up to the total? */
export function checkSum(parts: readonly string[], total: string | null, formulas = 0): Recomputation {
  const sum = sumDecimals(parts);
  return sum !== null && total !== null && agrees(sum, total)
    ? { state: 'equal', formulas }
    : { state: 'differs', value: sum ?? '—' };
}
