import { ExactDecimal } from '@zerofab/units';
import type {
  BinaryExpression,
  CallExpression,
  Expression,
  Identifier,
  Literal,
  UnaryExpression,
} from 'jsep';
import type { Trace } from '@zerofab/vocabulary';
import { AccountingError } from '../errors.js';
import { FUNCTIONS } from '../expression-functions.js';
import { parseExpression, rowsOf } from '../expression.js';
import type { FormulaGroup } from '../formula.js';
import { formulaById } from '../registry.js';
import { UNIT_CONVERSION } from '../unit-conversion.js';
import { leafOf, placeOf } from './leaves.js';

/**
 * A figure as a function of multipliers of its leaves, by the index of each; NaN where a formula refuses the state.
 * In binary floats: an interval is an estimate, and thousands of draws of it have to be made. The figure itself is
 * never taken from here.
 */
export type TraceFunction = (scales: ArrayLike<number>) => number;

const trees = new Map<string, Expression>();
const treeOf = (expression: string): Expression => {
  const tree = trees.get(expression) ?? parseExpression(expression);
  trees.set(expression, tree);
  return tree;
};

const OPERATORS: Readonly<Record<string, (a: TraceFunction, b: TraceFunction) => TraceFunction>> = {
  '+': (a, b) => (s) => a(s) + b(s),
  '-': (a, b) => (s) => a(s) - b(s),
  '*': (a, b) => (s) => a(s) * b(s),
  '/': (a, b) => (s) => a(s) / b(s),
};

const ZERO: TraceFunction = () => 0;
const sumOf = (terms: readonly TraceFunction[]): TraceFunction => {
  const [first = ZERO, ...rest] = terms;
  return rest.length === 0 ? first : (s) => terms.reduce((sum, term) => sum + term(s), 0);
};

/** A row of a group; its fields come before the formula's own names. */
interface Row {
  readonly group: FormulaGroup;
  readonly row: string;
}

/** The language of `expression.ts` over floats; the records were checked there, so nothing is checked again. */
class Builder {
  constructor(
    private readonly inputs: ReadonlyMap<string, TraceFunction>,
    private readonly names: readonly string[],
    private readonly groups: readonly FormulaGroup[],
  ) {}

  build(node: Expression, row: Row | null): TraceFunction {
    switch (node.type) {
      case 'Literal': {
        const value = Number((node as Literal).raw);
        return () => value;
      }
      case 'Identifier':
        return this.inputs.get(this.fullName((node as Identifier).name, row)) ?? ZERO;
      case 'UnaryExpression': {
        const inner = this.build((node as UnaryExpression).argument, row);
        return (s) => -inner(s);
      }
      case 'BinaryExpression': {
        const { operator, left, right } = node as BinaryExpression;
        const apply = OPERATORS[operator];
        if (apply === undefined) throw new SyntaxError(`operator ${operator}`);
        return apply(this.build(left, row), this.build(right, row));
      }
      default:
        return this.call(node as CallExpression, row);
    }
  }

  private fullName(name: string, row: Row | null): string {
    return row !== null && row.group.inputs.some((field) => field.name === name)
      ? `${row.group.name}.${row.row}.${name}`
      : name;
  }

  private call({ callee, arguments: given }: CallExpression, row: Row | null): TraceFunction {
    const { name } = callee as Identifier;
    if (name === 'sum') return this.sum(given);
    const parts = given.map((argument) => this.build(argument, row));
    const known = FUNCTIONS[name];
    if (known === undefined) throw new SyntaxError(`there is no function "${name}"`);
    return (s) => {
      try {
        return known.evaluate(parts.map((part) => new ExactDecimal(part(s)))).toNumber();
      } catch (error) {
        if (error instanceof AccountingError) return Number.NaN;
        throw error;
      }
    };
  }

  private sum([over, term]: readonly Expression[]): TraceFunction {
    if (term === undefined) return sumOf(this.names.map((name) => this.inputs.get(name) ?? ZERO));
    const group = this.groups.find(({ name }) => name === (over as Identifier).name);
    if (group === undefined) throw new SyntaxError('sum over no group');
    return sumOf(rowsOf(this.names, group.name).map((row) => this.build(term, { group, row })));
  }
}

/**
 * Compiles a trace down to its leaves: nested formulas, constants and conversions of units included. Bounds of inputs
 * do not apply.
 * @param place line it belongs to, see `leavesOf`
 * @param indexOf where the multiplier of a leaf stands in `scales`
 */
export const compileTrace = (
  trace: Trace,
  place: string,
  indexOf: (key: string) => number,
): TraceFunction => {
  const inputs = new Map(
    trace.inputs.map((input): [string, TraceFunction] => {
      const at = placeOf(place, input);
      if (input.trace !== null) return [input.name, compileTrace(input.trace, at, indexOf)];
      const value = Number(input.value);
      const leaf = leafOf(input, at);
      if (leaf === null) return [input.name, () => value];
      const index = indexOf(leaf.key);
      return [input.name, (s) => value * (s[index] ?? 1)];
    }),
  );
  if (trace.formula.id === UNIT_CONVERSION) {
    const [value = ZERO, factor, divisor] = ['value', 'multiplyBy', 'divideBy'].map((name) =>
      inputs.get(name),
    );
    const by = (factor?.([]) ?? 1) / (divisor?.([]) ?? 1);
    return (s) => value(s) * by;
  }
  const { expression, groups } = formulaById(trace.formula.id);
  const names = trace.inputs.filter(({ origin }) => origin !== 'constant').map(({ name }) => name);
  return new Builder(inputs, names, groups).build(treeOf(expression), null);
};
