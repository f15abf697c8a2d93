import { describe, expect, it } from 'vitest';
import { ETS, GB, LOCATION, term } from '../../fixtures/planted-site.js';
import type { GasLine } from '../domain/figure.js';
import { gasTotals, methodLines, weightInTotal } from './method-lines.js';

const gas = (name: string, exactTonnes: string): GasLine => ({
  gas: name,
  tonnes: Number(exactTonnes),
  gwp: 1,
  tco2e: 0,
  exactTonnes,
  exactTco2e: '0',
  gwpFactor: null,
  counted: true,
});

describe('the weight of a class in the total', () => {
  it.each([
    ['stationaryCombustion', GB, 1],
    ['exportedHeat', GB, -1],
    ['exportedElectricity', GB, -1],
    ['recovery', GB, -1],
    ['biogenic', GB, 0],
    ['removal', GB, 0],
    // Optional, beside the total.
    ['otherIndirectTransport', GB, 0],
    ['exportedHeat', LOCATION, 0],
    ['purchasedElectricity', LOCATION, 1],
    ['purchasedElectricity', ETS, 0],
    ['process', ETS, 1],
  ] as const)('%s under %o is %i', (category, method, weight) => {
    expect(weightInTotal({ category }, method)).toBe(weight);
  });

  it('is 0 of a class the method does not know', () => {
    expect(weightInTotal({ category: 'process' }, { ...GB, classes: {} })).toBe(0);
  });
});

describe('the lines of a method', () => {
  const terms = [
    term('out', 'exportedHeat', '4'),
    term('b1', 'stationaryCombustion', '1.1'),
    term('b2', 'stationaryCombustion', '2.2'),
    term('b1', 'stationaryCombustion', '0.3', 'CH4'),
  ];

  it('stand in the order of its classes; what is exported keeps its own size, and its sign beside it', () => {
    const lines = methodLines(terms, GB);
    expect(
      lines.map(({ line, sign, exact, tco2e, sources, scope }) => [
        line.en,
        sign,
        exact.toFixed(),
        tco2e,
        sources,
        scope,
      ]),
    ).toEqual([
      ['Fossil fuel combustion, stationary', 1, '3.6', 3.6, ['b1', 'b2'], 'direct'],
      ['Exported heat', -1, '4', 4, ['out'], 'energyIndirect'],
    ]);
    expect(lines[0]?.terms).toHaveLength(3);
  });

  it('hold classes together that share a line', () => {
    const same = { ...GB, classes: { process: GB.classes.process, waste: GB.classes.process } } as typeof GB;
    const lines = methodLines([term('a', 'process', '1'), term('b', 'waste', '2')], same);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ tco2e: 3, sources: ['a', 'b'], terms: [{ ref: 'a' }, { ref: 'b' }] });
    expect(methodLines([], GB)).toEqual([]);
  });
});

describe('totals by gas', () => {
  it('take exports away, and leave out what stands beside the total', () => {
    const terms = [
      term('boiler', 'stationaryCombustion', '100'),
      term('boiler', 'stationaryCombustion', '0.28', 'CH4'),
      term('out', 'exportedHeat', '30'),
      term('wood', 'biogenic', '50', 'CO2-biogenic'),
    ];
    // CH4: 0.01 t, as the source's own line says; 100 − 30 of CO2.
    const lines = [{ code: 'boiler', gases: [gas('CO2', '100'), gas('CH4', '0.01')] }];
    expect(gasTotals(terms, lines, GB)).toEqual([
      { gas: 'CO2', tonnes: 70, tco2e: 70 },
      { gas: 'CH4', tonnes: 0.01, tco2e: 0.28 },
    ]);
    expect(gasTotals(terms, [], GB)[1]).toEqual({ gas: 'CH4', tonnes: 0, tco2e: 0.28 });
    expect(gasTotals([], [], GB)).toEqual([]);
  });

  it('take the mass of a gas from the source it belongs to', () => {
    const terms = [term('a', 'fugitive', '47', 'SF6'), term('b', 'fugitive', '94', 'SF6')];
    const lines = [
      { code: 'b', gases: [gas('SF6', '0.004')] },
      { code: 'a', gases: [gas('CO2', '9'), gas('SF6', '0.002')] },
    ];
    expect(gasTotals(terms, lines, GB)).toEqual([{ gas: 'SF6', tonnes: 0.006, tco2e: 141 }]);
  });
});
