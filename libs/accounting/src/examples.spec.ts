import { readdirSync, readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { calculate, type GivenInputs } from './calculate.js';
import { recompute } from './recompute.js';
import { describeFormulas } from './registry.js';

interface ExampleFile {
  readonly formula: string;
  readonly source: string;
  readonly cases: readonly {
    readonly title: string;
    readonly inputs: GivenInputs;
    readonly working: string;
    /** `decimals` where the figure does not terminate and is stated rounded. */
    readonly expected: { readonly value: string; readonly unit: string; readonly decimals?: number };
  }[];
}

const folder = new URL('../examples/', import.meta.url);
const files = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ExampleFile,
);

describe.each(files)('worked examples of $formula', ({ formula, source, cases }) => {
  it('name their source and are three or more', () => {
    expect(source.length).toBeGreaterThan(20);
    expect(cases.length).toBeGreaterThanOrEqual(3);
  });

  it.each(cases)('$title: $working', ({ inputs, expected }) => {
    const figure = calculate(formula, inputs);
    const value =
      expected.decimals === undefined
        ? figure.value
        : new ExactDecimal(figure.value).toFixed(expected.decimals, ExactDecimal.ROUND_HALF_EVEN);
    expect([value, figure.unit]).toEqual([expected.value, expected.unit]);
    expect(recompute(figure.trace)).toEqual({ value: figure.value, unit: figure.unit, mismatches: [] });
  });
});

it('every formula has worked examples', () => {
  expect(files.map((file) => file.formula).sort()).toEqual(
    describeFormulas()
      .map((formula) => formula.id)
      .sort(),
  );
});
