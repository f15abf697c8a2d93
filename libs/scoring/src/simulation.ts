import { convert, decimalText, ExactDecimal, parseDecimal } from '@zerofab/units';
import { refusedField, type Bilingual } from '@zerofab/vocabulary';
import type { GivenInput, GivenInputs } from './given.js';
import { inputNamesOf, nameOf } from './input-names.js';
import { pvChanges, type PvBasis } from './pv-share.js';
import type { Scheme } from './scheme.js';

/** An input as it might be. */
interface SimulationChange {
  readonly name: string;
  /** value: instead of what is known · percent: by so many percent of it · shareOf: so many percent of another input */
  readonly kind: 'value' | 'percent' | 'shareOf';
  /** Decimal text: the value in `unit`, or percent. */
  readonly amount: string;
  readonly unit: string | null;
  /** The other input of a share. */
  readonly of: string | null;
}
export interface SimulationRequest {
  /** Own photovoltaic electricity used, percent of the electricity. */
  readonly pvSharePercent: string | null;
  readonly changes: readonly SimulationChange[];
}

interface Amount {
  readonly value: string;
  readonly unit: string;
}
/** What became of an input. */
interface AppliedChange {
  readonly name: string;
  readonly description: Bilingual;
  /** As it is; null: not known. */
  readonly before: Amount | null;
  readonly after: Amount;
  /** What was assumed; null where the change was named itself. */
  readonly assumption: Bilingual | null;
}
export interface Simulated {
  readonly inputs: GivenInputs;
  readonly applied: readonly AppliedChange[];
  /** What the simulation could not reckon with. */
  readonly notes: readonly Bilingual[];
}

/** An amount of the inputs, read; null where it is not known as one. */
export const amountOf = (input: GivenInput | undefined): Amount | null => {
  if (input === undefined || !('value' in input) || typeof input.value === 'boolean') return null;
  const number = parseDecimal(input.value);
  return number === undefined ? null : { value: decimalText(number), unit: input.unit ?? '' };
};

const noBasis = (path: string, name: string) =>
  refusedField('simulation-no-basis', path, {
    zh: `${name} 尚无数值，无法按百分比变化；请直接给出数值`,
    en: `${name} has no value to change by percent; give the value itself`,
  });

const changed = (scheme: Scheme, given: GivenInputs, change: SimulationChange, path: string): Amount => {
  const { name, kind, amount, unit, of } = change;
  const accepted = nameOf(inputNamesOf(scheme), name);
  if (kind === 'value') return { value: amount, unit: unit ?? accepted.unit };
  const share = new ExactDecimal(amount).div(100);
  const basis = amountOf(given[kind === 'shareOf' ? (of ?? '') : name]);
  if (basis === null) throw noBasis(path, kind === 'shareOf' ? (of ?? '') : name);
  if (kind === 'percent')
    return { value: decimalText(new ExactDecimal(basis.value).times(share.plus(1))), unit: basis.unit };
  return {
    value: decimalText(convert(basis.value, basis.unit, accepted.unit).times(share)),
    unit: accepted.unit,
  };
};

/** The input as a simulation gives it to the engine: named as such, with no trace of what is real. */
const asGiven = ({ value, unit }: Amount): GivenInput => ({
  value,
  ...(unit === '' ? {} : { unit }),
  source: 'simulation',
  ref: null,
});

/**
 * Inputs as they might be: what is known, with the changes in its place. Nothing that is known changes by it.
 * @param basis what the share of photovoltaics needs beside the inputs
 * @throws RefusedError `scoring-unknown-input`, `simulation-no-basis`; what the engine refuses of a value it says itself
 */
export const simulate = (
  scheme: Scheme,
  given: GivenInputs,
  { pvSharePercent, changes }: SimulationRequest,
  basis: PvBasis,
): Simulated => {
  const names = inputNamesOf(scheme);
  const pv =
    pvSharePercent === null ? { changes: [], notes: [] } : pvChanges(scheme, given, pvSharePercent, basis);
  const applied = new Map<string, AppliedChange>();
  const inputs = new Map(Object.entries(given));
  const apply = (name: string, after: Amount, assumption: Bilingual | null): void => {
    const { description } = nameOf(names, name);
    applied.set(name, { name, description, before: amountOf(given[name]), after, assumption });
    inputs.set(name, asGiven(after));
  };
  for (const { name, after, assumption } of pv.changes) apply(name, after, assumption);
  for (const [index, change] of changes.entries())
    apply(change.name, changed(scheme, given, change, `changes.${String(index)}.amount`), null);
  return { inputs: Object.fromEntries(inputs), applied: [...applied.values()], notes: pv.notes };
};
