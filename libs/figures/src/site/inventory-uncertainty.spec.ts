import type { Leaf } from '@zerofab/accounting';
import { describe, expect, it } from 'vitest';
import { builtInLibrary } from '@zerofab/factors';
import {
  dataOf,
  factsOf,
  GB,
  JAN,
  LOCATION,
  NOW_MS,
  ofMeter,
  source,
  used,
} from '../../fixtures/planted-site.js';
import type { SourceDefinition } from '../domain/source.js';
import { halfWidthsOf, uncertaintyOfTerms } from './inventory-uncertainty.js';
import { siteFigures } from './site-figures.js';

const leaf = (origin: Leaf['input']['origin'], name: string, ref: string | null): Leaf => ({
  key: `${origin} ${name} ${ref ?? ''}`,
  input: { name, symbol: name, value: '1', unit: '1', origin, ref, trace: null },
});

describe('half-widths of the leaves of a site', () => {
  const widthOf = halfWidthsOf([], 0, builtInLibrary());
  const percentOf = (of: Leaf): number | null => widthOf(of)?.percent ?? null;

  it('are exact for what the method sets and what is a convention', () => {
    expect(percentOf(leaf('given', 'enthalpyBaseline', 'gbt32150-2025'))).toBe(0);
    expect(percentOf(leaf('factor', 'gwp', 'gwp-ch4-fossil-ar6'))).toBe(0);
  });

  it('are known for proven electricity and for the tonnage behind a laboratory mean', () => {
    expect(percentOf(leaf('activity', 'provenMwh', 'grid#proofs'))).toBe(2);
    expect(percentOf(leaf('activity', 'batch.b7.amount', 'coal-ncv#7'))).toBe(2);
  });

  it('follow the table and category of a library factor', () => {
    expect(percentOf(leaf('factor', 'ch4Factor', 'fuel-anthracite-ch4-ipcc2006'))).toBe(100);
    expect(percentOf(leaf('factor', 'netCalorificValue', 'fuel-coke-oven-gas-ncv-gbt32151-34-2024'))).toBe(
      20,
    );
    expect(percentOf(leaf('factor', 'emissionFactor', 'site-factor'))).toBe(2);
  });

  it('are unknown for the amount of a source that is not there', () => {
    expect(widthOf(leaf('activity', 'activity', 'nowhere'))).toBeNull();
  });
});

describe('the half-width of activity data', () => {
  const [from = 0, to = 0] = JAN;
  const percent = (of: SourceDefinition, name = 'grid', more = {}) =>
    halfWidthsOf(
      [dataOf(of, { sums: [used(1, from, to, 1000, more)] })],
      NOW_MS,
      builtInLibrary(),
    )(leaf('activity', 'activity', name))?.percent;
  const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));

  it('is what the site states, or goes by the class of its meter, or by its kind', () => {
    const plain = percent(grid) ?? NaN;
    expect(percent({ ...grid, uncertainty: { activityPercent: '1.25' } })).toBe(1.25);
    expect(percent({ ...grid, uncertainty: { meterClass: 'class 0.5S' } })).toBe(0.5);
    expect(percent({ ...grid, uncertainty: { meterClass: 'unknown' } })).toBe(plain);
    expect(percent({ ...grid, uncertainty: { kind: 'invoice' } })).toBe(2);
    expect(plain).toBeGreaterThan(0);
  });

  it('grows with what is estimated, whatever the sign', () => {
    const sure = percent(grid) ?? NaN;
    const half = percent(grid, 'grid', { estimated: 500 }) ?? NaN;
    expect(half).toBeGreaterThan(sure);
    expect(percent(grid, 'grid', { estimated: 1000 })).toBeGreaterThan(half);
    expect(percent(grid, 'grid', { value: 0, estimated: 0 })).toBe(sure);
    expect(percent(grid, 'grid', { value: null })).toBe(sure);
  });

  it('of a further stream is not what is stated of the source', () => {
    const rich = source('x', 'process', ofMeter('main', 'e'), {
      uncertainty: { activityPercent: '9' },
      calculation: { formulas: [], inputs: { coke: { kind: 'manual', unit: 't' } } },
    });
    const widthOf = halfWidthsOf([dataOf(rich, {})], NOW_MS, builtInLibrary());
    expect(widthOf(leaf('activity', 'activity', 'x'))?.percent).toBe(9);
    expect(widthOf(leaf('activity', 'coke', 'x#coke'))?.percent).toBe(2);
  });

  it('of what the site states is 2 %, told in both languages, and asked for once', () => {
    const widthOf = halfWidthsOf([], 0, builtInLibrary());
    const stated = leaf('given', 'pressure', 'x: contract');
    expect(widthOf(stated)?.basis.en).toContain('value stated by the site');
    expect(widthOf(stated)).toBe(widthOf({ ...stated }));
    expect(widthOf(leaf('given', 'enthalpyBaseline', null))?.basis.zh).toBe('由核算方法规定');
  });
});

describe('the interval of an inventory', () => {
  const [from = 0, to = 0] = JAN;
  const data = [
    dataOf(
      source('grid', 'purchasedElectricity', ofMeter('main', 'e'), { uncertainty: { activityPercent: '3' } }),
      {
        sums: [used(1, from, to, 1_000_000)],
      },
    ),
    dataOf(source('out', 'exportedHeat', ofMeter('heat', 'q'), { uncertainty: { activityPercent: '4' } }), {
      sums: [used(3, from, to, 1000)],
    }),
  ];
  const terms = siteFigures(factsOf(), data, GB).flatMap(({ figure }) => figure.terms);
  /** Activity as stated, factors as exact. */
  const known = halfWidthsOf(data, NOW_MS, builtInLibrary());
  const widthOf = (of: Leaf) =>
    of.input.origin === 'factor' ? { percent: 0, basis: { zh: '', en: '' } } : known(of);

  it('is of the total as the method counts it: √((3 % × 530.6)² + (4 % × 110)²) of 530.6 − 110', () => {
    const interval = uncertaintyOfTerms(terms, GB, widthOf, true);
    const half = Math.hypot(0.03 * 530.6, 0.04 * 110);
    expect(interval?.halfWidthPercent).toBeCloseTo((half / 420.6) * 100, 6);
    expect(interval?.lowTco2e).toBeCloseTo(420.6 - half, 6);
    expect(interval?.highTco2e).toBeCloseTo(420.6 + half, 6);
    expect(interval?.contributions.map(({ name }) => name)).toEqual(['grid', 'out']);
    expect(interval).not.toHaveProperty('missing');
  });

  it('is of a line as it stands, and leaves out what is beside the total', () => {
    const exported = terms.filter(({ ref }) => ref === 'out');
    expect(uncertaintyOfTerms(exported, GB, widthOf, false)).toMatchObject({
      halfWidthPercent: expect.closeTo(4, 6) as number,
    });
    expect(uncertaintyOfTerms(exported, GB, widthOf, false)?.lowTco2e).toBeCloseTo(110 * 0.96, 6);
    expect(uncertaintyOfTerms(exported, LOCATION, widthOf, true)).toBeNull();
    expect(uncertaintyOfTerms([], GB, widthOf, true)).toBeNull();
  });
});
