import { describe, expect, it } from 'vitest';
import { completenessOf, sharesBefore, sizeShares, type CoveredLine } from './completeness.js';

const line = (code: string, exact: string | null, coverage = 1, weight = 1): CoveredLine => ({
  code,
  status: exact === null ? 'missing' : 'ok',
  exact,
  weight,
  activity: { coverage },
});
const shares = (entries: Record<string, number>): ReadonlyMap<string, number> =>
  new Map(Object.entries(entries));

describe('complete', () => {
  it.each([
    ['of nothing', [], false],
    ['one source, all its time', [line('a', '1', 1)], true],
    ['half its time', [line('a', '1', 0.5)], false],
    ['exactly 0.9999', [line('a', '1', 0.9999)], false],
    ['just above', [line('a', '1', 0.99991)], true],
    ['one of two in part', [line('a', '1'), line('b', '1', 0.99)], false],
    ['one without a figure, though covered', [line('a', '1'), line('b', null, 1)], false],
    ['one beside the total without a figure', [line('a', '1'), line('b', null, 0, 0)], false],
  ])('%s: %s', (_what, lines, expected) => {
    expect(completenessOf(lines).complete).toBe(expected);
  });

  it('names what is missing and what is covered in part', () => {
    const found = completenessOf([line('a', '1'), line('b', null, 0), line('c', '1', 0.97)]);
    expect(found).toMatchObject({ missing: ['b'], partial: ['c'] });
  });
});

describe('a lower bound', () => {
  it.each([
    ['all whole', [line('a', '1')], false],
    ['exactly enough', [line('a', '1', 0.95)], false],
    ['less than enough', [line('a', '1', 0.9499)], true],
    ['one missing', [line('a', '1'), line('b', null, 0)], true],
    ['one missing beside the total', [line('a', '1'), line('b', null, 0, 0)], false],
    ['without any figure there is no bound', [line('a', null, 0)], false],
    ['nothing', [], false],
    ['a missing export would make it smaller', [line('a', '1'), line('out', null, 0, -1)], false],
    ['short on both sides', [line('a', '1', 0.5), line('out', '1', 0.5, -1)], false],
    ['a whole export does not matter', [line('a', '1', 0.5), line('out', '1', 1, -1)], true],
  ])('%s: %s', (_what, lines, expected) => {
    expect(completenessOf(lines).lowerBound).toBe(expected);
  });
});

describe('coverage', () => {
  it.each([
    ['nothing', [], {}, 0],
    ['one', [line('a', '10', 0.4)], {}, 0.4],
    ['a gap of the largest counts most: 0.9 × 0.5 + 0.1', [line('a', '90', 0.5), line('b', '10')], {}, 0.55],
    ['what is subtracted weighs by its size: 36/40', [line('a', '30'), line('b', '10', 0.6, -1)], {}, 0.9],
    ['a removal that its line gives as negative', [line('a', '30'), line('b', '-10', 0.6)], {}, 0.9],
    ['zeros weigh alike', [line('a', '0', 0.2), line('b', '0', 0.6)], {}, 0.4],
    ['nothing beside the total counts', [line('a', '1', 0.5), line('b', '9', 1, 0)], {}, 0.5],
    ['without any figure', [line('a', null, 1)], { a: 1 }, 0],
    ['missing by its share of before', [line('a', '10'), line('b', null, 0)], { a: 0.7, b: 0.3 }, 0.7],
    ['on top of a gap: 0.7 × 0.5', [line('a', '10', 0.5), line('b', null, 0)], { a: 0.7, b: 0.3 }, 0.35],
    ['without a figure before: one of two', [line('a', '10'), line('b', null, 0)], { a: 1 }, 0.5],
    // One of three alike; of the other two thirds the share 0.25 is missing.
    [
      'known and unknown: (1 − 1/3) × 0.75',
      [line('a', '9'), line('b', null), line('c', null)],
      { a: 0.75, b: 0.25 },
      0.5,
    ],
    ['beside the total it takes nothing', [line('a', '10'), line('b', null, 0, 0)], { a: 1 }, 1],
    ['never below 0', [line('a', '1'), line('b', null)], { b: 1.2 }, 0],
  ])('%s', (_what, lines, before, expected) => {
    expect(completenessOf(lines, shares(before)).coverage).toBeCloseTo(expected, 12);
  });
});

describe('shares of before', () => {
  const now = [line('a', '1'), line('b', null, 0), line('c', null, 0), line('memo', null, 0, 0)];
  it('are taken from the closest span that has the source, and no further than needed', async () => {
    const asked: number[] = [];
    const spans = [[line('a', '8'), line('b', '2')], [line('a', '3'), line('b', '3'), line('c', '6')], []];
    const found = await sharesBefore(now, [0, 1, 2], async (span) => {
      asked.push(span);
      return Promise.resolve(spans[span] ?? []);
    });
    expect([...found]).toEqual([
      ['a', 0.8],
      ['b', 0.2],
      ['c', 0.5],
    ]);
    expect(asked).toEqual([0, 1]);
  });
  it('ask nothing where nothing that counts is missing', async () => {
    const found = await sharesBefore([line('a', '1'), line('memo', null, 0, 0)], [0], async () =>
      Promise.reject(new Error('asked')),
    );
    expect(found.size).toBe(0);
  });
});

describe('shares by size', () => {
  it('are of what stands in the total and has a figure', () => {
    const of = sizeShares([
      line('a', '30'),
      line('out', '10', 1, -1),
      line('bio', '60', 1, 0),
      line('gone', null),
    ]);
    expect([...of]).toEqual([
      ['a', 0.75],
      ['out', 0.25],
    ]);
  });
  it('are alike where all are 0', () => {
    expect([...sizeShares([line('a', '0'), line('b', '0')]).values()]).toEqual([0.5, 0.5]);
  });
});
