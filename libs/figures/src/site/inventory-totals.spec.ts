import type { SourceCategory } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { ETS, GB, LOCATION, term } from '../../fixtures/planted-site.js';
import { inventorySums, linesInTotal, sharesOf, type TotalledLine } from './inventory-totals.js';
import { weightInTotal } from './method-lines.js';

const line = (
  code: string,
  category: SourceCategory,
  tco2e: string | null,
  more: Partial<TotalledLine> = {},
): TotalledLine => ({
  code,
  status: tco2e === null ? 'missing' : 'ok',
  methodScope: GB.classes[category]?.scope ?? 'excluded',
  weight: weightInTotal({ category }, GB),
  activity: { coverage: 1, quality: 'measured' },
  tco2e: tco2e === null ? null : Number(tco2e),
  exact: tco2e,
  estimatedTco2e: 0,
  energy: null,
  gases: [],
  dataQuality: null,
  terms: tco2e === null ? [] : [term(code, category, tco2e)],
  ...more,
});
describe('shares in the total', () => {
  const lines = [
    line('boiler', 'stationaryCombustion', '60'),
    line('grid', 'purchasedElectricity', '40'),
    line('wood', 'biogenic', '7'),
    line('gone', 'process', null),
  ];

  it('add up to 1 over what stands in it', () => {
    const shares = sharesOf(lines, GB, 100);
    expect([...shares]).toEqual([
      ['boiler', 0.6],
      ['grid', 0.4],
    ]);
    expect([...shares.values()].reduce((a, b) => a + b)).toBe(1);
  });

  it('are none of no total, and none of 0', () => {
    expect(sharesOf(lines, GB, null).size).toBe(0);
    expect(sharesOf(lines, GB, 0).size).toBe(0);
  });

  it('follow the total of the method', () => {
    expect(linesInTotal(lines, GB).map(({ code }) => code)).toEqual(['boiler', 'grid', 'gone']);
    expect(linesInTotal(lines, ETS).map(({ code }) => code)).toEqual(['boiler', 'gone']);
  });
});

describe('totals of an inventory', () => {
  const energy = (tce: string) => ({ gj: '0', tce, coefficient: null }) as unknown as TotalledLine['energy'];
  const lines = [
    line('boiler', 'stationaryCombustion', '100.1', { estimatedTco2e: 10 }),
    line('captured', 'recovery', '5'),
    line('grid', 'purchasedElectricity', '50', {
      activity: { coverage: 0.5, quality: 'estimated' },
      estimatedTco2e: 3,
    }),
    line('sold-heat', 'exportedHeat', '20'),
    line('wood', 'biogenic', '9', {
      estimatedTco2e: 9,
      terms: [term('wood', 'biogenic', '9', 'CO2-biogenic')],
    }),
    line('forest', 'removal', '2'),
    line('lorries', 'otherIndirectTransport', '8'),
  ];
  const sums = inventorySums(lines, GB, () => null);

  it('take exports and recovery away: 100.1 − 5 and 50 − 20', () => {
    expect(sums).toMatchObject({
      directTco2e: 95.1,
      indirectTco2e: 30,
      totalTco2e: 125.1,
      exact: { direct: '95.1', indirect: '30', total: '125.1' },
    });
  });

  it('count exported heat in no total of a method that only reports it', () => {
    const of = inventorySums(lines, LOCATION, () => null);
    expect(of).toMatchObject({ indirectTco2e: 50, directTco2e: 100.1, totalTco2e: 150.1 });
  });

  it('keep biomass, removals and other indirect emissions beside the total', () => {
    expect(sums).toMatchObject({ biogenicTco2: 9, removalTco2e: 2, otherIndirectTco2e: 8 });
    // Of the estimated 10, 3 and 9 t the last is not in the total.
    expect(sums.estimatedTco2e).toBe(13);
  });

  it('say how far they can be trusted', () => {
    expect(sums).toMatchObject({
      complete: false,
      quality: 'estimated',
      dataQuality: null,
      comprehensiveEnergyTce: null,
    });
    // By size over what stands in the total, exports and recovery like the rest: (100.1 + 5 + 50 × 0.5 + 20)/175.1
    expect(sums.coverage).toBeCloseTo(150.1 / 175.1, 12);
    expect(
      inventorySums([line('a', 'process', '1'), line('b', 'process', null)], GB, () => null),
    ).toMatchObject({
      complete: false,
      quality: 'missing',
      totalTco2e: 1,
    });
    expect(inventorySums([line('a', 'process', '1')], GB, () => null)).toMatchObject({
      complete: true,
      quality: 'measured',
      coverage: 1,
    });
  });

  it('are null, not 0, of nothing', () => {
    expect(inventorySums([], GB, () => null)).toEqual({
      complete: false,
      lowerBound: false,
      missing: [],
      partial: [],
      directTco2e: null,
      indirectTco2e: null,
      otherIndirectTco2e: null,
      removalTco2e: null,
      totalTco2e: null,
      exact: { direct: null, indirect: null, total: null },
      estimatedTco2e: 0,
      biogenicTco2: 0,
      gases: [],
      lines: [],
      dataQuality: null,
      comprehensiveEnergyTce: null,
      coverage: 0,
      quality: 'missing',
    });
  });

  it('add energy up, and ask for the interval of each line by its terms', () => {
    const of = inventorySums(
      [
        line('a', 'purchasedElectricity', '1', { energy: energy('1.5') }),
        line('b', 'process', '2'),
        line('c', 'process', '3', { energy: energy('0.25') }),
      ],
      GB,
      (terms) => ({ halfWidthPercent: terms.length }) as never,
    );
    expect(of.comprehensiveEnergyTce).toBe(1.75);
    expect(of.lines).toMatchObject([
      {
        line: { en: 'Production process' },
        exact: '5',
        tco2e: 5,
        sources: ['b', 'c'],
        uncertainty: { halfWidthPercent: 2 },
      },
      { exact: '1', sign: 1, uncertainty: { halfWidthPercent: 1 } },
    ]);
    expect(of.lines[0]).not.toHaveProperty('terms');
    expect(of.gases).toEqual([{ gas: 'CO2', tonnes: 6, tco2e: 6 }]);
  });

  it('grade only what stands in the total', () => {
    const quality = (grade: 'high' | 'low') =>
      ({ grade, activity: grade, factor: grade, why: { zh: '', en: '' } }) as TotalledLine['dataQuality'];
    const of = inventorySums(
      [
        line('a', 'process', '1', { dataQuality: quality('high') }),
        line('w', 'biogenic', '9', { dataQuality: quality('low') }),
      ],
      GB,
      () => null,
    );
    expect(of.dataQuality).toMatchObject({ grade: 'high', shares: { high: '1', low: '0' } });
  });
});
