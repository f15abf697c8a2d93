import { ExactDecimal } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { productionTotal, type ProducedPart } from './production-total.js';

const part = (fromMs: number, toMs: number, value: number, coverage = 1): ProducedPart => ({
  fromMs,
  toMs,
  value: new ExactDecimal(value),
  coverage,
});
const total = (parts: ProducedPart[], kind: 'amount' | 'state' = 'amount', fromMs = 0, toMs = 100) => {
  const { value, ...more } = productionTotal(parts, { fromMs, toMs }, kind);
  return { value: value?.toFixed() ?? null, ...more };
};

describe('production of a span', () => {
  it('is the sum of its parts', () => {
    expect(total([part(0, 40, 3), part(40, 100, 4)])).toEqual({
      value: '7',
      complete: true,
      coverage: 1,
      divided: false,
      missing: [],
    });
  });

  it('is missing where nothing is known, and never 0', () => {
    expect(total([])).toEqual({
      value: null,
      complete: false,
      coverage: 0,
      divided: false,
      missing: [{ fromMs: 0, toMs: 100 }],
    });
    // What only touches the span is outside.
    expect(total([part(-50, 0, 3), part(100, 150, 4)]).value).toBeNull();
    expect(total([part(0, 100, 0)])).toMatchObject({ value: '0', complete: true });
  });

  it('names what lacks at the beginning, between and at the end', () => {
    expect(total([part(60, 90, 2), part(10, 40, 1)])).toMatchObject({
      value: '3',
      complete: false,
      coverage: 0.6,
      missing: [
        { fromMs: 0, toMs: 10 },
        { fromMs: 40, toMs: 60 },
        { fromMs: 90, toMs: 100 },
      ],
    });
  });

  it('takes of a part that reaches over the border its share of time', () => {
    expect(total([part(-100, 100, 8), part(100, 200, 9)])).toMatchObject({
      value: '4',
      complete: true,
      divided: true,
    });
    expect(total([part(0, 400, 8)], 'amount', 100, 200)).toMatchObject({ value: '2', divided: true });
  });

  it('of a state is the mean over the time it is known for', () => {
    expect(total([part(-1000, 25, 100), part(25, 100, 200)], 'state')).toMatchObject({
      value: '175',
      complete: true,
      divided: false,
    });
    // Three unequal thirds of one value are that value, to the digit.
    expect(total([part(0, 31, 31000), part(31, 59, 31000), part(59, 100, 31000)], 'state').value).toBe(
      '31000',
    );
    expect(total([part(0, 50, 100)], 'state')).toMatchObject({
      value: '100',
      complete: false,
      coverage: 0.5,
    });
  });

  it('is not whole where a counter lacks readings, but for less than a thousandth', () => {
    expect(total([part(0, 100, 5, 0.999)]).complete).toBe(true);
    expect(total([part(0, 100, 5, 0.998)])).toMatchObject({ complete: false, coverage: 0.998, missing: [] });
  });
});
