import { readFileSync } from 'node:fs';
import { ExactDecimal } from '@zerofab/units';
import jsep, { type BinaryExpression, type Expression, type Literal } from 'jsep';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.js';
import type { GivenInputs } from './given.js';
import type { Evaluation } from './result.js';
import { schemeById } from './schemes.js';

/** docs/scoring.md: under each heading with a scheme its inputs as JSON, its table by hand, its totals in words. */
const text = readFileSync(new URL('../../../docs/scoring.md', import.meta.url), 'utf8');
const factories = text.split(/^## /m).flatMap((section) => {
  const [, scheme] = /^.*\(`(\w+)`\)/.exec(section) ?? [];
  const [, json] = /```json\n([\s\S]*?)```/.exec(section) ?? [];
  if (scheme === undefined || json === undefined) return [];
  return [{ scheme, section, inputs: JSON.parse(json) as GivenInputs }];
});

/** Works out what stands in a cell apart from the engine. */
const work = (node: Expression): number => {
  if (node.type === 'Literal') return Number((node as Literal).raw);
  const { operator, left, right } = node as BinaryExpression;
  const [a, b] = [work(left), work(right)];
  if (operator === '*') return a * b;
  if (operator === '/') return a / b;
  return operator === '-' ? a - b : a + b;
};
const figure = (cell: string): number =>
  work(jsep(cell.replaceAll('×', '*').replaceAll('−', '-').replaceAll('†', '')));

const rowsOf = (section: string): readonly (readonly string[])[] =>
  section
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));

it('there are two factories', () => {
  expect(factories.map(({ scheme }) => scheme)).toEqual(['std_c1_example', 'zero_carbon_national_2026']);
});

describe.each(factories)('the factory of $scheme', ({ scheme, section, inputs }) => {
  const found = evaluate(schemeById(scheme), 2026, inputs);
  const indicator = (id: string): Evaluation['indicators'][number] => {
    const each = found.indicators.find((candidate) => candidate.id === id);
    if (each === undefined) throw new Error(`no indicator ${id}`);
    return each;
  };
  const rows = rowsOf(section).filter((row) => row.length === 6);

  it('has a row for every indicator that weighs anything', () => {
    expect(rows.map(([id]) => id)).toEqual(
      found.indicators.filter(({ weight }) => weight !== '0').map(({ id }) => id),
    );
  });

  it.each(rows)(
    '%s: %s, b %s, l %s, w %s → %s',
    (id = '', _value, baseline = '', leading = '', weight = '', points = '') => {
      const each = indicator(id);
      expect(Number(each.weight)).toBeCloseTo(figure(weight), 9);
      expect(Number(each.points)).toBeCloseTo(figure(points), 9);
      for (const [cell, stated] of [
        [baseline, each.baseline],
        [leading, each.leading],
      ] as const) {
        if (cell === '') continue;
        expect(Number(stated?.value)).toBe(figure(cell));
        // A dagger stands where the number is a default of ours, and nowhere else.
        expect(cell.endsWith('†')).toBe(stated?.source?.ours === true);
      }
    },
  );

  it('has the totals that are told', () => {
    const [, score, upper, completeness] =
      /Score \*\*([\d.]+)\*\*, upper bound \*\*([\d.]+)\*\*, completeness ([\d.]+)\./.exec(section) ?? [];
    const rounded = (value: string | null) =>
      new ExactDecimal(value ?? 0).toFixed(2, ExactDecimal.ROUND_HALF_UP);
    expect([rounded(found.score), rounded(found.upperBound)]).toEqual([score, upper]);
    expect(Number(found.completeness)).toBeCloseTo(Number(completeness), 9);
  });
});

it('both conventions and the apportioned share stand as they are told', () => {
  const zero = factories[1];
  if (zero === undefined) throw new Error('there are two factories');
  const { variants } = evaluate(schemeById(zero.scheme), 2026, zero.inputs);
  const value = (id: string, convention: string, apportioned: string) =>
    Number(
      variants
        .find(
          ({ switches }) => switches['convention'] === convention && switches['apportioned'] === apportioned,
        )
        ?.core.find((each) => each.id === id)?.value,
    );
  const rows = rowsOf(zero.section).filter((row) => row.length === 5);
  expect(rows.map(([id]) => id)).toEqual(['1.1', '1.2', '1.3']);
  for (const [id = '', equivalent, calorific, counted] of rows) {
    expect(value(id, 'equivalent', 'excluded')).toBeCloseTo(Number(equivalent), 4);
    expect(value(id, 'calorific', 'excluded')).toBeCloseTo(Number(calorific), 4);
    expect(value(id, 'equivalent', 'counted')).toBeCloseTo(Number(counted), 4);
  }
});
