import { describe, expect, it } from 'vitest';
import { schemeById } from '../schemes.js';
import { coreIndicators, kept, promiseProblems, type YearlyTarget } from './promises.js';

const scheme = schemeById('zero_carbon_national_2026');
const of = (indicator: string, values: Readonly<Record<number, string>>): YearlyTarget[] =>
  Object.entries(values).map(([year, value]) => ({ year: Number(year), indicator, value }));
const PLAN = [
  ...of('1.1', { 2027: '1.5', 2028: '1', 2030: '0.2' }),
  ...of('1.2', { 2027: '40', 2030: '95' }),
  ...of('1.3', { 2027: '15', 2030: '35' }),
];
const problems = (targets: readonly YearlyTarget[], toYear = 2030) =>
  promiseProblems(scheme, { toYear }, targets).map(({ year, indicator, text }) => [year, indicator, text.en]);

describe('what stands against yearly targets', () => {
  it('nothing where each core target is reached at the end exactly', () => {
    expect(problems(PLAN)).toEqual([]);
  });
  it('a target that is missed by a hair, for either direction', () => {
    const short = PLAN.map((each) =>
      each.year === 2030
        ? { ...each, value: { '1.1': '0.21', '1.2': '94.9', '1.3': '35' }[each.indicator] ?? '' }
        : each,
    );
    expect(problems(short)).toEqual([
      [2030, '1.1', 'indicator 1.1: 0.21 at the end of building does not reach the target value 0.2 (E6)'],
      [2030, '1.2', 'indicator 1.2: 94.9 at the end of building does not reach the target value 95 (E6)'],
    ]);
  });
  it('no target of the last year', () => {
    expect(problems(PLAN.filter(({ indicator }) => indicator !== '1.3'))).toEqual([
      [2030, '1.3', 'indicator 1.3 lacks its target of 2030, the last year of building'],
    ]);
  });
  it('a year that is worse than the one before', () => {
    const bent = PLAN.map((each) =>
      each.indicator === '1.1' && each.year === 2028 ? { ...each, value: '1.6' } : each,
    );
    expect(problems(bent).map(([year]) => year)).toEqual([2028]);
  });
  it('a period that ends after 2030', () => {
    const late = PLAN.map((each) => (each.year === 2030 ? { ...each, year: 2031 } : each));
    expect(problems(late, 2031)).toEqual([
      [2031, null, 'the period of building ends with 2031, later than 2030 (E6)'],
    ]);
  });
});

describe('a promise of a year', () => {
  const [intensity, share] = coreIndicators(scheme);
  it.each([
    [intensity, '1.5', '1.5', true],
    [intensity, '1.5', '1.51', false],
    [share, '40', '40', true],
    [share, '40', '39.9', false],
    [share, null, '39.9', null],
    [share, '40', null, null],
  ] as const)('%#', (indicator, promised, actual, expected) => {
    if (indicator === undefined) throw new Error('no indicator');
    expect(kept(indicator, promised, actual)).toBe(expected);
  });
});
