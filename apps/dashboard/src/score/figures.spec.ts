import { describe, expect, it } from 'vitest';
import {
  cornerOf,
  formatIndicator,
  formatPercentChange,
  formatPoints,
  placeOnBar,
  withIndicatorUnit,
} from './figures';

describe('figures of indicators', () => {
  it.each([
    [null, '—'],
    [0, '0'],
    [13, '13'],
    [1.40471, '1.4'],
    [0.216, '0.216'],
    [25.5304, '25.5'],
    [89.16, '89.2'],
    [1234.56, '1\u202f235'],
    [0.00012345, '0.000123'],
    [-2.5, '\u22122.5'],
  ])('%s → %s', (value, text) => {
    expect(formatIndicator(value)).toBe(text);
  });
  it('carry their unit, but a share of one or a count none', () => {
    expect(withIndicatorUnit(1.8, 'tCO2/tce')).toBe('1.8\u202ftCO₂/tce');
    expect(withIndicatorUnit(6, 'piece')).toBe('6');
    expect(withIndicatorUnit(null, '%')).toBe('—');
  });
  it('points have two decimals, changes a sign', () => {
    expect([formatPoints(6), formatPoints(null), formatPercentChange(-5.608)]).toEqual([
      '6.00',
      '—',
      '\u22125.6\u202f%',
    ]);
  });
});

describe('place on a bar', () => {
  const at = (value: number | null, tick = 34) => placeOnBar({ value, baseline: 1.8, leading: 0.2 }, tick);
  it.each([
    [1.8, 34],
    [0.2, 100],
    [1, 67],
    [0.1, 100],
    [3.4, 0],
    [9, 0],
    [2.6, 17],
  ])('%s stands at %s', (value, place) => {
    expect(at(value)).toBeCloseTo(place, 9);
  });
  it('is none for what is not known', () => {
    expect(at(null)).toBeNull();
    expect(placeOnBar({ value: 1, baseline: null, leading: 2 }, 0)).toBeNull();
    expect(placeOnBar({ value: 1, baseline: 2, leading: 2 }, 0)).toBeNull();
  });
});

it('corners go round clockwise from above', () => {
  expect(cornerOf(0, 5, 10, 50).map(Math.round)).toEqual([50, 40]);
  expect(cornerOf(1, 4, 10, 50).map(Math.round)).toEqual([60, 50]);
});
