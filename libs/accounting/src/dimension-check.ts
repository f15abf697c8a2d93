import { ExactDecimal, unitOf } from '@zerofab/units';
import type { BinaryExpression, CallExpression, Expression, Identifier, UnaryExpression } from 'jsep';
import { FUNCTIONS } from './expression-functions.js';
import { parseExpression } from './expression.js';
import type { FormulaRecord } from './formula.js';

/**
 * Dimensional analysis of a formula record: does the expression, fed in the units of its inputs and constants, give
 * the unit of its output, dimension and size? A forgotten 10⁻³ or 44/12 is found here, not by an auditor.
 * CO2, carbon and plain mass are different dimensions, so that 44/12 must stand in as `gCO2/mol` over `gC/mol`.
 */
interface Measure {
  /** Exponent of each base dimension. */
  readonly powers: ReadonlyMap<string, number>;
  readonly size: ExactDecimal;
}

const ONE = new ExactDecimal(1);
const NUMBER: Measure = { powers: new Map(), size: ONE };

const combine = (a: Measure, b: Measure, sign: 1 | -1): Measure => {
  const powers = new Map(a.powers);
  for (const [dimension, power] of b.powers) {
    const left = (powers.get(dimension) ?? 0) + sign * power;
    if (left === 0) powers.delete(dimension);
    else powers.set(dimension, left);
  }
  return { powers, size: sign === 1 ? a.size.times(b.size) : a.size.div(b.size) };
};

const ofUnit = (text: string): Measure => {
  const unit = unitOf(text);
  const [above = '', below = ''] = unit.dimension.split('/');
  const powers = new Map<string, number>();
  const count = (part: string, sign: 1 | -1) => {
    for (const dimension of part.split('·')) {
      if (dimension === '' || dimension === '1' || dimension === 'fraction') continue;
      powers.set(dimension, (powers.get(dimension) ?? 0) + sign);
    }
  };
  count(above, 1);
  count(below, -1);
  return { powers, size: unit.numerator.div(unit.denominator) };
};

const textOf = ({ powers, size }: Measure): string =>
  `${
    [...powers]
      .map(([name, power]) => `${name}^${String(power)}`)
      .toSorted()
      .join(' ') || 'number'
  } × ${size.toSignificantDigits(12).toString()}`;

const same = (a: Measure, b: Measure): boolean => textOf(a) === textOf(b);

class Mismatch extends Error {}

const measure = (
  node: Expression,
  units: ReadonlyMap<string, string>,
  groups: FormulaRecord['groups'],
): Measure => {
  const inner = (child: Expression): Measure => measure(child, units, groups);
  const agree = (parts: readonly Measure[], what: string): Measure => {
    const [first = NUMBER] = parts;
    const odd = parts.find((part) => !same(part, first));
    if (odd !== undefined) throw new Mismatch(`${what}: ${textOf(first)} against ${textOf(odd)}`);
    return first;
  };
  switch (node.type) {
    case 'Identifier': {
      const unit = units.get((node as Identifier).name);
      if (unit === undefined) throw new Mismatch(`${(node as Identifier).name} has no unit`);
      return ofUnit(unit);
    }
    case 'UnaryExpression':
      return inner((node as UnaryExpression).argument);
    case 'BinaryExpression': {
      const { operator, left, right } = node as BinaryExpression;
      const [a, b] = [inner(left), inner(right)];
      return operator === '*' || operator === '/'
        ? combine(a, b, operator === '*' ? 1 : -1)
        : agree([a, b], `both sides of "${operator}"`);
    }
    case 'CallExpression': {
      const { callee, arguments: parts } = node as CallExpression;
      const name = (callee as Identifier).name;
      if (name === 'sum') {
        const [over, term] = parts;
        const group = groups.find((candidate) => candidate.name === (over as Identifier).name);
        if (group === undefined || term === undefined) return inner(over ?? node);
        const fields = group.inputs.map((input) => [input.name, input.unit] as const);
        return measure(term, new Map([...units, ...fields]), groups);
      }
      const known = FUNCTIONS[name];
      const measures = parts.map(inner);
      if (known === undefined || known.argumentUnits === null) return agree(measures, name);
      known.argumentUnits.forEach((unit, index) => agree([ofUnit(unit), measures[index] ?? NUMBER], name));
      return ofUnit(known.unit ?? 'fraction');
    }
    default:
      return NUMBER;
  }
};

/** What is wrong with the dimensions of a record; null when its units work out. */
export const dimensionProblem = (record: FormulaRecord): string | null => {
  const units = new Map(
    [...record.inputs, ...record.constants].map(({ name, unit }) => [name, unit] as const),
  );
  try {
    for (const check of record.checks) measure(parseExpression(check.expression), units, record.groups);
    const found = measure(parseExpression(record.expression), units, record.groups);
    const wanted = ofUnit(record.output.unit);
    return same(found, wanted)
      ? null
      : `${record.id} gives ${textOf(found)}, its output is ${textOf(wanted)}`;
  } catch (error) {
    if (error instanceof Mismatch) return `${record.id}: ${error.message}`;
    throw error;
  }
};
