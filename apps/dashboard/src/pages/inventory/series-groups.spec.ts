import type { EmissionsSeries } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { seriesGroups } from './series-groups';

const source = (code: string, category: 'process' | 'stationaryCombustion' | 'purchasedElectricity') => ({
  code,
  name: { zh: code, en: code },
  category,
  scope: category === 'purchasedElectricity' ? ('energyIndirect' as const) : ('direct' as const),
});
const series = (
  sources: EmissionsSeries['sources'],
  values: readonly (readonly (number | null)[])[],
): EmissionsSeries => ({
  from: '',
  to: '',
  bucket: 'month',
  timezone: 'Asia/Shanghai',
  settled: true,
  sources,
  buckets: values.map((row) => ({
    start: '',
    end: '',
    directTco2e: null,
    indirectTco2e: null,
    estimatedTco2e: 0,
    tce: null,
    coverage: 1,
    quality: 'measured',
    running: false,
    sources: row.map((tco2e, index) => ({ code: sources[index]?.code ?? '', tco2e })),
  })),
});
const words = {
  scope: (scope: string) => scope,
  category: (category: string) => category,
  source: ({ en }: { en: string }) => en,
  rest: 'rest',
};

describe('layers of emissions over time', () => {
  const plain = series(
    [
      source('gas', 'stationaryCombustion'),
      source('kiln', 'process'),
      source('grid', 'purchasedElectricity'),
    ],
    [
      [1, 2, 10],
      [null, null, 20],
    ],
  );

  it('are the sources, the largest first; missing is not 0', () => {
    expect(seriesGroups(plain, 'source', words).map(({ key, values }) => [key, values])).toEqual([
      ['grid', [10, 20]],
      ['kiln', [2, null]],
      ['gas', [1, null]],
    ]);
  });

  it('add up by scope and class', () => {
    expect(seriesGroups(plain, 'scope', words).map(({ key, values }) => [key, values])).toEqual([
      ['energyIndirect', [10, 20]],
      ['direct', [3, null]],
    ]);
    expect(seriesGroups(plain, 'category', words)).toHaveLength(3);
  });

  it('are the gases of the total, one that a month does not have being missing there', () => {
    const [first, second] = plain.buckets;
    if (first === undefined || second === undefined) throw new Error('the series has two months');
    const gases = {
      ...plain,
      buckets: [
        {
          ...first,
          gases: [
            { gas: 'CH4', tco2e: 1 },
            { gas: 'CO2', tco2e: 12 },
          ],
        },
        { ...second, gases: [{ gas: 'CO2', tco2e: 20 }] },
      ],
    };
    expect(seriesGroups(gases, 'gas', words).map(({ key, name, values }) => [key, name, values])).toEqual([
      ['CO2', 'CO₂', [12, 20]],
      ['CH4', 'CH₄', [1, null]],
    ]);
    expect(seriesGroups(plain, 'gas', words)).toEqual([]);
  });

  it('are five at most, each of its own colour, the smallest together', () => {
    const codes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = series(
      codes.map((code) => source(code, 'process')),
      [[6, 5, 4, 3, 2, 1]],
    );
    const groups = seriesGroups(many, 'source', words);
    expect(groups.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'rest']);
    expect(groups.at(-1)?.values).toEqual([3]);
    expect(new Set(groups.map(({ color }) => color)).size).toBe(5);
    const five = series(
      codes.slice(1).map((code) => source(code, 'process')),
      [[5, 4, 3, 2, 1]],
    );
    expect(seriesGroups(five, 'source', words).map(({ key }) => key)).toEqual(['b', 'c', 'd', 'e', 'f']);
  });
});
