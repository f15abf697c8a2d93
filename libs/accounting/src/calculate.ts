import {
  decimalText,
  findUnit,
  parseDecimal,
  unitOf,
  type DecimalInput,
  type ExactDecimal,
} from '@zerofab/units';
import type { Figure, Trace, TraceInput } from '@zerofab/vocabulary';
import { AccountingError, forInput } from './errors.js';
import { rowsOf } from './expression.js';
import type { Formula, FormulaGroup, FormulaInput, Values } from './formula.js';
import { checkOf, formulaById } from './registry.js';
import { convertInput, sameSize } from './unit-conversion.js';

/** An input as the caller gives it; where it came from is kept in the trace. */
export interface GivenInput {
  readonly value: DecimalInput;
  readonly unit: string;
  /** Default `given`, or `formula` when there is a trace. */
  readonly origin?: TraceInput['origin'];
  readonly ref?: string | null;
  readonly trace?: Trace | null;
}
export type GivenInputs = Readonly<Record<string, GivenInput>>;

/** Splits `inflow.coal.amount` into the group and the field; undefined for a name that belongs to no group. */
const inGroup = (
  formula: Formula,
  name: string,
): { group: FormulaGroup; field: FormulaInput } | undefined => {
  const parts = name.split('.');
  const group = formula.groups.find((candidate) => parts.length > 2 && candidate.name === parts[0]);
  const field = group?.inputs.find((candidate) => candidate.name === parts.at(-1));
  return group === undefined || field === undefined ? undefined : { group, field };
};

const specOf = (formula: Formula, name: string): FormulaInput | undefined =>
  formula.variadic === undefined
    ? (formula.inputs.find((spec) => spec.name === name) ?? inGroup(formula, name)?.field)
    : formula.inputs[0];

/** The inputs a group lacks: a row without one of its fields, or no row at all. */
const missingOf = (group: FormulaGroup, given: readonly string[]): string[] => {
  const needed = group.inputs.filter((field) => field.optional === undefined);
  const rows = rowsOf(given, group.name);
  if (rows.length === 0) {
    return group.optional === undefined
      ? needed.map((field) => `${group.name}.<row>.${field.name} [${field.unit}]`)
      : [];
  }
  return rows.flatMap((row) =>
    needed
      .filter((field) => !given.includes(`${group.name}.${row}.${field.name}`))
      .map((field) => `${group.name}.${row}.${field.name} [${field.unit}]`),
  );
};

const shapeOf = (formula: Formula): string[] => [
  ...formula.inputs.map((input) => input.name),
  ...formula.groups.flatMap((group) => group.inputs.map((field) => `${group.name}.<row>.${field.name}`)),
];

const refuseNames = (formula: Formula, given: readonly string[]): void => {
  if (formula.variadic !== undefined) {
    if (given.length > 0) return;
    throw new AccountingError(
      'no-terms',
      { zh: `公式 ${formula.id} 至少需要一项`, en: `Formula ${formula.id} needs at least one term.` },
      { formula: formula.id },
    );
  }
  const names = shapeOf(formula);
  const unknown = given.filter((name) => specOf(formula, name) === undefined);
  if (unknown.length > 0) {
    throw new AccountingError(
      'unknown-input',
      {
        zh: `公式 ${formula.id} 没有输入 ${unknown.join('、')}；其输入为 ${names.join('、')}`,
        en: `Formula ${formula.id} has no input ${unknown.join(', ')}; its inputs are ${names.join(', ')}.`,
      },
      { formula: formula.id, input: unknown.join(', ') },
    );
  }
  const missing = [
    ...formula.inputs
      .filter((input) => input.optional === undefined && !given.includes(input.name))
      .map((input) => `${input.name} [${input.unit}]`),
    ...formula.groups.flatMap((group) => missingOf(group, given)),
  ];
  if (missing.length > 0 || given.length === 0) {
    const lacking = missing.length > 0 ? missing : names;
    throw new AccountingError(
      'missing-input',
      {
        zh: `公式 ${formula.id} 缺少输入 ${lacking.join('、')}；缺失不按 0 处理`,
        en: `Formula ${formula.id} lacks its input ${lacking.join(', ')}; what is missing is never taken as 0.`,
      },
      { formula: formula.id, input: lacking.join(', ') },
    );
  }
};

/** Conditions over several inputs, and the bound of the result. */
const refuseResult = (
  formula: Formula,
  values: Values,
  names: readonly string[],
  result: ExactDecimal,
): void => {
  for (const { expression, message } of formula.checks) {
    if (checkOf(formula, expression)(values, names).gte(0)) continue;
    throw new AccountingError(
      'failed-check',
      { zh: `公式 ${formula.id}：${message.zh}`, en: `Formula ${formula.id}: ${message.en}` },
      { formula: formula.id, check: expression },
    );
  }
  const { min, symbol, unit } = formula.output;
  if (min === undefined || result.gte(min)) return;
  const value = decimalText(result);
  throw new AccountingError(
    'negative-result',
    {
      zh: `公式 ${formula.id} 的结果 ${symbol} = ${value} ${unit}，低于 ${min}；请核对各输入的数量、单位与方向`,
      en: `Formula ${formula.id} gives ${symbol} = ${value} ${unit}, below ${min}; check amounts, units and directions of its inputs.`,
    },
    { formula: formula.id, value, unit },
  );
};

const refuseRange = (formula: Formula, spec: FormulaInput, input: TraceInput, value: ExactDecimal): void => {
  const low = spec.min !== null && (spec.aboveMin === undefined ? value.lt(spec.min) : value.lte(spec.min));
  const high = spec.max !== null && value.gt(spec.max);
  if (!low && !high) return;
  const lower = spec.min === null ? '' : spec.aboveMin === undefined ? `≥ ${spec.min}` : `> ${spec.min}`;
  const range = [lower, spec.max === null ? '' : `≤ ${spec.max}`].filter((text) => text !== '').join(', ');
  throw new AccountingError(
    'out-of-range',
    {
      zh: `公式 ${formula.id} 的输入 ${input.name} = ${input.value} ${input.unit} 超出范围（${range} ${spec.unit}）。${spec.description.zh}`,
      en: `Input "${input.name}" of formula ${formula.id} is ${input.value} ${input.unit}, outside ${range} ${spec.unit}. ${spec.description.en}.`,
    },
    { formula: formula.id, input: input.name, value: input.value, unit: input.unit, range },
  );
};

/** Formulas that bring a gas volume of another reference temperature to the normal state. */
const TO_NORMAL: Readonly<Record<string, string>> = {
  'gas volume at 15 °C': 'gas-volume-normal-15',
  'gas volume at 20 °C': 'gas-volume-normal',
};

/** A gas volume stated at 15 or 20 °C is brought to the normal state by its own formula, so that the step is traced. */
const toNormalState = (formula: string, input: TraceInput): TraceInput => {
  const { ref, origin, trace } = input;
  const normal = calculate(formula, {
    activity: { value: input.value, unit: input.unit, origin, ref, trace },
  });
  return { ...input, value: normal.value, unit: normal.unit, origin: 'formula', trace: normal.trace };
};

/** Carbon stated as a mass fraction (%, kg/t) is brought to tC/t by its own formula, so that the step is traced. */
const toCarbonContent = (input: TraceInput): TraceInput => {
  const { ref, origin, trace } = input;
  const carbon = calculate('carbon-content-of-share', {
    share: { value: input.value, unit: input.unit, origin, ref, trace },
  });
  return { ...input, value: carbon.value, unit: carbon.unit, origin: 'formula', trace: carbon.trace };
};

/** Brings an input to the unit the formula wants; a conversion that changes the number is traced. */
const bring = (formula: Formula, spec: FormulaInput, input: TraceInput): TraceInput =>
  forInput(formula.id, input.name, () => {
    const given = unitOf(input.unit);
    const wanted = unitOf(spec.unit);
    const toNormal = wanted.dimension === 'normal gas volume' ? TO_NORMAL[given.dimension] : undefined;
    // Only of what is a content of carbon by name: consumption of anodes in kg/t is a mass of something else.
    const share =
      given.dimension === 'fraction' &&
      wanted.dimension === 'mass of carbon/mass' &&
      /carbon/i.test(spec.name);
    const ready =
      toNormal !== undefined
        ? toNormalState(toNormal, input)
        : share
          ? toCarbonContent(input)
          : { ...input, unit: given.symbol };
    return sameSize(ready.unit, wanted.symbol) ? ready : convertInput(ready, wanted.symbol);
  });

const read = (formula: Formula, spec: FormulaInput, name: string, given: GivenInput): TraceInput => {
  const number = parseDecimal(given.value);
  if (number === undefined) {
    throw new AccountingError(
      'bad-number',
      {
        zh: `公式 ${formula.id} 的输入 ${name} “${String(given.value)}”不是十进制数`,
        en: `Input "${name}" of formula ${formula.id} is "${String(given.value)}", which is no decimal number; give one such as 959636.71.`,
      },
      { formula: formula.id, input: name, value: String(given.value) },
    );
  }
  const trace = given.trace ?? null;
  const input: TraceInput = {
    name,
    symbol: spec.symbol,
    value: decimalText(number),
    unit: findUnit(given.unit)?.symbol ?? given.unit,
    origin: given.origin ?? (trace === null ? 'given' : 'formula'),
    ref: given.ref ?? null,
    trace,
  };
  const ready = bring(formula, spec, input);
  refuseRange(formula, spec, input, parseDecimal(ready.value) ?? number);
  return ready;
};

const constantsOf = (formula: Formula): TraceInput[] =>
  formula.constants.map((constant) => ({ ...constant, origin: 'constant', ref: null, trace: null }));

const valuesOf = (inputs: readonly TraceInput[]): Values => {
  const byName = new Map(inputs.map((input) => [input.name, parseDecimal(input.value)]));
  return (name) => {
    const value = byName.get(name);
    if (value === undefined) throw new RangeError(`no input ${name}`);
    return value;
  };
};

/** Inputs in the order of the record, rows of groups in the order in which they were given. */
const orderOf = (formula: Formula, given: readonly string[]): readonly string[] =>
  formula.variadic !== undefined
    ? given
    : [
        ...formula.inputs.map((spec) => spec.name),
        ...formula.groups.flatMap((group) =>
          rowsOf(given, group.name).flatMap((row) =>
            group.inputs.map((field) => `${group.name}.${row}.${field.name}`),
          ),
        ),
      ];

/**
 * Works out one formula of the registry.
 * Inputs may come in any unit of the dimension the formula wants; conversions are exact where they terminate and
 * stand in the trace. 40 significant digits, no rounding before the last division.
 * @param formulaId id of `describeFormulas()`
 * @param inputs by name; each with its unit
 * @returns value as decimal text, unit of the formula's output, trace
 * @throws AccountingError: `unknown-formula`, `missing-input`, `unknown-input`, `bad-number`, `unknown-unit`,
 * `wrong-dimension`, `out-of-range`, `no-terms`, `failed-check`, `negative-result`, each naming the input and saying what to do
 */
export const calculate = (formulaId: string, inputs: GivenInputs): Figure =>
  calculateFormula(formulaById(formulaId), inputs);

/**
 * Works out a formula that is no part of the registry, made ready by `readyFormula`: the same reading of inputs, the same
 * trace, the same refusals as `calculate`. A quotient by 0 is no refusal: the value then reads `Infinity` or `NaN`.
 */
export const calculateFormula = (formula: Formula, inputs: GivenInputs): Figure => {
  refuseNames(formula, Object.keys(inputs));
  const taken = orderOf(formula, Object.keys(inputs)).flatMap((name) => {
    const given = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    const spec = specOf(formula, name);
    return given === undefined || spec === undefined ? [] : [read(formula, spec, name, given)];
  });
  const all = [...taken, ...constantsOf(formula)];
  const names = taken.map((input) => input.name);
  const values = valuesOf(all);
  const result = formula.evaluate(values, names);
  refuseResult(formula, values, names, result);
  const value = decimalText(result);
  const { id, edition, standard, clause, text, expression, name, output } = formula;
  return {
    value,
    unit: output.unit,
    trace: {
      formula: { id, edition, standard, clause, text, expression, name },
      inputs: all,
      result: { value, unit: output.unit },
    },
  };
};
