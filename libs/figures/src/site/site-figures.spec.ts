import { describe, expect, it } from 'vitest';
import {
  dataOf,
  ETS,
  factsOf,
  GB,
  GB_2015,
  JAN,
  ofMeter,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { isReported, siteFigures } from './site-figures.js';

const [from = 0, to = 0] = JAN;
const grid = dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e')), {
  sums: [used(1, from, to, 1000)],
});
const leak = dataOf(source('leak', 'fugitive', { kind: 'manual', unit: 'kg' }, { gas: 'SF6' }), {});

describe('figures of a site', () => {
  it('are of the sources that the method reports', () => {
    expect([grid, leak].map((data) => isReported(data, ETS))).toEqual([true, false]);
    expect(isReported(leak, GB)).toBe(true);
    expect(
      siteFigures(factsOf(), [grid, leak], ETS).map(({ data, figure }) => [data.source.code, figure.exact]),
    ).toEqual([['grid', '0.5306']]);
    const [, second] = siteFigures(factsOf(), [grid, leak], GB);
    expect(second?.figure).toMatchObject({ status: 'missing', exact: null });
    expect(siteFigures(factsOf(), [], GB)).toEqual([]);
  });

  it('take the grid factor from another method where a bridge asks for it', () => {
    const facts = factsOf([], { gridRegion: 'CN-GD' });
    const factorOf = (gridFrom = GB) =>
      siteFigures(facts, [grid], GB, gridFrom)[0]?.figure.factors[0]?.region;
    // The 2015 edition goes by regional grids; the site's own region is a province.
    expect(factorOf()).toBe('CN-GD');
    expect(factorOf(GB_2015)).toBe('grid-south');
  });
});
