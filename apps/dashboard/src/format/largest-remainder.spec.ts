import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundToTotal } from './largest-remainder';

it('rounds parts so that they add up to the rounded total', () => {
  expect(roundToTotal([33.333, 33.333, 33.334], 1)).toEqual([33.3, 33.3, 33.4]);
  expect(roundToTotal([1.25, null, 1.25], 1)).toEqual([1.3, null, 1.2]);
});

it('always adds up, and moves no part by more than one step', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 3 }),
      (parts, decimals) => {
        const unit = 10 ** decimals;
        const rounded = roundToTotal(parts, decimals).map((part) => part ?? 0);
        const sum = Math.round(rounded.reduce((total, part) => total + part * unit, 0));
        expect(sum).toBe(Math.round(parts.reduce((total, part) => total + part * unit, 0)));
        for (const [index, part] of parts.entries()) {
          expect(Math.abs((rounded[index] ?? 0) - part)).toBeLessThanOrEqual(1 / unit + 1e-6);
        }
      },
    ),
  );
});
