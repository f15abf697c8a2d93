import type { FormulaDescription } from '@zerofab/contracts';
import { emptyInput, type FormulaForm, type InputForm, type SourceForm } from './source-form';

export type FormulaInput = FormulaDescription['inputs'][number];
export type FormulaGroup = FormulaDescription['groups'][number];
export type Registry = ReadonlyMap<string, FormulaDescription>;

/** What the chosen formulas ask for, each input once; a GWP comes from the method and is never bound. */
export interface WantedInputs {
  readonly inputs: readonly FormulaInput[];
  readonly groups: readonly FormulaGroup[];
}

const byName = <T extends { readonly name: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.name, item])).values(),
];

export const wantedInputs = (ids: readonly string[], registry: Registry): WantedInputs => {
  const chosen = ids.flatMap((id) => registry.get(id) ?? []);
  return {
    inputs: byName(chosen.flatMap(({ inputs }) => inputs.filter(({ role }) => role !== 'gwp'))),
    groups: byName(chosen.flatMap(({ groups }) => groups)),
  };
};

/** What the formulas share: all they ask for, but for what each that asks has bound for itself. */
export const sharedInputs = (formulas: readonly FormulaForm[], registry: Registry): WantedInputs => {
  const open = formulas.map(({ id, own = [] }) => {
    const { inputs, groups } = wantedInputs([id], registry);
    const bound = own.filter(({ kind }) => kind !== 'none');
    return {
      inputs: inputs.filter((input) => !bound.some(({ name }) => name === input.name)),
      groups: groups.filter((group) => !bound.some(({ name }) => name.startsWith(`${group.name}.`))),
    };
  });
  return {
    inputs: byName(open.flatMap(({ inputs }) => inputs)),
    groups: byName(open.flatMap(({ groups }) => groups)),
  };
};

/** Rows of a table as they stand in the form, in order: `carbonate.row1.amount` is of row `row1`. */
export const rowsOf = (group: string, inputs: readonly InputForm[]): string[] => [
  ...new Set(
    inputs.flatMap(({ name }) => {
      const [head, row, field] = name.split('.');
      return head === group && row !== undefined && field !== undefined ? [row] : [];
    }),
  ),
];

/** The first of row1, row2 … that is free. */
export const freeRow = (rows: readonly string[]): string => {
  let number = rows.length + 1;
  while (rows.includes(`row${number}`)) number += 1;
  return `row${number}`;
};

/** Adds what is wanted and has no box yet; what stands there stays, also what no formula asks for now. */
export const withWanted = (
  inputs: readonly InputForm[],
  { inputs: plain, groups }: WantedInputs,
): InputForm[] => {
  const names = [
    ...plain.map(({ name }) => name),
    ...groups.flatMap((group) => {
      const rows = rowsOf(group.name, inputs);
      const shown = rows.length === 0 && group.optional !== true ? ['row1'] : rows;
      return shown.flatMap((row) => group.inputs.map(({ name }) => `${group.name}.${row}.${name}`));
    }),
  ];
  const missing = names.filter((name) => !inputs.some((input) => input.name === name));
  return [...inputs, ...missing.map(emptyInput)];
};

const takes = (name: string, { inputs, groups }: WantedInputs): boolean =>
  inputs.some((input) => input.name === name) || groups.some((group) => name.startsWith(`${group.name}.`));

const pruned = (inputs: readonly InputForm[], ids: readonly string[], registry: Registry): InputForm[] => {
  // A formula this registry does not know may take anything: the server decides.
  const known = ids.every((id) => registry.has(id));
  const free = ids.some((id) => registry.get(id)?.variadic === true);
  const wanted = wantedInputs(ids, registry);
  return inputs
    .filter(({ name }) => !known || free || takes(name, wanted))
    .map((input) =>
      input.kind === 'formula' ? { ...input, inputs: pruned(input.inputs, [input.id], registry) } : input,
    );
};

/** The form without inputs that were bound for a formula which is chosen no longer; the server refuses those. */
export const withoutStray = (form: SourceForm, registry: Registry): SourceForm => ({
  ...form,
  formulas: form.formulas.map(({ own, ...formula }) => ({
    ...formula,
    own: own === undefined ? undefined : pruned(own, [formula.id], registry),
  })),
  inputs: pruned(
    form.inputs,
    form.formulas.map(({ id }) => id),
    registry,
  ),
});

/** Inputs that must be bound; the server takes `activity` from the source and knows the baseline of enthalpy. */
export const isRequired = ({ name, optional }: FormulaInput): boolean =>
  optional !== true && name !== 'activity' && name !== 'enthalpyBaseline';

/**
 * Name under which records of an input are entered, by the input's path in the source: `/` leads into a nested formula,
 * `formula2/` into the inputs of the second formula alone.
 */
export const streamOf = (path: string): string =>
  path
    .replace(/^calculation\.inputs\./, '')
    .replace(/^calculation\.formulas\.(\d+)\.inputs\./, (_, index) => `formula${Number(index) + 1}/`)
    .replaceAll('.inputs.', '/');
