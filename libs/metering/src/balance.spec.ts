import { describe, expect, it } from 'vitest';
import { balanceLimit, balanceOf } from './balance.js';

describe('balanceOf', () => {
  it('tells what no meter below measured, in amount and share', () => {
    expect(balanceOf('electricity', 1000, [600, 380])).toEqual({
      allocated: 980,
      unallocated: 20,
      share: 0.02,
      alarm: false,
    });
    expect(balanceOf('electricity', 1000, [600, 430]).unallocated).toBe(-30);
  });

  it.each([
    ['electricity', 970, false],
    ['electricity', 969, true],
    ['electricity', 1030, false],
    ['electricity', 1031, true],
    ['naturalGas', 950, false],
    ['naturalGas', 949, true],
    ['steam', 1051, true],
  ] as const)('of %s with %s of 1000 below: alarm %s', (carrier, below, alarm) => {
    expect(balanceOf(carrier, 1000, [below]).alarm).toBe(alarm);
    expect(balanceLimit(carrier)).toBe(carrier === 'electricity' ? 0.03 : 0.05);
  });

  it('says nothing where a part is not known, or nothing was used', () => {
    expect(balanceOf('water', 10, [5, null])).toEqual({
      allocated: null,
      unallocated: null,
      share: null,
      alarm: false,
    });
    expect(balanceOf('water', null, [5])).toEqual({
      allocated: 5,
      unallocated: null,
      share: null,
      alarm: false,
    });
    expect(balanceOf('water', 0, [5])).toEqual({ allocated: 5, unallocated: -5, share: null, alarm: false });
  });
});
