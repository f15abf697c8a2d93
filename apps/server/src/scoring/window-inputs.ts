import type { ScoringInput } from '@zerofab/inventory';
import { indicatorsOf, inputNamesOf, nameOf, type Scheme } from '@zerofab/scoring';

/** Kinds of inputs that are no amount of a year. */
const STANDING = new Set(['baseline', 'leading', 'gate', 'check']);

/**
 * Of what people told of a year, what also holds for each of its months: reference values, answers to gates and the check list,
 * grades of evidence, and what does not apply. Amounts and values of the year are not those of a month.
 */
export const standingInputs = (
  scheme: Scheme,
  entered: ReadonlyMap<string, ScoringInput>,
): ReadonlyMap<string, ScoringInput> => {
  const names = inputNamesOf(scheme);
  const graded = new Set(
    indicatorsOf(scheme)
      .filter(({ curve }) => curve.kind === 'grades')
      .map(({ name }) => name),
  );
  const stands = ({ name, state }: ScoringInput): boolean => {
    if (state === 'na' || graded.has(name)) return true;
    const { kind } = nameOf(names, name);
    return STANDING.has(kind) || (kind === 'product' && /\.(baseline|leading)$/.test(name));
  };
  return new Map([...entered].filter(([, input]) => stands(input)));
};
