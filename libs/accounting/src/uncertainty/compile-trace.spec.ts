import { readdirSync, readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { calculate, type GivenInput, type GivenInputs } from '../calculate.js';
import { AccountingError } from '../errors.js';
import { compileTrace } from './compile-trace.js';
import { leavesOf } from './leaves.js';

const folder = new URL('../../examples/', import.meta.url);
const cases = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(readFileSync(new URL(name, folder), 'utf8'), { schema: 'failsafe' }).flatMap(
    (document) => {
      const { formula, cases: list } = (document as { toJS: () => unknown }).toJS() as {
        formula: string;
        cases: { title: string; inputs: Readonly<Record<string, GivenInput>> }[];
      };
      return list.map(({ title, inputs }) => ({ formula, title, inputs }));
    },
  ),
);
/** The leaf of each input is found again by its ref. */
const withRefs = (inputs: Readonly<Record<string, GivenInput>>): GivenInputs =>
  Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, { ...given, ref: name }]));

const close = (value: number, exact: string): void => {
  const expected = Number(exact);
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-9, Math.abs(expected)));
};

describe('a trace as a function of its leaves', () => {
  it.each(cases)(
    '$formula, $title: same figure as the decimals, as stated and with each input 1/64 higher',
    (entry) => {
      const inputs = withRefs(entry.inputs);
      const { trace } = calculate(entry.formula, inputs);
      const keys = [...leavesOf(trace, 'line').values()];
      const evaluate = compileTrace(trace, 'line', (key) => keys.findIndex((leaf) => leaf.key === key));
      const scales = new Float64Array(keys.length).fill(1);
      close(evaluate(scales), trace.result.value);
      for (const [name, given] of Object.entries(inputs)) {
        const index = keys.findIndex(({ input }) => input.ref === name);
        let higher: string;
        try {
          const value = new ExactDecimal(String(given.value)).times('1.015625').toFixed();
          higher = calculate(entry.formula, { ...inputs, [name]: { ...given, value } }).value;
        } catch (error) {
          // Bounds of inputs, e.g. an oxidation above 1, do not apply to the function.
          if (error instanceof AccountingError) continue;
          throw error;
        }
        scales[index] = 1.015625;
        close(evaluate(scales), higher);
        scales[index] = 1;
      }
    },
  );

  it('is no number where a formula refuses the state', () => {
    const { trace } = calculate('steam-enthalpy-superheated', {
      pressure: { value: '0.8', unit: 'MPa' },
      temperature: { value: '172', unit: 'degC' },
    });
    const evaluate = compileTrace(trace, 's', (key) => (key.endsWith('temperature') ? 0 : 1));
    expect(evaluate([1, 1])).toBe(Number(trace.result.value));
    expect(evaluate([0.98, 1])).toBeNaN();
  });
});
