import { readdirSync, readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { calculate, type GivenInputs } from './calculate.js';
import { recompute } from './recompute.js';
import { describeFormulas } from './registry.js';

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

it('every formula has worked examples', () => {
  expect(examples.map((example) => example.formula).sort()).toEqual(
    describeFormulas()
      .map((formula) => formula.id)
      .sort(),
  );
});
