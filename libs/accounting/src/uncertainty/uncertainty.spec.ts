import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../calculate.js';
import { activityHalfWidth, factorHalfWidth } from './half-widths.js';
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

  it('says which share of the emissions has no known uncertainty, and is null for nothing', () => {
    const result = uncertaintyOf([line('a', '100', 'f'), line('b', '300', 'g')], widths({ a: 3, f: 4 }));
    expect(result?.unknownShare).toBeCloseTo(0.75, 12);
    expect(uncertaintyOf([], widths({}))).toBeNull();
    expect(uncertaintyOf([line('a', '0', 'f')], widths({ a: 1 }))).toBeNull();
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

  it('agrees with propagation where a wide term hardly matters', () => {
    const lines = [line('a', '1000', 'f'), line('b', '0.01', 'leak')];
    const known = { a: 3, f: 4, b: 1 };
    const propagated = uncertaintyOf(lines, widths(known));
    const simulated = uncertaintyOf(lines, widths({ ...known, leak: 80 }));
    expect(simulated?.method).toBe('monte-carlo');
    expect(simulated?.halfWidthPercent).toBeCloseTo(propagated?.halfWidthPercent ?? 0, 0);
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
});

describe('half-widths', () => {
  it('takes what is known best: stated, then class, then a default that says so', () => {
    expect(activityHalfWidth({ percent: 0.7, meterClass: 1, kind: 'meter', estimatedShare: 0 }).percent).toBe(
      0.7,
    );
    expect(activityHalfWidth({ meterClass: 0.5, kind: 'meter', estimatedShare: 0 }).percent).toBe(0.5);
    const known = activityHalfWidth({ kind: 'stock', estimatedShare: 0 });
    expect(known.percent).toBe(3);
    expect(known.basis.en).toContain('not of a standard');
    // 1 % of the measured half, 20 % of the estimated half
    expect(activityHalfWidth({ kind: 'meter', estimatedShare: 0.5 }).percent).toBeCloseTo(
      Math.hypot(0.5, 10),
      10,
    );
  });
  it('has none for a GWP, which is a convention', () => {
    expect(factorHalfWidth({ id: 'gwp-sf6-ar5', role: 'gwp', table: 'gwp', measured: false })).toBeNull();
    expect(
      factorHalfWidth({ id: 'x', role: 'emissionFactor', table: 'electricity', measured: false })?.percent,
    ).toBe(5);
    expect(
      factorHalfWidth({
        id: 'fuel-anthracite-ncv',
        role: 'netCalorificValue',
        table: 'fuels',
        measured: false,
      })?.percent,
    ).toBe(5);
  });
});
