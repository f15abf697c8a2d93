import { ExactDecimal } from '@zerofab/units';
import jsep, {
  type BinaryExpression,
  type CallExpression,
  type Expression,
  type Identifier,
  type Literal,
  type UnaryExpression,
} from 'jsep';
import { FUNCTIONS } from './expression-functions.js';
import type { Values } from './formula.js';

/**
 * The language of `expression` in a formula record: names, decimal literals, + − × ÷, brackets, `sum(group, …)` over
 * the rows of a group, `sum(terms)` over all inputs of a variadic formula, and the functions of `FUNCTIONS`.
 * Parsed by jsep, evaluated here over exact decimals; nothing else is allowed, so that a record can never run code.
 */
type Scope = { readonly group: string; readonly row: string } | null;

interface Context {
  readonly value: Values;
  readonly names: readonly string[];
  readonly has: ReadonlySet<string>;
  readonly scope: Scope;
}
type Evaluate = (context: Context) => ExactDecimal;

/** What the names of an expression may refer to. */
export interface Vocabulary {
  readonly names: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  /** group → its fields */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
  readonly variadic: boolean;
}

const ZERO = new ExactDecimal(0);

/** Rows of a group, in the order in which they were given. */
export const rowsOf = (names: readonly string[], group: string): readonly string[] => [
  ...new Set(
    names
      .filter((name) => name.startsWith(`${group}.`))
      .map((name) => name.split('.').slice(1, -1).join('.')),
  ),
];

export const parseExpression = (text: string): Expression => jsep(text);

const isIdentifier = (node: Expression | undefined): node is Identifier => node?.type === 'Identifier';

const add = (terms: readonly ExactDecimal[]): ExactDecimal =>
  terms.length === 0 ? ZERO : terms.reduce((total, term) => total.plus(term));

const OPERATORS: Readonly<Record<string, (a: ExactDecimal, b: ExactDecimal) => ExactDecimal>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => a.div(b),
};

/** Turns a syntax tree into a function; refuses every name, function and operator the language does not have. */
class Compiler {
  constructor(
    private readonly text: string,
    private readonly vocabulary: Vocabulary,
  ) {}

  compile(node: Expression, fields: ReadonlySet<string> | null): Evaluate {
    switch (node.type) {
      case 'Literal': {
        const literal = new ExactDecimal((node as Literal).raw);
        return () => literal;
      }
      case 'Identifier':
        return this.name(node as Identifier, fields);
      case 'UnaryExpression': {
        const { operator, argument } = node as UnaryExpression;
        if (operator !== '-') return this.fail(`operator ${operator}`);
        const inner = this.compile(argument, fields);
        return (context) => inner(context).negated();
      }
      case 'BinaryExpression': {
        const { operator, left, right } = node as BinaryExpression;
        const apply = OPERATORS[operator];
        if (apply === undefined) return this.fail(`operator ${operator}`);
        const [a, b] = [this.compile(left, fields), this.compile(right, fields)];
        return (context) => apply(a(context), b(context));
      }
      case 'CallExpression':
        return this.call(node as CallExpression, fields);
      default:
        return this.fail(`${node.type} is not allowed`);
    }
  }

  private fail(why: string): never {
    throw new SyntaxError(`expression "${this.text}": ${why}`);
  }

  private name({ name: id }: Identifier, fields: ReadonlySet<string> | null): Evaluate {
    if (fields?.has(id) === true) {
      return ({ value, has, scope }) => {
        const full = `${scope?.group ?? ''}.${scope?.row ?? ''}.${id}`;
        return has.has(full) ? value(full) : ZERO;
      };
    }
    if (!this.vocabulary.names.has(id)) return this.fail(`"${id}" is no input or constant`);
    return this.vocabulary.optional.has(id)
      ? ({ value, has }) => (has.has(id) ? value(id) : ZERO)
      : ({ value }) => value(id);
  }

  private sum(node: CallExpression): Evaluate {
    const [over, term] = node.arguments;
    if (!isIdentifier(over)) return this.fail('sum wants the name of a group first');
    if (this.vocabulary.variadic && term === undefined) {
      return ({ value, names }) => add(names.map((name) => value(name)));
    }
    const fields = this.vocabulary.groups.get(over.name);
    if (fields === undefined || term === undefined) return this.fail(`"${over.name}" is no group`);
    const each = this.compile(term, fields);
    return (context) =>
      add(
        rowsOf(context.names, over.name).map((row) => each({ ...context, scope: { group: over.name, row } })),
      );
  }

  private call(node: CallExpression, fields: ReadonlySet<string> | null): Evaluate {
    if (!isIdentifier(node.callee)) return this.fail('only named functions can be called');
    const { name } = node.callee;
    if (name === 'sum') return this.sum(node);
    const known = FUNCTIONS[name];
    if (known === undefined) return this.fail(`there is no function "${name}"`);
    if (known.arguments.length !== node.arguments.length) {
      return this.fail(`${name} wants ${String(known.arguments.length)} arguments`);
    }
    const parts = node.arguments.map((argument) => this.compile(argument, fields));
    return (context) => known.evaluate(parts.map((part) => part(context)));
  }
}

/**
 * Compiles the expression of a formula record.
 * @throws SyntaxError naming the expression and what is wrong with it: an unknown name, function or operator
 */
export const compileExpression = (
  text: string,
  vocabulary: Vocabulary,
): ((value: Values, names: readonly string[]) => ExactDecimal) => {
  const root = new Compiler(text, vocabulary).compile(parseExpression(text), null);
  return (value, names) => root({ value, names, has: new Set(names), scope: null });
};
