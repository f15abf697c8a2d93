/** What a figure depends on: an amount, a factor, a parameter. Constants of the equation are exact. */
import type { Trace, TraceInput } from '@zerofab/vocabulary';
export interface Leaf {
  /** The variable it stands for; leaves of one key are the same variable. */
  readonly key: string;
  readonly input: TraceInput;
}

/**
 * The variable a leaf stands for.
 * A factor is one variable wherever its id occurs with the same value, whatever a formula calls it, so that its error
 * adds up linearly over the rows that share it; the value is part of it because the factors that sites enter all have
 * one id. An amount is one variable within its source: a meter that reads high reads high all year. What has no ref
 * says nothing about where it is from, so it is a variable of its own.
 * @param place line and names of inputs from the outermost formula inwards
 */
const keyOf = (input: TraceInput, place: string): string => {
  const { origin, ref, name, value, unit } = input;
  if (ref === null) return `${origin}@${place}`;
  if (origin === 'factor') return `factor:${ref}:${value} ${unit}`;
  return origin === 'activity' ? `activity:${ref}` : `${origin}:${ref}:${name}`;
};

export const placeOf = (parent: string, input: TraceInput): string => `${parent} › ${input.name}`;

/** The leaf at this place of a trace; null for a constant and for what has a trace of its own. */
export const leafOf = (input: TraceInput, place: string): Leaf | null =>
  input.trace !== null || input.origin === 'constant' ? null : { key: keyOf(input, place), input };

/**
 * Leaves of a trace that may be uncertain, by variable.
 * @param line name of the figure, to tell its leaves without a ref from those of others
 */
export const leavesOf = (
  trace: Trace,
  line: string,
  found = new Map<string, Leaf>(),
): ReadonlyMap<string, Leaf> => {
  for (const input of trace.inputs) {
    const place = placeOf(line, input);
    if (input.trace !== null) leavesOf(input.trace, place, found);
    const leaf = leafOf(input, place);
    if (leaf !== null) found.set(leaf.key, leaf);
  }
  return found;
};
