import { AccountingError } from './errors.js';
import { compileExpression, type Vocabulary } from './expression.js';
import type { Formula, FormulaRecord } from './formula.js';
import { STANDARDS } from './generated/standards.js';
import type { StandardPart } from './standard.js';

const vocabularyOf = (record: FormulaRecord): Vocabulary => ({
  names: new Set([...record.inputs, ...record.constants].map((entry) => entry.name)),
  optional: new Set(record.inputs.filter((input) => input.optional).map((input) => input.name)),
  groups: new Map(
    record.groups.map((group) => [group.name, new Set(group.inputs.map((input) => input.name))]),
  ),
  variadic: record.variadic === true,
});

/**
 * A record made ready for use: its expression compiled.
 * @throws SyntaxError when the expression names what the record does not declare
 */
export const readyFormula = (record: FormulaRecord): Formula => {
  const vocabulary = vocabularyOf(record);
  for (const check of record.checks) compileExpression(check.expression, vocabulary);
  return { ...record, evaluate: compileExpression(record.expression, vocabulary) };
};

const byId = new Map(
  STANDARDS.flatMap((part) => part.formulas.map((record) => [record.id, record] as const)),
);
const compiled = new Map<string, Formula>();
const checks = new Map<string, ReturnType<typeof compileExpression>>();

/** Evaluates a check of a formula, compiled once. */
export const checkOf = (formula: Formula, expression: string): ReturnType<typeof compileExpression> => {
  const key = `${formula.id} ${expression}`;
  const known = checks.get(key) ?? compileExpression(expression, vocabularyOf(formula));
  checks.set(key, known);
  return known;
};

/**
 * The formula with this id.
 * @throws AccountingError `unknown-formula`, listing what there is
 */
export const formulaById = (id: string): Formula => {
  const known = compiled.get(id);
  if (known !== undefined) return known;
  const record = byId.get(id);
  if (record === undefined) {
    const all = [...byId.keys()].join(', ');
    throw new AccountingError(
      'unknown-formula',
      { zh: `没有公式“${id}”。可用公式：${all}`, en: `There is no formula "${id}". Formulas: ${all}.` },
      { formula: id },
    );
  }
  const formula = readyFormula(record);
  compiled.set(id, formula);
  return formula;
};

/** The registry as data: every formula record, in the order of the standards. */
export const describeFormulas = (): readonly FormulaRecord[] => [...byId.values()];

/** The standards and sector parts: gases, classes, formulas, tables and defaults of each. */
export const standardParts = (): readonly StandardPart[] => STANDARDS;
