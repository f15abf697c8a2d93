import { describe, expect, it } from 'vitest';
import { DRAWS, quantile, simulate, type DrawnLine } from './simulate.js';

/** As many lines as asked for, each on a leaf of its own and one that all share; counts how often one is worked out. */
const site = (wide: number, narrow: number) => {
  const count = { wide: 0, narrow: 0 };
  const kinds = [...Array<'wide'>(wide).fill('wide'), ...Array<'narrow'>(narrow).fill('narrow')];
  const variables = [
    { key: 'shared', percent: 5 },
    ...kinds.map((kind, n) => ({ key: String(n), percent: kind === 'wide' ? 61 : 60 })),
  ];
  const lines = kinds.map((kind, n): DrawnLine => ({
    value: 1,
    sign: 1,
    evaluate: (scales) => {
      count[kind] += 1;
      return (scales[n + 1] ?? 1) * (scales[0] ?? 1);
    },
    changes: new Map([
      [0, 0.05],
      [n + 1, kind === 'wide' ? 0.61 : 0.6],
    ]),
  }));
  return { draws: simulate(lines, variables, 1), count };
};

describe('the work of a simulation', () => {
  it('is one evaluation a draw of each line with a leaf above 60 %, and none of the others, however many', () => {
    expect(site(3, 0).count).toEqual({ wide: 3 * DRAWS, narrow: 0 });
    expect(site(3, 1000).count).toEqual({ wide: 3 * DRAWS, narrow: 0 });
    expect(site(0, 1000).count).toEqual({ wide: 0, narrow: 0 });
  });
});

describe('draws', () => {
  it('come in order, as many as are drawn, around the sum', () => {
    const { draws } = site(2, 8);
    expect(draws).toHaveLength(DRAWS);
    expect(draws).toEqual(draws.toSorted());
    expect(Math.abs(quantile(draws, 0.5) - 10)).toBeLessThan(0.2);
  });

  it('spread as the narrow lines do together: √(8 × 0.6²) and 10 × 0.05 at 95 %', () => {
    const { draws } = site(0, 8);
    const expected = Math.hypot(Math.sqrt(8) * 0.6, 8 * 0.05);
    expect(Math.abs((quantile(draws, 0.975) - quantile(draws, 0.025)) / 2 - expected)).toBeLessThan(0.06);
  });

  it('fall back on the slopes where a formula refuses what was drawn', () => {
    const line = (evaluate: () => number): DrawnLine => ({
      value: 10,
      sign: 1,
      evaluate,
      changes: new Map([[0, 7]]),
    });
    const variables = [{ key: 'leak', percent: 70 }];
    const refused = simulate([line(() => NaN)], variables, 1);
    // A lognormal of mean 10: value + slope × (multiplier − 1), slope 7 × 100/70 = 10
    expect(Math.abs(refused.reduce((sum, value) => sum + value, 0) / DRAWS - 10)).toBeLessThan(0.15);
    expect(refused[0]).toBeGreaterThan(0);
    expect(simulate([line(() => 3)], variables, 1)[0]).toBe(3);
    expect(simulate([{ ...line(() => 3), sign: -1 }], variables, 1)[0]).toBe(-3);
  });
});

describe('a quantile', () => {
  it('is the value below which the share lies, the last at most', () => {
    const sorted = Float64Array.from([1, 2, 3, 4]);
    expect([0, 0.25, 0.5, 0.99, 1].map((share) => quantile(sorted, share))).toEqual([1, 2, 3, 4, 4]);
    expect(quantile(new Float64Array(), 0.5)).toBeNaN();
  });
});
