import { readyFormula, type Formula, type FormulaInput, type FormulaRecord } from '@zerofab/accounting';
import { indicatorsOf } from './scheme-walk.js';
import type { Scheme, SchemeFormula } from './scheme.js';

/** Numbers that belong to a computation itself; every formula of a scheme may use them. */
const CONSTANTS: FormulaRecord['constants'] = [
  { name: 'percent', symbol: '100 %', value: '100', unit: '%' },
  { name: 'kilogramPerTonne', symbol: '1000', value: '1000', unit: 'kgce/tce' },
  { name: 'kilogramPerTonneCo2', symbol: '1000', value: '1000', unit: 'kgCO2/tCO2' },
];
const FUNCTION_NAMES = new Set(['max', 'min']);

/** Names that an expression uses, each once. */
const namesIn = (expression: string): readonly string[] => [
  ...new Set((expression.match(/[A-Za-z_]\w*/g) ?? []).filter((name) => !FUNCTION_NAMES.has(name))),
];

const parametersOf = (scheme: Scheme): ReadonlyMap<string, string> =>
  new Map(
    scheme.switches.flatMap(({ values }) =>
      values.flatMap(({ parameters }) => parameters.map(({ name, unit }) => [name, unit] as const)),
    ),
  );

/** Unit of a quantity or parameter that a formula may name; undefined where there is none. */
export const unitOfName = (scheme: Scheme, name: string): string | undefined =>
  scheme.inputs.find((input) => input.name === name)?.unit ?? parametersOf(scheme).get(name);

const isConstant = (name: string): boolean => CONSTANTS.some((constant) => constant.name === name);

/** Names of a formula that are no constants: what it is worked out from. */
export const usesOf = (formula: SchemeFormula): readonly string[] =>
  namesIn(formula.expression).filter((name) => !isConstant(name));

/** Switches on which a formula depends, by its own parameters and by those of the quantities it uses. */
const switchesOf = (scheme: Scheme, formula: SchemeFormula): readonly string[] =>
  usesOf(formula).flatMap((use) => {
    const own = scheme.switches
      .filter(({ values }) => values.some(({ parameters }) => parameters.some(({ name }) => name === use)))
      .map(({ id }) => id);
    return [...own, ...ofQuantity(scheme, use)];
  });

const ofQuantity = (scheme: Scheme, name: string): readonly string[] => {
  const inner = scheme.inputs.find((input) => input.name === name)?.formula ?? null;
  return inner === null ? [] : switchesOf(scheme, inner);
};

const dependencies = new WeakMap<Scheme, ReadonlyMap<string, ReadonlySet<string>>>();

/** Switches on which value or reference values of an indicator depend, by the id of the indicator. */
export const switchesByIndicator = (scheme: Scheme): ReadonlyMap<string, ReadonlySet<string>> => {
  const known = dependencies.get(scheme);
  if (known !== undefined) return known;
  const found = new Map(
    indicatorsOf(scheme).map(({ id, formula, benchmarks, applies }) => {
      const quantities = [benchmarks.by?.quantity, applies?.quantity].filter((name) => name !== undefined);
      return [
        id,
        new Set([
          ...(formula === null ? [] : switchesOf(scheme, formula)),
          ...quantities.flatMap((name) => ofQuantity(scheme, name)),
        ]),
      ] as const;
    }),
  );
  dependencies.set(scheme, found);
  return found;
};

/** Symbols of the rule of points, as its texts write them. */
const SYMBOLS: Readonly<Record<string, string>> = {
  weight: 'w',
  value: 'x',
  baseline: 'b',
  leading: 'l',
  share: 'r',
};

const inputOf = (name: string, unit: string): FormulaInput => ({
  name,
  symbol: SYMBOLS[name] ?? name,
  unit,
  description: { zh: name, en: name },
  role: 'parameter',
  min: null,
  max: null,
});

/** The record of a formula as `libs/accounting` takes it. */
export const recordOf = (
  scheme: Scheme,
  id: string,
  name: FormulaRecord['name'],
  formula: SchemeFormula,
  unit: string,
): FormulaRecord => {
  const names = namesIn(formula.expression);
  return {
    id: `${scheme.id}/${id}`,
    edition: scheme.version,
    standard: scheme.standard,
    clause: formula.clause,
    name,
    text: formula.text,
    expression: formula.expression,
    confidence: 'transcribed',
    classes: [],
    gas: null,
    inputs: usesOf(formula).map((use) => inputOf(use, unitOfName(scheme, use) ?? '')),
    groups: [],
    constants: CONSTANTS.filter((constant) => names.includes(constant.name)),
    checks: [],
    output: { name: id, symbol: id, unit },
    note: null,
  };
};

const compiled = new WeakMap<Scheme, Map<string, Formula>>();

/** A formula of a scheme made ready, once. */
export const formulaOf = (scheme: Scheme, id: string, make: () => FormulaRecord): Formula => {
  const known = compiled.get(scheme) ?? new Map<string, Formula>();
  compiled.set(scheme, known);
  const ready = known.get(id) ?? readyFormula(make());
  known.set(id, ready);
  return ready;
};

/** A record of the rule of points itself. */
export const ruleRecord = (
  scheme: Scheme,
  id: string,
  rule: {
    readonly name: FormulaRecord['name'];
    readonly text: string;
    readonly expression: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly unit: string;
    readonly group?: Readonly<Record<string, string>>;
  },
): FormulaRecord => ({
  id,
  edition: scheme.version,
  standard: scheme.standard,
  clause: '—',
  name: rule.name,
  text: rule.text,
  expression: rule.expression,
  confidence: 'design',
  classes: [],
  gas: null,
  inputs: Object.entries(rule.inputs).map(([name, unit]) => inputOf(name, unit)),
  groups:
    rule.group === undefined
      ? []
      : [
          {
            name: 'product',
            description: { zh: '产品', en: 'product' },
            inputs: Object.entries(rule.group).map(([name, unit]) => inputOf(name, unit)),
          },
        ],
  constants: [],
  checks: [],
  output: { name: 'points', symbol: 's', unit: rule.unit },
  note: null,
});
