import { describe, expect, it } from 'vitest';
import { FILIP, LONGLEY, NORRIS } from '../fixtures/nist-strd.js';
import { regress, type Regression } from './regression.js';
import { studentP, studentT } from './student.js';
import type { Row, Term } from './terms.js';

const digits = (found: number, certified: number): number =>
  found === certified ? 15 : -Math.log10(Math.abs(found - certified) / Math.abs(certified));
const code = (code: string, field: string) =>
  expect.objectContaining({
    refusal: expect.objectContaining({
      code,
      fields: [expect.objectContaining({ field }) as unknown],
    }) as unknown,
  }) as Error;

const agrees = (
  found: Regression,
  certified: {
    readonly coefficients: readonly number[];
    readonly standardErrors: readonly number[];
    readonly residualDeviation: number;
    readonly r2: number;
  },
  least: number,
): void => {
  found.coefficients.forEach(({ name, value, standardError }, index) => {
    expect(digits(value, certified.coefficients[index] ?? 0), name).toBeGreaterThan(least);
    expect(digits(standardError, certified.standardErrors[index] ?? 0), name).toBeGreaterThan(least);
  });
  expect(digits(found.standardError, certified.residualDeviation)).toBeGreaterThan(least);
  expect(digits(found.r2, certified.r2)).toBeGreaterThan(least);
};

describe('reference data of NIST', () => {
  it('Norris: twelve digits, with t and p', () => {
    const found = regress(
      NORRIS.y.map((y, index) => ({ y, x: { x: NORRIS.x[index] ?? 0 } })),
      ['x'],
    );
    agrees(found, NORRIS, 11);
    expect(found.coefficients.map(({ t }, index) => digits(t ?? 0, NORRIS.t[index] ?? 0) > 11)).toEqual([
      true,
      true,
    ]);
    expect(digits(found.coefficients[0]?.p ?? 0, NORRIS.pOfConstant)).toBeGreaterThan(10);
  });
  it('Longley: nine digits', () => {
    const rows = LONGLEY.rows.map(([y, ...x]) => ({
      y,
      x: Object.fromEntries(x.map((value, index) => [`x${String(index + 1)}`, value])),
    }));
    agrees(regress(rows, ['x1', 'x2', 'x3', 'x4', 'x5', 'x6']), LONGLEY, 9);
  });
  it('Filip: six digits of a polynomial of degree 10', () => {
    const rows = FILIP.y.map((y, index) => ({ y, x: { x: FILIP.x[index] ?? 0 } }));
    agrees(
      regress(
        rows,
        Array.from({ length: 10 }, (_, index): Term => ({ power: 'x', exponent: index + 1 })),
      ),
      FILIP,
      6,
    );
  });
});

describe('Student’s distribution', () => {
  it.each([
    // Tables of the t distribution.
    [0.9, 1, 6.3137515],
    [0.9, 10, 1.8124611],
    [0.95, 30, 2.0422725],
    [0.99, 5, 4.032143],
    [0.9, 100_000, 1.6448687],
  ])('holds %d of it at %d degrees of freedom within ± %d', (probability, degrees, t) => {
    expect(studentT(probability, degrees)).toBeCloseTo(t, 6);
    expect(studentP(t, degrees)).toBeCloseTo(1 - probability, 7);
  });
  it('is one half Cauchy’s at one degree of freedom', () => {
    // P(|t| ≥ 1) = 1/2, exactly; P(|t| ≥ √3) = 1/3.
    expect(studentP(1, 1)).toBeCloseTo(0.5, 12);
    expect(studentP(Math.sqrt(3), 1)).toBeCloseTo(1 / 3, 12);
    expect([studentP(0, 7), studentP(1e200, 7)]).toEqual([1, 0]);
  });
});

describe('a regression by hand', () => {
  // y = 1, 3, 2, 5 over x = 0, 1, 2, 3: b = 11/10, a = 11/10; e = −1/10, 8/10, −13/10, 6/10; Σe² = 27/10, Σ(y − ȳ)² = 35/4.
  const rows: Row[] = [1, 3, 2, 5].map((y, x) => ({ y, x: { x } }));
  const found = regress(rows, ['x']);

  it('has its coefficients, errors and fit', () => {
    expect(found.coefficients.map(({ name }) => name)).toEqual(['constant', 'x']);
    expect(found.coefficients[0]?.value).toBeCloseTo(1.1, 12);
    expect(found.coefficients[1]?.value).toBeCloseTo(1.1, 12);
    // s² = 1.35; se(b) = √(1.35/5), se(a) = √(1.35·14/20)
    expect(found.coefficients[1]?.standardError).toBeCloseTo(Math.sqrt(0.27), 12);
    expect(found.coefficients[0]?.standardError).toBeCloseTo(Math.sqrt(0.945), 12);
    expect(found.r2).toBeCloseTo(1 - 2.7 / 8.75, 12);
    expect(found.adjustedR2).toBeCloseTo(1 - ((2.7 / 8.75) * 3) / 2, 12);
    expect(found).toMatchObject({ n: 4, p: 2, degreesOfFreedom: 2 });
    expect(found.cvRmse).toBeCloseTo(Math.sqrt(1.35) / 2.75, 12);
    expect(found.nmbe).toBeCloseTo(0, 12);
  });
  it('has its autocorrelation', () => {
    // −0.08 − 1.04 − 0.78 = −1.9 of 2.7; steps 0.9, −2.1, 1.9: 8.83 of 2.7.
    expect(found.autocorrelation).toBeCloseTo(-1.9 / 2.7, 12);
    expect(found.durbinWatson).toBeCloseTo(8.83 / 2.7, 12);
  });
  it('may go through the origin', () => {
    // b = 22/14; Σe² = 39 − 22²/14; bias Σe = 11 − 6b.
    const through = regress(rows, ['x'], false);
    expect(through.coefficients).toHaveLength(1);
    expect(through.coefficients[0]?.value).toBeCloseTo(22 / 14, 12);
    expect(through.r2).toBeCloseTo(484 / 14 / 39, 12);
    expect(through.adjustedR2).toBeCloseTo(1 - ((1 - 484 / 14 / 39) * 4) / 3, 12);
    expect(through.nmbe).toBeCloseTo((11 - 132 / 14) / (3 * 2.75), 12);
  });
  it('may be exact', () => {
    const exact = regress(
      [0, 1, 2, 3].map((x) => ({ y: 2 + 3 * x, x: { x } })),
      ['x'],
    );
    expect(exact).toMatchObject({ r2: 1, cvRmse: 0, autocorrelation: null, durbinWatson: null });
    expect(exact.coefficients).toMatchObject([
      { t: null, p: 0 },
      { t: null, p: 0 },
    ]);
  });
  it('has no CV where the mean is 0', () => {
    expect(
      regress(
        [-1, 1, 1, -1].map((y, x) => ({ y, x: { x } })),
        ['x'],
      ),
    ).toMatchObject({ cvRmse: null, nmbe: null });
  });
});

describe('degrees', () => {
  const temperatures = [-4, 0, 3, 6, 9, 11, 14, 17, 19, 21, 24, 26, 29, 31, 33, 35];
  const energy = (t: number, index: number): number =>
    100 + 4 * Math.max(0, 15.5 - t) + 7 * Math.max(0, t - 22) + (index % 2 === 0 ? 0.01 : -0.01);
  const rows: Row[] = temperatures.map((t, index) => ({ y: energy(t, index), x: { temperature: t } }));

  it('find their base temperatures', () => {
    const found = regress(rows, [{ heating: 'temperature' }, { cooling: 'temperature' }]);
    expect(found.coefficients.map(({ name, base }) => [name, base])).toEqual([
      ['constant', null],
      ['heating(temperature)', 15.5],
      ['cooling(temperature)', 22],
    ]);
    expect(found.coefficients.map(({ value }) => Math.round(value * 10) / 10)).toEqual([100, 4, 7]);
  });
  it('keep a base that is given', () => {
    const found = regress(rows, [{ heating: 'temperature', base: 18 }]);
    expect(found.columns[0]).toMatchObject({
      base: 18,
      values: temperatures.map((t) => Math.max(0, 18 - t)),
    });
  });
  it('that are all 0 are refused', () => {
    expect(() => regress(rows, [{ cooling: 'temperature', base: 60 }])).toThrow(
      code('baseline-collinear', 'terms.0'),
    );
  });
});

describe('refused by name', () => {
  const rows: Row[] = [1, 4, 2, 8, 5, 7].map((y, index) => ({
    y,
    x: { a: index, b: 3 * index + 2, c: index * index },
  }));

  it('collinear drivers, with what they are made of', () => {
    expect(() => regress(rows, ['a', 'c', 'b'])).toThrow(code('baseline-collinear', 'terms.2'));
    expect(() => regress(rows, ['a', 'c', 'b'])).toThrow(/"b" is a combination of constant, a and/);
    expect(regress(rows, ['a', 'c']).p).toBe(3);
  });
  it('a driver that never changes', () => {
    expect(() =>
      regress(
        rows.map(({ y }) => ({ y, x: { d: 5 } })),
        ['d'],
      ),
    ).toThrow(/"d" is a combination of constant/);
  });
  it('too few points', () => {
    expect(() => regress(rows.slice(0, 3), ['a', 'c'])).toThrow(
      /3 points and 3 coefficients; give at least 4/,
    );
    expect(regress(rows.slice(0, 4), ['a', 'c']).degreesOfFreedom).toBe(1);
    expect(() => regress([], [])).toThrow(code('baseline-too-few-points', 'rows'));
  });
  it('too many choices of base temperatures', () => {
    const many = Array.from({ length: 1300 }, (_, index) => ({ y: index, x: { t: index % 40 } }));
    expect(() => regress(many, [{ heating: 't' }, { cooling: 't' }])).toThrow(
      code('baseline-bad-term', 'terms'),
    );
  });
  it('a point without a driver', () => {
    expect(() => regress([...rows, { y: 1, x: { a: 1 } }], ['a', 'c'])).toThrow(
      code('baseline-bad-term', 'rows.6.x.c'),
    );
    expect(() => regress(rows, ['toString'])).toThrow(code('baseline-bad-term', 'rows.0.x.toString'));
  });
});
