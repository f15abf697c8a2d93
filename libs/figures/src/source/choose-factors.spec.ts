import { describe, expect, it } from 'vitest';
import { ETS, GB, GB_2015 } from '../../fixtures/planted-site.js';
import { chooseFactors, type FactorQuestion } from './choose-factors.js';

const ask = (more: Partial<FactorQuestion>) =>
  chooseFactors({
    category: 'purchasedElectricity',
    choice: { kind: 'grid', rule: 'latest-at-report-due' },
    gridRegion: 'CN-GD',
    accountingYear: 2025,
    asOf: '2026-06-01',
    sourceVersion: 3,
    ...more,
  });
const regionOf = (more: Partial<FactorQuestion>) => ask(more)[0]?.region;
const GRID = { kind: 'grid', rule: 'latest-at-report-due' } as const;

describe('the region of a grid factor', () => {
  it.each([
    ['as the source chooses', {}, 'CN-GD'],
    ['its own before the site’s', { choice: { ...GRID, region: 'CN-BJ' } }, 'CN-BJ'],
    ['site level: its own', { grid: GB.grid }, 'CN-GD'],
    ['national', { grid: ETS.grid }, 'CN'],
    ['regional', { grid: GB_2015.grid }, 'grid-south'],
    ['regional, of a region that is one', { grid: GB_2015.grid, gridRegion: 'CN' }, 'CN'],
  ] as const)('%s', (_what, more, region) => {
    expect(regionOf(more)).toBe(region);
  });

  it('is missing, not guessed, where the site names none', () => {
    expect(() => ask({ gridRegion: null })).toThrow('(region -, date 2026-03-31)');
    expect(regionOf({ gridRegion: null, grid: ETS.grid })).toBe('CN');
  });
});

describe('the rule of a grid factor', () => {
  it('is that of the method where it names one, else of the source', () => {
    const year = (more: Partial<FactorQuestion>) =>
      Number(ask({ gridRegion: 'CN', accountingYear: 2024, ...more })[0]?.year);
    // The report of 2024 was due on 31 March 2025, when the factor of 2022 was the latest; now it is a later one.
    expect(year({})).toBe(2022);
    expect(year({ grid: { geography: 'site', rule: 'latest-published' } })).toBeGreaterThan(2022);
    expect(year({ choice: { kind: 'grid', rule: 'latest-published' } })).toBeGreaterThan(2022);
  });

  it('gives the residual factor for what is bought, and never for what is delivered', () => {
    const bought = ask({ gridRegion: 'CN', residual: true })[0];
    expect(bought?.id).toContain('excl-market-nonfossil');
    expect(ask({ gridRegion: 'CN', residual: false })[0]?.id).not.toContain('excl-market-nonfossil');
    expect(ask({ gridRegion: 'CN', residual: true, category: 'exportedElectricity' })[0]?.id).not.toContain(
      'residual',
    );
  });

  it('gives no residual factor before it was published', () => {
    const published = ask({
      gridRegion: 'CN',
      residual: true,
      grid: { geography: 'national', rule: 'latest-published' },
    })[0];
    expect(published).toBeDefined();
    expect(() => ask({ gridRegion: 'CN', residual: true, asOf: '2020-01-01', accountingYear: 2019 })).toThrow(
      'was published on 2024-04-12',
    );
  });
});

describe('other factors', () => {
  it('are of the fuel, with CH4 and N2O only where they count', () => {
    const roles = (more: Partial<FactorQuestion>) =>
      ask({ category: 'stationaryCombustion', choice: { kind: 'fuel', fuel: 'diesel' }, ...more }).map(
        ({ role }) => role,
      );
    expect(roles({})).toEqual(['netCalorificValue', 'carbonContent', 'oxidationFactor']);
    expect(roles({ combustionGases: false })).toHaveLength(3);
    expect(roles({ combustionGases: true }).slice(3)).toEqual(['ch4Factor', 'n2oFactor']);
  });

  it('are of the road unless driven off it, and never so for what stands still', () => {
    const n2o = (category: 'mobileCombustion' | 'stationaryCombustion', driven?: 'off-road') =>
      ask({
        category,
        choice: { kind: 'fuel', fuel: 'diesel', ...(driven === undefined ? {} : { driven }) },
        combustionGases: true,
      }).find(({ role }) => role === 'n2oFactor')?.value;
    expect([
      n2o('mobileCombustion'),
      n2o('mobileCombustion', 'off-road'),
      n2o('stationaryCombustion'),
    ]).toEqual(['3.9', '28.6', '0.6']);
  });

  it('refuse biomass as fossil and fossil as biomass, in both languages', () => {
    const of = (category: 'biogenic' | 'stationaryCombustion', fuel: string) => () =>
      ask({ category, choice: { kind: 'fuel', fuel } });
    expect(of('stationaryCombustion', 'wood')).toThrow('give the source the class biogenic');
    expect(of('biogenic', 'diesel')).toThrow('this fuel is fossil');
    expect(of('biogenic', 'wood')().length).toBeGreaterThan(0);
  });

  it('are the default of heat for what is bought or delivered, and refused elsewhere', () => {
    const choice = { kind: 'library', id: 'heat-default-gbt32151-34-2024' } as const;
    expect(ask({ category: 'purchasedHeat', choice })[0]).toMatchObject({ value: '0.11' });
    expect(ask({ category: 'exportedHeat', choice })[0]).toMatchObject({ value: '0.11' });
    expect(() => ask({ category: 'purchasedElectricity', choice })).toThrow(
      'Category heat is no factor of electricity',
    );
    expect(
      ask({ category: 'process', choice: { kind: 'library', id: 'process-carbonate-caco3-gbt' } })[0]?.id,
    ).toBe('process-carbonate-caco3-gbt');
  });

  it('are none of a site parameter, which is of a span, and the stated one of a site', () => {
    expect(ask({ choice: { kind: 'parameter', code: 'p' } })).toEqual([]);
    const stated = ask({
      category: 'process',
      choice: { kind: 'site', value: '0.4', unit: 'tCO2/t', source: 'permit' },
    });
    expect(stated).toMatchObject([{ value: '0.4', unit: 'tCO2/t', version: 'source v3' }]);
  });
});
