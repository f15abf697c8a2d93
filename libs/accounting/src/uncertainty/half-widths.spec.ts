import { builtInLibrary } from '@zerofab/factors';
import { describe, expect, it } from 'vitest';
import { activityHalfWidth, factorHalfWidth } from './half-widths.js';

describe('half-width of an activity', () => {
  it('takes what is known best: stated, then class, then a default that says so', () => {
    const all = { percent: 0.7, meterClass: 1, kind: 'meter', estimatedShare: 0 };
    expect(activityHalfWidth(all).percent).toBe(0.7);
    expect(activityHalfWidth({ ...all, percent: undefined }).percent).toBe(1);
    expect(activityHalfWidth({ meterClass: 0.2, kind: 'meter', estimatedShare: 0 }).percent).toBe(0.2);
    const known = activityHalfWidth({ kind: 'stock', quality: 'low', estimatedShare: 0 });
    expect(known.percent).toBe(3);
    expect(known.basis.en).toContain('not of a standard');
    expect(known.basis.zh).toContain('非标准规定');
  });
  it('goes by the grade of data quality where the way of measuring is not known', () => {
    const of = (quality?: 'high' | 'medium' | 'low') =>
      activityHalfWidth({ kind: 'other', quality, estimatedShare: 0 });
    expect([of('high'), of('medium'), of('low')].map(({ percent }) => percent)).toEqual([2, 5, 30]);
    expect(of()).toMatchObject({ percent: 5 });
    expect(of().basis.en).toContain('not known');
  });
  it('is wider by what was estimated', () => {
    // 1 % of the measured half, 20 % of the estimated half
    expect(activityHalfWidth({ kind: 'meter', estimatedShare: 0.5 }).percent).toBeCloseTo(
      Math.hypot(0.5, 10),
      10,
    );
    // all of it, and not more
    expect(activityHalfWidth({ kind: 'meter', estimatedShare: 1.2 }).percent).toBe(20);
  });
});

describe('half-width of a factor', () => {
  const library = builtInLibrary();
  const widthOf = (id: string) => {
    const { table, category, parameter, fuel } = library.byId.get(id)!;
    return factorHalfWidth({ role: 'emissionFactor', table, category, parameter, fuel }).percent;
  };
  it('is exact for a GWP, which is a convention', () => {
    const gwp = { role: 'emissionFactor', table: 'gwp', category: 'gwp100', parameter: 'gwp', fuel: null };
    expect(factorHalfWidth(gwp)).toMatchObject({ percent: 0 });
    expect(factorHalfWidth({ ...gwp, role: 'gwp', table: null })).toMatchObject({ percent: 0 });
  });
  it.each([
    ['elec-cn-2023-average', 5],
    ['heat-default-gbt32151-34-2024', 10],
    ['fuel-anthracite-ncv-gbt32151-34-2024', 5],
    ['fuel-natural-gas-ncv-gbt32151-34-2024', 2],
    ['fuel-diesel-cc-gbt32151-34-2024', 2],
    // no coal, though the name has it
    ['fuel-coke-oven-gas-ncv-gbt32151-34-2024', 20],
    ['fuel-other-coal-gas-ncv-gbt32151-34-2024', 20],
    ['fuel-charcoal-co2heat-ipcc2006', 20],
    ['fuel-anthracite-of-gbt32151-34-2024', 1],
    ['fuel-anthracite-ch4-ipcc2006', 100],
    ['fuel-diesel-road-n2o-ipcc2006', 100],
    ['fuel-hydrogen-direct-co2', 2],
    ['process-carbonate-caco3-gbt', 2],
    ['process-cao-mass-ratio', 2],
    ['process-clinker-ets-default', 7.5],
    ['leak-chiller-defra', 30],
    ['tce-diesel-kgce', 10],
  ])('%s: %f %%', (id, percent) => {
    expect(widthOf(id)).toBe(percent);
  });
  it('knows every fuel of the library; one that no list names is wide', () => {
    const known = library.factors.filter(({ table, fuel }) => table === 'fuels' && fuel !== null);
    const basis = (fuel: string | null) =>
      factorHalfWidth({
        role: 'netCalorificValue',
        table: 'fuels',
        category: 'fuel-ncv',
        parameter: 'netCalorificValue',
        fuel,
      });
    const unknown = known.filter(({ fuel }) => basis(fuel).basis.en.includes('no known kind'));
    expect(unknown.map(({ id }) => id)).toEqual(
      // Their CH4 and N2O have a width of their own, whatever the fuel.
      known.filter(({ fuel }) => /-(road|offroad)$/.test(fuel ?? '')).map(({ id }) => id),
    );
    expect([basis('moon-coal').percent, basis(null).percent]).toEqual([20, 20]);
  });
  it("goes by the rung for a site's own", () => {
    const own = (rung?: 'measured' | 'supplier') =>
      factorHalfWidth({
        role: 'carbonContent',
        table: null,
        category: null,
        parameter: null,
        fuel: null,
        rung,
      }).percent;
    expect([own('measured'), own('supplier'), own()]).toEqual([1.5, 3, 2]);
  });
});
