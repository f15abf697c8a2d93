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
  const of = (table: string, category: string, id: string) =>
    factorHalfWidth({ id, role: 'emissionFactor', table, category }).percent;
  it('is exact for a GWP, which is a convention', () => {
    const gwp = { id: 'gwp-sf6-ar5', role: 'gwp', table: 'gwp', category: 'gwp100' };
    expect(factorHalfWidth(gwp)).toMatchObject({ percent: 0 });
  });
  it.each([
    ['electricity', 'grid-average-national', 'elec-cn-2023-average', 5],
    ['heat', 'heat', 'heat-default-gbt32151-34-2024', 10],
    ['fuels', 'fuel-ncv', 'fuel-anthracite-ncv-gbt32151-34-2024', 5],
    ['fuels', 'fuel-ncv', 'fuel-natural-gas-ncv-gbt32151-34-2024', 2],
    ['fuels', 'fuel-carbon-content', 'fuel-diesel-cc-gbt32151-34-2024', 2],
    // no coal, though the name has it
    ['fuels', 'fuel-ncv', 'fuel-coke-oven-gas-ncv-gbt32151-34-2024', 20],
    ['fuels', 'fuel-ncv', 'fuel-other-coal-gas-ncv-gbt32151-34-2024', 20],
    ['fuels', 'fuel-co2-per-heat', 'fuel-charcoal-co2heat-ipcc2006', 20],
    ['fuels', 'fuel-oxidation-factor', 'fuel-anthracite-of-gbt32151-34-2024', 1],
    ['fuels', 'fuel-ch4', 'fuel-anthracite-ch4-ipcc2006', 100],
    ['fuels', 'fuel-mobile-n2o', 'fuel-diesel-road-n2o-ipcc2006', 100],
    ['process', 'carbonate-decomposition', 'process-carbonate-caco3-gbt', 2],
    ['process', 'product-factor', 'process-x', 7.5],
    ['fugitive-waste', 'refrigerant-leak', 'refrigerant-x', 30],
    ['energy-to-standard-coal', 'x', 'y', 10],
  ])('%s, %s, %s: %f %%', (table, category, id, percent) => {
    expect(of(table, category, id)).toBe(percent);
  });
  it("goes by the rung for a site's own", () => {
    const own = (rung?: 'measured' | 'supplier') =>
      factorHalfWidth({ id: 'cc#1', role: 'carbonContent', table: null, category: null, rung }).percent;
    expect([own('measured'), own('supplier'), own()]).toEqual([1.5, 3, 2]);
  });
});
