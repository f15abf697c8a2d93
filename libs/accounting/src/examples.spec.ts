import { readdirSync, readFileSync } from 'node:fs';
import { ExactDecimal, unitOf } from '@zerofab/units';
import * as fc from 'fast-check';
import jsep, { type BinaryExpression, type Expression, type Literal, type UnaryExpression } from 'jsep';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { calculate, type GivenInputs } from './calculate.js';
import { recompute } from './recompute.js';
import type { FormulaInput } from './formula.js';
import { describeFormulas, formulaById } from './registry.js';

/** A document of `examples/*.yaml`; a file may hold several, one a formula. */
interface Examples {
  readonly formula: string;
  readonly source: string;
  readonly cases: readonly {
    readonly title: string;
    readonly inputs: GivenInputs;
    readonly working: string;
    /** `decimals` where the figure does not terminate and is stated rounded. */
    readonly expected: { readonly value: string; readonly unit: string; readonly decimals?: string };
  }[];
}

const folder = new URL('../examples/', import.meta.url);
/** The failsafe schema reads every scalar as text: digits stay as they are typed. */
const examples = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(readFileSync(new URL(name, folder), 'utf8'), { schema: 'failsafe' }).map((document) => {
    if ('errors' in document && document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]}`);
    return (document as { toJS: () => unknown }).toJS() as Examples;
  }),
);

describe.each(examples)('worked examples of $formula', ({ formula, source, cases }) => {
  it('name their source and are three or more', () => {
    expect(source.length).toBeGreaterThan(20);
    expect(cases.length).toBeGreaterThanOrEqual(3);
  });

  it.each(cases)('$title: $working', ({ inputs, expected }) => {
    const figure = calculate(formula, inputs);
    const value =
      expected.decimals === undefined
        ? figure.value
        : new ExactDecimal(figure.value).toFixed(Number(expected.decimals), ExactDecimal.ROUND_HALF_EVEN);
    expect([value, figure.unit]).toEqual([expected.value, expected.unit]);
    expect(recompute(figure.trace)).toEqual({ value: figure.value, unit: figure.unit, mismatches: [] });
  });
});

/** A fraction of two whole numbers: the working is done without the engine and its decimals. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

const fractionOf = (text: string): Fraction => {
  const [whole = '', decimals = ''] = text.split('.');
  return { above: BigInt(whole + decimals), below: 10n ** BigInt(decimals.length) };
};

const work = (node: Expression): Fraction => {
  if (node.type === 'Literal') return fractionOf((node as Literal).raw);
  if (node.type === 'UnaryExpression') {
    const { above, below } = work((node as UnaryExpression).argument);
    return { above: -above, below };
  }
  const { operator, left, right } = node as BinaryExpression;
  const [a, b] = [work(left), work(right)];
  if (operator === '*') return { above: a.above * b.above, below: a.below * b.below };
  if (operator === '/') return { above: a.above * b.below, below: a.below * b.above };
  const sign = operator === '-' ? -1n : 1n;
  return { above: a.above * b.below + sign * b.above * a.below, below: a.below * b.below };
};

/** The working as arithmetic; what stands after a comma is a remark. */
const arithmeticOf = ({ working }: { readonly working: string }): string =>
  (working.split(',')[0] ?? '')
    .replaceAll(/(?<=\d) (?=\d{3})/g, '')
    .replaceAll(/10⁻(\S)/g, (_, power: string) => `(1/1${'0'.repeat('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(power))})`)
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replaceAll(/[[{]/g, '(')
    .replaceAll(/[\]}]/g, ')');

describe('the working of an example', () => {
  const all = examples.flatMap(({ formula, cases }) => cases.map((example) => ({ formula, ...example })));
  const worked = all.filter((example) => /^[\d.\s*/+()-]+$/.test(arithmeticOf(example)));

  it('is arithmetic, but for values of tables', () => {
    expect(worked.length / all.length).toBeGreaterThan(0.95);
  });

  it.each(worked)('$formula, $title: $working gives the expected figure', (example) => {
    const { above, below } = work(jsep(arithmeticOf(example)));
    const wanted = fractionOf(example.expected.value.replace('-', ''));
    const sign = example.expected.value.startsWith('-') ? -1n : 1n;
    const gap = above * wanted.below - sign * wanted.above * below;
    const twice = 2n * 10n ** BigInt(example.expected.decimals ?? '0') * (gap < 0n ? -gap : gap);
    /** Half a unit of the last digit where the figure is stated rounded, nothing where it is not. */
    const allowed = example.expected.decimals === undefined ? 0n : below * wanted.below;
    expect(twice <= (allowed < 0n ? -allowed : allowed)).toBe(true);
  });
});

const valueOf = (formula: string, inputs: GivenInputs): ExactDecimal =>
  new ExactDecimal(calculate(formula, inputs).value);

/** Equal but for the last of the 40 digits, which a division may round. */
const expectSame = (found: ExactDecimal, wanted: ExactDecimal): void => {
  expect(found.minus(wanted).abs().lte(wanted.abs().times('1e-30'))).toBe(true);
};

/** An amount of the period (t, Nm3, GJ, days): activity data that is no rate, no share and no concentration. */
const isAmount = ({ role, unit }: FormulaInput): boolean => {
  const { dimension } = unitOf(unit);
  return role === 'activity' && dimension !== 'fraction' && !dimension.includes('/');
};

const amountsOf = (formula: string, inputs: GivenInputs): ReadonlySet<string> => {
  const { inputs: single, groups } = formulaById(formula);
  const fields = [...single, ...groups.flatMap((group) => group.inputs)];
  const amounts = new Set(fields.filter(isAmount).map((field) => field.name));
  return new Set(Object.keys(inputs).filter((path) => amounts.has(path.split('.').at(-1) ?? path)));
};

const scaled = (inputs: GivenInputs, names: ReadonlySet<string>, by: ExactDecimal): GivenInputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      names.has(name) ? { ...input, value: new ExactDecimal(input.value).times(by).toFixed() } : input,
    ]),
  );

/** Every row of a group as two rows that share its amounts. */
const split = (inputs: GivenInputs, amounts: ReadonlySet<string>, share: ExactDecimal): GivenInputs => {
  const rows = Object.fromEntries(Object.entries(inputs).filter(([name]) => name.includes('.')));
  const part = (by: ExactDecimal, suffix: string): [string, GivenInputs[string]][] =>
    Object.entries(scaled(rows, amounts, by)).map(([name, input]) => [
      name.replace(/\.([^.]+)$/, `${suffix}.$1`),
      input,
    ]);
  const single = Object.entries(inputs).filter(([name]) => !name.includes('.'));
  return Object.fromEntries([
    ...single,
    ...part(share, 'First'),
    ...part(new ExactDecimal(1).minus(share), 'Second'),
  ]);
};

const emitting = examples.flatMap(({ formula, cases }) =>
  formulaById(formula).classes.length === 0 ? [] : cases.map((example) => ({ formula, ...example })),
);
const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => new ExactDecimal(thousandths).div(1000));

describe('every formula of a source class', () => {
  it.each(emitting)('$formula is in proportion to its amounts, 0 without: $title', ({ formula, inputs }) => {
    const amounts = amountsOf(formula, inputs);
    const whole = valueOf(formula, inputs);
    expect(amounts.size).toBeGreaterThan(0);
    expect(valueOf(formula, scaled(inputs, amounts, new ExactDecimal(0))).isZero()).toBe(true);
    fc.assert(
      fc.property(share, (by) => {
        expectSame(valueOf(formula, scaled(inputs, amounts, by)), whole.times(by));
      }),
      { numRuns: 10 },
    );
  });

  /** Rows of a composition (shares of one gas mixture) hold no amounts and cannot be split. */
  const byRows = emitting.filter(({ formula }) => {
    const { groups } = formulaById(formula);
    return groups.length > 0 && groups.every((group) => group.inputs.some(isAmount));
  });
  it.each(byRows)(
    '$formula keeps its total when rows are split or come in another order: $title',
    ({ formula, inputs }) => {
      const whole = valueOf(formula, inputs);
      const amounts = amountsOf(formula, inputs);
      fc.assert(
        fc.property(share, (by) => {
          expectSame(valueOf(formula, split(inputs, amounts, by)), whole);
        }),
        { numRuns: 10 },
      );
      expectSame(valueOf(formula, Object.fromEntries(Object.entries(inputs).toReversed())), whole);
    },
  );
});

it('every formula has worked examples', () => {
  expect(examples.map((example) => example.formula).sort()).toEqual(
    describeFormulas()
      .map((formula) => formula.id)
      .sort(),
  );
});
