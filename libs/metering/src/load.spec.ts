import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationCurve, loadFigures, type LoadStep } from './load.js';

const step = (index: number, kwh: number | null, resting = false, hours = 0.25): LoadStep => ({
  startMs: index * 900_000,
  hours,
  kwh,
  resting,
});

describe('load of a span', () => {
  it('has its peak, mean, base and idle load, by hand', () => {
    // 20 quarter hours: 1 × 200 kW, 17 × 100 kW, 2 × 40 kW on a rest day.
    const steps = [
      step(0, 50),
      ...Array.from({ length: 17 }, (_, n) => step(n + 1, 25)),
      step(18, 10, true),
      step(19, 10, true),
    ];
    expect(loadFigures(steps)).toEqual({
      peak: { kw: 200, startMs: 0 },
      mean: (50 + 17 * 25 + 20) / 5,
      base: 40,
      idle: 40,
      knownHours: 5,
    });
  });

  it('takes as base what 95 % of the time reaches: 19 of 20 steps, not all', () => {
    const steps = [...Array.from({ length: 19 }, (_, n) => step(n, 25)), step(19, 1)];
    expect(loadFigures(steps).base).toBe(100);
  });

  it('keeps the first of equal peaks and leaves out what is not known', () => {
    const figures = loadFigures([step(0, null), step(1, 10), step(2, 10), step(3, 5, false, 0)]);
    expect(figures).toMatchObject({ peak: { kw: 40, startMs: 900_000 }, knownHours: 0.5, idle: null });
  });

  it('says nothing where nothing is known', () => {
    expect(loadFigures([step(0, null, true)])).toEqual({
      peak: null,
      mean: null,
      base: null,
      idle: null,
      knownHours: 0,
    });
    expect(durationCurve([])).toEqual([]);
  });

  it('weighs steps by their length', () => {
    expect(durationCurve([step(0, 30, false, 3), step(4, 20, false, 1)])).toEqual([
      { kw: 20, share: 0.25 },
      { kw: 10, share: 1 },
    ]);
  });

  it('orders base ≤ mean ≤ peak, and the curve falls to the whole time', () => {
    const steps = fc.array(
      fc.record({ kwh: fc.option(fc.integer({ min: 0, max: 1000 })), rest: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(steps, (drawn) => {
        const curve = durationCurve(drawn.map(({ kwh, rest }, n) => step(n, kwh, rest)));
        const { peak, base, mean, idle } = loadFigures(drawn.map(({ kwh, rest }, n) => step(n, kwh, rest)));
        if (peak === null || base === null || mean === null) return curve.length === 0;
        const falls = curve.every(({ kw }, n) => n === 0 || kw <= (curve[n - 1]?.kw ?? 0));
        return (
          falls &&
          curve.at(-1)?.share === 1 &&
          curve[0]?.kw === peak.kw &&
          mean <= peak.kw + 1e-9 &&
          base <= peak.kw &&
          (idle === null || idle <= peak.kw + 1e-9)
        );
      }),
    );
  });
});
