import type { Waterfall } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { comparedRange, waterfallBars } from './waterfall-bars';

const waterfall = (before: string | null, after: string | null, deltas: readonly string[]): Waterfall => ({
  method: { id: 'm', name: { zh: 'm', en: 'm' } },
  from: '',
  to: '',
  comparedFrom: '',
  comparedTo: '',
  beforeTco2e: before,
  afterTco2e: after,
  steps: deltas.map((deltaTco2e, n) => ({ kind: n === 0 ? 'activity' : 'factor', deltaTco2e, lines: [] })),
});

describe('bars of a waterfall', () => {
  it('stand where the step before ended, in percent of the highest point', () => {
    const bars = waterfallBars(waterfall('80', '70', ['20', '-30']));
    expect(bars).toMatchObject({ start: '80.00%', end: '70.00%', highest: 100 });
    expect(bars.steps.map(({ left, width }) => [left, width])).toEqual([
      ['80.00%', '20.00%'],
      ['70.00%', '30.00%'],
    ]);
  });

  it('never go below the axis, and stay finite without a figure', () => {
    expect(waterfallBars(waterfall('10', '-5', ['-15'])).steps[0]).toMatchObject({
      left: '0.00%',
      width: '100.00%',
    });
    expect(waterfallBars(waterfall(null, null, []))).toMatchObject({
      start: '0.00%',
      end: '0.00%',
      highest: 0,
    });
  });
});

it('compares the same part of another year', () => {
  expect(comparedRange({ from: '2026', to: '2027' }, 2026, 2024)).toEqual({ from: '2024', to: '2025' });
  expect(
    comparedRange({ from: '2024-01-01T00:00:00+08:00', to: '2024-02-29T14:30:00+08:00' }, 2024, 2023),
  ).toEqual({ from: '2023-01-01T00:00:00+08:00', to: '2023-02-28T14:30:00+08:00' });
});
