import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../calculate.js';
import { uncertaintyOf, type HalfWidth, type UncertainLine } from './uncertainty.js';

const basis = { zh: '试', en: 'test' };
const line = (source: string, mwh: string, factor: string, ef = '0.5', sign = 1): UncertainLine => ({
  name: source,
  sign,
  trace: calculate('purchased-electricity', {
    activity: { value: mwh, unit: 'MWh', origin: 'activity', ref: source },
    emissionFactor: { value: ef, unit: 'tCO2/MWh', origin: 'factor', ref: factor },
  }).trace,
});
const withoutRef = (mwh: string) =>
  calculate('purchased-electricity', {
    activity: { value: mwh, unit: 'MWh', origin: 'activity' },
    emissionFactor: { value: '0.5', unit: 'tCO2/MWh', origin: 'factor', ref: 'f' },
  }).trace;
const widths =
  (byRef: Readonly<Record<string, number>>) =>
  ({ input }: { input: { ref: string | null } }): HalfWidth | null => {
    const percent = byRef[input.ref ?? ''];
    return percent === undefined ? null : { percent, basis };
  };

describe('IPCC approach 1', () => {
  it('rule A, a product: √(3² + 4²) = 5 %', () => {
    const result = uncertaintyOf([line('a', '100', 'f')], widths({ a: 3, f: 4 }));
    expect(result?.halfWidthPercent).toBeCloseTo(5, 10);
    expect(result).toMatchObject({ method: 'propagation', unknownShare: 0 });
    expect(result?.lowTco2e).toBeCloseTo(50 * 0.95, 10);
    expect(
      result?.contributions.map(({ name, varianceShare }) => [name, Number(varianceShare.toFixed(4))]),
    ).toEqual([
      ['f', 0.64],
      ['a', 0.36],
    ]);
  });

  it('rule B, a sum of independent figures: √((10 % × 50)² + (20 % × 25)²)/75', () => {
    const lines = [line('a', '100', 'f'), line('b', '50', 'g')];
    const result = uncertaintyOf(lines, widths({ a: 10, b: 20 }));
    expect(result?.halfWidthPercent).toBeCloseTo((Math.hypot(5, 5) / 75) * 100, 10);
  });

  it('a factor shared by rows adds linearly: 5 % of the whole', () => {
    const lines = [line('a', '100', 'f'), line('b', '50', 'f'), line('c', '7', 'f')];
    expect(uncertaintyOf(lines, widths({ f: 5 }))?.halfWidthPercent).toBeCloseTo(5, 10);
  });

  it('what is subtracted takes its share of a common factor away', () => {
    const lines = [line('a', '100', 'f'), line('out', '40', 'f', '0.5', -1)];
    expect(uncertaintyOf(lines, widths({ f: 5 }))?.halfWidthPercent).toBeCloseTo(5, 10);
  });

  it('knows through a nested trace and a change of unit', () => {
    const { trace } = calculate('purchased-electricity', {
      activity: { value: '100000', unit: 'kWh', origin: 'activity', ref: 'a' },
      emissionFactor: { value: '0.5', unit: 'kgCO2/kWh', origin: 'factor', ref: 'f' },
    });
    const result = uncertaintyOf([{ name: 'a', trace, sign: 1 }], widths({ a: 3, f: 4 }));
    expect(result?.halfWidthPercent).toBeCloseTo(5, 10);
  });

  it('takes amounts without a ref for independent: √2 × 10 % × 50 of 100', () => {
    const lines = ['a', 'b'].map((name) => ({ ...line(name, '100', 'f'), trace: withoutRef('100') }));
    const result = uncertaintyOf(lines, ({ input }) => ({
      percent: input.name === 'activity' ? 10 : 0,
      basis,
    }));
    expect(result?.halfWidthPercent).toBeCloseTo(Math.SQRT2 * 5, 10);
  });

  it('takes factors of one id with different values for different factors', () => {
    const lines = [line('a', '100', 'site-factor', '0.5'), line('b', '100', 'site-factor', '0.25')];
    const result = uncertaintyOf(lines, widths({ a: 0, b: 0, 'site-factor': 10 }));
    // √(5² + 2.5²) of 75
    expect(result?.halfWidthPercent).toBeCloseTo((Math.hypot(5, 2.5) / 75) * 100, 10);
  });

  it('is of a formula that is no product: a carbon balance of in less out', () => {
    // (100 t × 0.8 − 50 t × 0.2) × 44/12; 2 % of 80 and 10 % of 10 tC: √(1.6² + 1²) of 70
    const flow = (amount: string, content: string, ref: string) => ({
      amount: { value: amount, unit: 't', origin: 'activity' as const, ref },
      carbonContent: { value: content, unit: 'tC/t', origin: 'factor' as const, ref: `${ref}-cc` },
    });
    const rows = { 'inflow.coke': flow('100', '0.8', 'in'), 'outflow.dust': flow('50', '0.2', 'out') };
    const inputs = Object.fromEntries(
      Object.entries(rows).flatMap(([row, fields]) =>
        Object.entries(fields).map(([field, value]) => [`${row}.${field}`, value] as const),
      ),
    );
    const { trace } = calculate('carbon-balance', inputs);
    const known = widths({ in: 2, out: 10, 'in-cc': 0, 'out-cc': 0 });
    const result = uncertaintyOf([{ name: 'balance', sign: 1, trace }], known);
    expect(result?.halfWidthPercent).toBeCloseTo((Math.hypot(1.6, 1) / 70) * 100, 8);
  });
});

describe('what is not known', () => {
  const lines = [line('a', '100', 'f'), line('b', '300', 'g')];

  it('is told with its share of the emissions, also where only the factor is unknown', () => {
    const result = uncertaintyOf(lines, widths({ a: 3, f: 4, b: 1 }));
    expect(result?.unknownShare).toBeCloseTo(0.75, 12);
    expect(result?.missing).toEqual([{ name: 'g', kind: 'factor', refused: false }]);
    expect(result?.reason.en).toContain(
      'unknown uncertainty are not in it, so the true interval is wider: g;',
    );
    expect(result?.reason.zh).toContain('g');
  });

  it('is not what is exact by convention, nor what does not move the figure', () => {
    expect(uncertaintyOf(lines, widths({ a: 3, f: 0, b: 1, g: 0 }))).toMatchObject({
      unknownShare: 0,
      missing: [],
    });
    const none = [line('a', '100', 'f'), line('b', '0', 'g')];
    expect(uncertaintyOf(none, widths({ a: 3, f: 4 }))?.missing).toEqual([]);
  });

  it('is a half-width that is none: negative, or no number', () => {
    for (const percent of [-1, Number.NaN, Infinity]) {
      expect(uncertaintyOf(lines, widths({ a: 3, f: 4, b: 1, g: percent }))?.missing).toHaveLength(1);
    }
  });

  it('has no interval at all for nothing, or a sum of 0', () => {
    expect(uncertaintyOf([], widths({}))).toBeNull();
    expect(uncertaintyOf([line('a', '0', 'f')], widths({ a: 1 }))).toBeNull();
  });
});

describe('steam near the line of saturation', () => {
  const steam = (celsius: string): UncertainLine => {
    const enthalpy = calculate('steam-enthalpy-superheated', {
      pressure: { value: '0.8', unit: 'MPa', ref: 's' },
      temperature: { value: celsius, unit: 'degC', ref: 's' },
    });
    const { trace } = calculate('steam-heat', {
      mass: { value: '100', unit: 't', origin: 'activity', ref: 's' },
      enthalpy,
      enthalpyBaseline: { value: '83.74', unit: 'kJ/kg', ref: 'method' },
    });
    return { name: 's', sign: 1, trace };
  };
  const known = (percent: number) => (leaf: { input: { name: string } }) => ({
    percent: leaf.input.name === 'temperature' ? percent : 0,
    basis,
  });

  it('goes by the side on which it is steam: 2 % of 172 °C is 3.44 K, at about 2.5 kJ/(kg·K)', () => {
    // IF97, 0.8 MPa: h(172 °C) 2772.40, h(175.44 °C) 2780.78: 8.4 kJ/kg of 2772.4 − 83.74
    const result = uncertaintyOf([steam('172')], known(2));
    expect(result?.halfWidthPercent).toBeGreaterThan(0.28);
    expect(result?.halfWidthPercent).toBeLessThan(0.35);
    expect(result?.missing).toEqual([]);
  });

  it('draws without fail where a draw would be water', () => {
    const result = uncertaintyOf([steam('172')], known(61));
    expect(result?.method).toBe('monte-carlo');
    expect(Number.isFinite(result?.lowTco2e)).toBe(true);
    expect(result?.halfWidthPercent).toBeGreaterThan(5);
  });
});

describe('Monte Carlo', () => {
  it('is used above 60 %, keeps to the seed, and never goes below zero', () => {
    const lines = [line('a', '100', 'leak')];
    const wide = uncertaintyOf(lines, widths({ a: 3, leak: 100 }), 7);
    expect(wide?.method).toBe('monte-carlo');
    expect(wide?.lowTco2e).toBeGreaterThan(0);
    expect(wide?.highTco2e).toBeGreaterThan(50);
    expect(uncertaintyOf(lines, widths({ a: 3, leak: 100 }), 7)).toEqual(wide);
    expect(uncertaintyOf(lines, widths({ a: 3, leak: 100 }), 8)?.highTco2e).not.toBe(wide?.highTco2e);
  });

  it('agrees with propagation where a wide term hardly matters, within 0.2 % of the figure', () => {
    const lines = [line('a', '1000', 'f'), line('b', '600', 'f'), line('c', '0.01', 'leak')];
    const known = { a: 3, b: 5, f: 4, c: 1 };
    const propagated = uncertaintyOf(lines, widths({ ...known, leak: 50 }))?.halfWidthPercent ?? 0;
    const simulated = uncertaintyOf(lines, widths({ ...known, leak: 80 }));
    expect(simulated?.method).toBe('monte-carlo');
    expect(Math.abs((simulated?.halfWidthPercent ?? 0) - propagated)).toBeLessThan(0.2);
  });

  it('keeps the correlation of a wide line with the rest: a shared meter adds linearly', () => {
    // Both hang on meter m at 40 %, whose share of the sum is all of it; the leak of 61 % is 1 % of the sum.
    const lines = [line('m', '1000', 'f'), { ...line('m', '10', 'leak'), name: 'n' }];
    const result = uncertaintyOf(lines, widths({ m: 40, f: 0, leak: 61 }));
    expect(result?.method).toBe('monte-carlo');
    expect(Math.abs((result?.halfWidthPercent ?? 0) - 40)).toBeLessThan(1.2);
  });

  it('draws a lognormal of the stated mean: 100 % gives e^(±1.96 σ − σ²/2), σ² = ln(1 + (1/1.96)²)', () => {
    const result = uncertaintyOf([line('a', '100', 'leak')], widths({ a: 0, leak: 100 }));
    // σ² = ln(1 + 0.26032) = 0.23137, σ = 0.48101: 50 × e^(−1.05845) = 17.35, 50 × e^(0.82709) = 114.3
    expect(Math.abs((result?.lowTco2e ?? 0) - 17.35)).toBeLessThan(0.6);
    expect(Math.abs((result?.highTco2e ?? 0) - 114.3)).toBeLessThan(4);
  });

  it('gives the same digits in any order of the lines, drawn or propagated', () => {
    const lines = Array.from({ length: 40 }, (_, n) =>
      line(`s${String(n)}`, String(1 / (n + 3)), n % 3 === 0 ? 'leak' : 'f', String(0.1 * (n + 1))),
    );
    for (const wide of [50, 90]) {
      const of = ({ input }: { input: { ref: string | null } }) => ({
        percent: input.ref === 'leak' ? wide : 3.3,
        basis,
      });
      const result = uncertaintyOf(lines, of);
      expect(result?.method).toBe(wide > 60 ? 'monte-carlo' : 'propagation');
      expect(uncertaintyOf(lines.toReversed(), of)).toEqual(result);
    }
  });
});

describe('properties', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000 });
  it('does not change when all amounts are scaled', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 2, max: 50 }), (mwh, k) => {
        const u = (value: number) =>
          uncertaintyOf([line('a', String(value), 'f')], widths({ a: 3, f: 4 }))?.halfWidthPercent ?? 0;
        expect(u(mwh * k)).toBeCloseTo(u(mwh), 8);
      }),
      { numRuns: 30 },
    );
  });
  it('does not depend on the order; splitting over independent meters lowers only the part of the meters', () => {
    fc.assert(
      fc.property(amount, amount, (x, y) => {
        const a = line('a', String(x), 'f');
        const b = line('b', String(y), 'f');
        const known = widths({ a: 3, b: 3, f: 4, all: 3 });
        const one = uncertaintyOf([a, b], known)?.halfWidthPercent ?? 0;
        expect(uncertaintyOf([b, a], known)?.halfWidthPercent).toBeCloseTo(one, 10);
        expect(one).toBeLessThanOrEqual(5 + 1e-9);
        expect(one).toBeGreaterThanOrEqual(4 - 1e-9);
      }),
      { numRuns: 30 },
    );
  });
  it('of rows with one factor and independent meters is √(f² + m² Σx²/(Σx)²)', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), (amounts) => {
        const lines = amounts.map((mwh, n) => line(`m${String(n)}`, String(mwh), 'f'));
        const result = uncertaintyOf(lines, ({ input }) => ({ percent: input.ref === 'f' ? 4 : 3, basis }));
        const sum = amounts.reduce((a, b) => a + b, 0);
        expect(result?.halfWidthPercent).toBeCloseTo(Math.hypot(4, (3 * Math.hypot(...amounts)) / sum), 8);
      }),
      { numRuns: 30 },
    );
  });
});
