import { describe, expect, it } from 'vitest';
import { regress } from './regression.js';
import { constantShare, savingOf } from './saving.js';
import { studentT } from './student.js';
import type { Row } from './terms.js';
import { reasonsAgainst } from './verdict.js';

const rows: Row[] = [
  [10, 121],
  [20, 139],
  [30, 161],
  [40, 179],
  [50, 201],
  [60, 219],
].map(([output, y]) => ({ y: y ?? 0, x: { output: output ?? 0 } }));
const model = regress(rows, ['output']);

describe('a saving', () => {
  // y = a + b·output by hand: x̄ = 35, ȳ = 170, Sxy = 3470, Sxx = 1750: b = 347/175, a = 100.6.
  const b = 347 / 175;
  const found = savingOf(
    model,
    rows,
    [
      { y: 110, x: { output: 10 } },
      { y: 250, x: { output: 80 } },
    ],
    ['output'],
  );

  it('is what the model expects at the actual drivers less what was used, and runs on', () => {
    expect(model.coefficients[0]?.value).toBeCloseTo(100.6, 10);
    expect(found.points[0]?.expected).toBeCloseTo(100.6 + 10 * b, 10);
    expect(found.points[0]?.saving).toBeCloseTo(10 * b - 9.4, 10);
    expect(found.points[1]?.cusum).toBeCloseTo(10 * b - 9.4 + 80 * b - 149.4, 10);
    expect(found.saving).toBeCloseTo(90 * b - 158.8, 10);
    expect(found).toMatchObject({ actual: 360 });
    expect(found.share).toBeCloseTo((90 * b - 158.8) / (201.2 + 90 * b), 10);
  });
  it('tells drivers outside the range of the baseline', () => {
    expect(found.points.map(({ extrapolated }) => extrapolated)).toEqual([[], ['output']]);
    expect(savingOf(model, rows, [{ y: 1, x: { output: 9.9 } }], ['output']).points[0]?.extrapolated).toEqual(
      ['output'],
    );
    expect(savingOf(model, rows, [{ y: 1, x: { output: 60 } }], ['output']).points[0]?.extrapolated).toEqual(
      [],
    );
  });
  it('has its uncertainty by ASHRAE 14', () => {
    // Residuals alternate: ρ is negative and counts as 0, n′ = 6.
    expect(model.autocorrelation).toBeLessThan(0);
    const expected =
      studentT(0.9, 4) * 1.26 * (model.cvRmse ?? 0) * (201.2 + 90 * b) * Math.sqrt((1 + 2 / 6) / 2);
    expect(found.uncertainty).toBeCloseTo(expected, 10);
    expect(found.demonstrable).toBe(true);
    const little = savingOf(model, rows, [{ y: 100.6 + 10 * b - 0.5, x: { output: 10 } }], ['output']);
    expect(little.saving).toBeCloseTo(0.5, 10);
    expect(little.demonstrable).toBe(false);
  });
  it('is less certain where neighbouring residuals are alike', () => {
    const alike = regress(
      [3, 4, 4, 3, 1, 0, 0, 1].map((y, index) => ({ y: y + 10, x: { z: index % 4 } })),
      ['z'],
    );
    const rho = alike.autocorrelation ?? 0;
    expect(rho).toBeGreaterThan(0.3);
    const effective = (8 * (1 - rho)) / (1 + rho);
    const found = savingOf(alike, [], [{ y: 9, x: { z: 1 } }], []);
    const expected = found.expected;
    expect(found.uncertainty).toBeCloseTo(
      studentT(0.9, 6) *
        1.26 *
        (alike.cvRmse ?? 0) *
        expected *
        Math.sqrt((8 / effective) * (1 + 2 / effective)),
      8,
    );
  });
  it('of nothing is nothing', () => {
    expect(savingOf(model, rows, [], ['output'])).toMatchObject({
      saving: 0,
      share: null,
      uncertainty: null,
      demonstrable: false,
    });
  });
  it('has a part that depends on no driver', () => {
    expect(constantShare(model)).toBeCloseTo(100.6 / 170, 10);
    expect(constantShare(regress(rows, ['output'], false))).toBeNull();
  });
});

describe('a verdict', () => {
  const codes = (...args: Parameters<typeof reasonsAgainst>) =>
    reasonsAgainst(...args).map(({ code, term }) => [code, term]);
  const noisy = regress(
    [10, 16, 9, 15, 11, 14].map((y, index) => ({ y, x: { z: index } })),
    ['z'],
  );

  it('accepts a close model', () => {
    expect(codes(model, 'monthly')).toEqual([]);
  });
  it('goes by the frequency of the points, and names what is not significant', () => {
    // CV(RMSE) of `noisy` lies between 25 % and 30 %.
    expect(noisy.cvRmse).toBeGreaterThan(0.25);
    expect(noisy.cvRmse).toBeLessThan(0.3);
    expect(codes(noisy, 'daily')).toEqual([
      ['cvRmse', null],
      ['p', 'z'],
    ]);
    expect(codes(noisy, 'hourly')).toEqual([['p', 'z']]);
  });
  it('wants plausible signs: told ones, and energy that rises with degrees', () => {
    expect(codes(model, 'monthly', { output: 'negative' })).toEqual([['sign', 'output']]);
    expect(codes(model, 'monthly', { output: 'positive' })).toEqual([]);
    const falling = regress(
      [100, 81, 59, 41, 20].map((y, index) => ({ y, x: { t: 15 - index } })),
      [{ heating: 't', base: 16 }],
    );
    expect(codes(falling, 'hourly')).toEqual([['sign', 'heating(t)']]);
    expect(codes(falling, 'hourly', { 'heating(t)': 'negative' })).toEqual([]);
  });
  it('wants no bias', () => {
    const biased = regress(
      [10, 10.5, 9.8, 10.2].map((y, index) => ({ y, x: { z: index + 1 } })),
      ['z'],
      false,
    );
    expect(codes(biased, 'hourly')).toContainEqual(['nmbe', null]);
    expect(
      reasonsAgainst(
        regress(
          [-1, 1, 1, -1].map((y, z) => ({ y, x: { z } })),
          ['z'],
        ),
        'hourly',
      )[0],
    ).toMatchObject({ code: 'cvRmse' });
  });
});
