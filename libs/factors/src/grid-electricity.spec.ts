import { describe, expect, it } from 'vitest';
import { BadLookupError, FactorNotFoundError } from './errors.js';
import { lookupGridFactor, type GridLookup } from './grid-electricity.js';
import { gridRegion, gridRegions } from './grid-region.js';
import { builtInLibrary, makeLibrary } from './library.js';

const base: GridLookup = {
  region: 'CN-JS',
  accountingYear: 2026,
  asOf: '2026-11-23',
  rule: 'latest-at-report-due',
};
const lookup = (change: Partial<GridLookup>) => lookupGridFactor({ ...base, ...change });
const errorOf = (change: Partial<GridLookup>): FactorNotFoundError => {
  try {
    lookup(change);
  } catch (error) {
    if (error instanceof FactorNotFoundError) return error;
  }
  throw new Error('expected a FactorNotFoundError');
};

describe('rule latest-at-report-due', () => {
  it.each([
    [2024, '2026-11-23', '2022'],
    [2025, '2026-11-23', '2023'],
    [2026, '2026-11-23', '2023'],
    [2026, '2025-12-31', '2023'],
    [2026, '2025-12-30', '2022'],
    [2025, '2024-12-25', '2021'],
  ])('accounting year %i, report of %s: data year %s', (accountingYear, asOf, year) => {
    expect(lookup({ accountingYear, asOf }).year).toBe(year);
  });
});

describe('rule data-year', () => {
  it.each([
    [2022, '2026-11-23', '2022'],
    [2021, '2026-11-23', '2021'],
    [2020, '2026-11-23', '2021'],
    [2018, '2026-11-23', '2021'],
    [2026, '2026-11-23', '2023'],
    [2023, '2024-12-25', '2021'],
    [2023, '2024-12-26', '2022'],
  ])('accounting year %i, report of %s: data year %s', (accountingYear, asOf, year) => {
    expect(lookup({ accountingYear, asOf, rule: 'data-year' }).year).toBe(year);
  });

  it('says that it went by data year', () => {
    const { choice } = lookup({ accountingYear: 2020, rule: 'data-year' });
    expect(choice.rule).toBe('data-year');
    expect(choice.why.en).toContain('whose data year is nearest: ');
    expect(choice.why.zh).toContain('数据年份最接近核算年份的：');
  });

  it('has nothing before the first publication, and takes the later of two as near', () => {
    expect(errorOf({ accountingYear: 2021, asOf: '2024-04-11', rule: 'data-year' }).message).toContain(
      'data-year',
    );
    const library = builtInLibrary();
    const near = library.factors.filter(
      ({ region, category, year }) =>
        region === 'CN' && category === 'grid-average-national' && year !== '2022',
    );
    const found = lookupGridFactor(
      { region: 'CN', accountingYear: 2022, asOf: '2026-11-23', rule: 'data-year' },
      makeLibrary('two', near),
    );
    expect(found.year).toBe('2023');
  });
});

describe('rule latest-published', () => {
  it.each([
    [2023, '2026-11-23', '2023'],
    [2018, '2024-04-12', '2021'],
    [2023, '2025-12-30', '2022'],
  ])('accounting year %i, report of %s: data year %s', (accountingYear, asOf, year) => {
    expect(lookup({ accountingYear, asOf, rule: 'latest-published' }).year).toBe(year);
  });
});

describe('the choice is always told', () => {
  it('exact: own factor, and why', () => {
    const factor = lookup({ region: 'CN', accountingYear: 2024 });
    expect(factor).toMatchObject({
      role: 'emissionFactor',
      id: 'elec-cn-2022-average',
      value: '0.5366',
      unit: 'kgCO2/kWh',
      gas: 'CO2',
      confidence: 'transcribed',
      choice: { how: 'exact', rule: 'latest-at-report-due' },
    });
    expect(factor.choice.why.en).toContain('published by 2025-03-31');
    expect(factor.choice.why.zh).toContain('数据年份 2022');
  });

  it('parent-region: Tibet takes its grid and says so', () => {
    const factor = lookup({ region: 'CN-XZ' });
    expect(factor).toMatchObject({ region: 'grid-southwest', choice: { how: 'parent-region' } });
    expect(factor.choice.why.en).toContain('Tibet (CN-XZ) has no official factor of its own');
    expect(factor.choice.why.zh).toContain('西藏（CN-XZ）没有自己的官方因子');
  });

  it('Inner Mongolia West and East take the provincial factor', () => {
    for (const region of ['CN-NM-W', 'CN-NM-E']) {
      expect(lookup({ region })).toMatchObject({ region: 'CN-NM', choice: { how: 'parent-region' } });
    }
  });
});

describe('no silent fallback', () => {
  it('has no factor for 2023 by report due: the first was published twelve days after it', () => {
    expect(errorOf({ accountingYear: 2023 }).date).toBe('2024-03-31');
  });

  it('does not widen the region for a factor that was not published yet', () => {
    const error = errorOf({ accountingYear: 2018 });
    expect(error).toMatchObject({ code: 'factor-not-found', region: 'CN-JS', date: '2019-03-31' });
    expect(error.message).toContain('grid average electricity CO2');
    expect(error.message).toContain('enter a site factor');
    expect(error.text.zh).toContain('2024-04-12');
  });

  it.each(['KR', 'CN-HK', 'CN-MO', 'CN-TW', '', 'grid', 'CN-ZZ'])('has nothing for %s', (region) => {
    expect(errorOf({ region }).message).toContain('Set the grid region of the site');
  });

  it.each([{ asOf: '2026-02-30' }, { asOf: '23.11.2026' }, { accountingYear: 20.5 }, { accountingYear: 12 }])(
    'refuses %o',
    (change) => {
      expect(() => lookup(change)).toThrow(BadLookupError);
    },
  );

  it('refuses an unknown rule', () => {
    const rule = 'newest' as unknown as GridLookup['rule'];
    expect(() => lookup({ rule })).toThrow('latest-published');
  });

  it('never returns residual, fossil, life-cycle or ETS factors', () => {
    const average = new Set(
      builtInLibrary()
        .factors.filter((f) => f.category.startsWith('grid-average-'))
        .map((f) => f.id),
    );
    const resolved = gridRegions()
      .filter(({ factor }) => factor !== 'none')
      .map(({ key }) => lookup({ region: key }).id);
    expect(resolved.filter((id) => !average.has(id))).toEqual([]);
  });
});

describe('regions', () => {
  it('are found in any case', () => {
    expect(gridRegion('cn-js')?.key).toBe('CN-JS');
    expect(gridRegions()).toHaveLength(44);
  });

  it('have two published factors on one day nowhere', () => {
    const keys = builtInLibrary()
      .factors.filter((f) => f.category.startsWith('grid-average-') && f.validFrom !== null)
      .map((f) => `${f.region ?? ''} ${f.validFrom ?? ''}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('snapshot of every resolved electricity factor', () => {
  it('by region and reporting day', () => {
    const resolved = gridRegions().map(({ key, factor }) => {
      if (factor === 'none') return `${key} none`;
      const values = ['2024-06-01', '2025-06-01', '2026-06-01'].map((asOf) =>
        lookup({ region: key, asOf, rule: 'latest-published' }),
      );
      return `${key} ${values.map((f) => `${f.value}(${f.year ?? ''} ${f.region ?? ''})`).join(' ')}`;
    });
    expect(resolved).toMatchSnapshot();
  });
});
