import type {
  BinaryExpression,
  CallExpression,
  Expression,
  Identifier,
  Literal,
  UnaryExpression,
} from 'jsep';
import { parseExpression, rowsOf } from './expression.js';

type CellOf = (name: string) => string | undefined;

/** A name without a cell: the optional input was left out; 1 within a unit conversion, 0 everywhere else. */
const NOTHING = '0';

const write = (
  node: Expression,
  names: readonly string[],
  cellOf: CellOf,
  scope: string,
  nothing: string,
): string | null => {
  const inner = (child: Expression): string | null => write(child, names, cellOf, scope, nothing);
  switch (node.type) {
    case 'Literal':
      return (node as Literal).raw;
    case 'Identifier': {
      const { name } = node as Identifier;
      return cellOf(`${scope}${name}`) ?? cellOf(name) ?? nothing;
    }
    case 'UnaryExpression': {
      const of = inner((node as UnaryExpression).argument);
      return of === null ? null : `(-${of})`;
    }
    case 'BinaryExpression': {
      const { operator, left, right } = node as BinaryExpression;
      const [a, b] = [inner(left), inner(right)];
      return a === null || b === null ? null : `(${a}${operator}${b})`;
    }
    case 'CallExpression': {
      const { callee, arguments: parts } = node as CallExpression;
      const { name } = callee as Identifier;
      const [over, term] = parts;
      if (name === 'max' || name === 'min') {
        const both = parts.map(inner);
        return both.includes(null) ? null : `${name.toUpperCase()}(${both.join(',')})`;
      }
      if (name !== 'sum' || over === undefined) return null;
      if (term === undefined) {
        const all = names.map((each) => cellOf(each) ?? nothing);
        return all.length > 200 ? null : `(${all.join('+')})`;
      }
      const group = (over as Identifier).name;
      const rows = rowsOf(names, group).map((row) => write(term, names, cellOf, `${group}.${row}.`, nothing));
      return rows.includes(null) ? null : rows.length === 0 ? NOTHING : `(${rows.join('+')})`;
    }
    default:
      return null;
  }
};

/**
 * The expression of a formula as a spreadsheet formula over cells.
 * @param names of the inputs the formula was given
 * @param cellOf address of the cell of an input or constant; undefined where it was left out
 * @param conversion whether it is a unit conversion, where a factor left out is 1
 * @returns null where a function has no counterpart in a spreadsheet (enthalpy of steam)
 */
export const spreadsheetFormula = (
  expression: string,
  names: readonly string[],
  cellOf: CellOf,
  conversion = false,
): string | null => write(parseExpression(expression), names, cellOf, '', conversion ? '1' : NOTHING);
