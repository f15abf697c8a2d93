import { describe, expect, it } from 'vitest';
import { normalStream, xoshiro128 } from './random.js';

describe('random numbers', () => {
  it('are those of the reference implementation, state 1 2 3 4', () => {
    // First by hand: 2 × 5 = 10, rotated by 7: 1280, × 9 = 11520. The rest: xoshiro128starstar.c 1.1, as rand_xoshiro tests it.
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  const draws = (name: string, seed: number): number[] => {
    const next = normalStream(name, seed);
    return Array.from({ length: 20_000 }, () => next());
  };
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  it('are standard normal: mean 0, variance 1, 2.5 % below −1.96', () => {
    const z = draws('factor:f:0.5 tCO2/MWh', 7);
    // Standard errors over 20 000 draws: 0.007, 0.01 and 0.0011; four of each are allowed.
    expect(Math.abs(mean(z))).toBeLessThan(0.028);
    expect(Math.abs(mean(z.map((x) => x * x)) - 1)).toBeLessThan(0.04);
    expect(Math.abs(z.filter((x) => x < -1.96).length / z.length - 0.025)).toBeLessThan(0.0044);
  });

  it('differ by name and by seed, independently of each other', () => {
    const a = draws('activity:a', 7);
    for (const other of [draws('activity:b', 7), draws('activity:a', 8)]) {
      const correlation = mean(a.map((x, i) => x * (other[i] ?? 0)));
      expect(Math.abs(correlation)).toBeLessThan(0.028);
    }
    expect(draws('activity:a', 7)).toEqual(a);
  });
});
