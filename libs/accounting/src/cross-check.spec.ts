import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossCheck } from './cross-check.js';

const kwh = (value: string | null) => ({ value, unit: 'kWh' });

describe('crossCheck', () => {
  it('shows the second account less the first, in the unit of the first', () => {
    // 12.06 MWh = 12 060 kWh; 12 060 − 12 000 = 60; 60 ÷ 12 000 = 0.5 %
    expect(crossCheck(kwh('12000'), { value: '12.06', unit: 'MWh' })).toEqual({
      value: '12060',
      unit: 'kWh',
      difference: '60',
      differencePercent: 0.5,
      withinTolerance: true,
    });
  });

  it.each([
    ['1010', 1, true],
    ['990', -1, true],
    ['1010.01', 1.001, false],
    ['989', -1.1, false],
  ])('1000 against %s: %d %%, within tolerance %s', (second, differencePercent, withinTolerance) => {
    expect(crossCheck(kwh('1000'), kwh(second))).toMatchObject({ differencePercent, withinTolerance });
  });

  it('compares nothing with a missing account', () => {
    const open = { difference: null, differencePercent: null, withinTolerance: null };
    expect(crossCheck(kwh('5'), kwh(null))).toEqual({ value: null, unit: 'kWh', ...open });
    expect(crossCheck(kwh(null), kwh('5'))).toEqual({ value: '5', unit: 'kWh', ...open });
  });

  it('has no percentage of nothing', () => {
    expect(crossCheck(kwh('0'), kwh('0'))).toMatchObject({ differencePercent: 0, withinTolerance: true });
    expect(crossCheck(kwh('0'), kwh('3'))).toMatchObject({
      difference: '3',
      differencePercent: null,
      withinTolerance: false,
    });
  });

  it('refuses accounts of different dimensions', () => {
    expect(() => crossCheck(kwh('1'), { value: '1', unit: 't' })).toThrow(/kWh/);
  });

  it('equal accounts always agree, and swapping them turns the sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (a, b) => {
        expect(crossCheck(kwh(String(a)), kwh(String(a)))).toMatchObject({
          difference: '0',
          withinTolerance: true,
        });
        const there = Number(crossCheck(kwh(String(a)), kwh(String(b))).difference);
        expect(there + Number(crossCheck(kwh(String(b)), kwh(String(a))).difference)).toBe(0);
      }),
    );
  });
});
