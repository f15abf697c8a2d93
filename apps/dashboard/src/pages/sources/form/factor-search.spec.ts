import type { LibraryFactor } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { fuelOptions, gridRegionOptions, searchFactors, unitsFit } from './factor-search';

const factor = (id: string, unit: string, more: Partial<LibraryFactor> = {}): LibraryFactor => ({
  id,
  table: 'process',
  name: { zh: '石灰石', en: 'Limestone' },
  category: 'carbonate-decomposition',
  rung: 'sector-part',
  fuel: null,
  parameter: null,
  set: null,
  value: '0.44',
  unit,
  gas: 'CO2',
  region: null,
  year: '2024',
  validFrom: null,
  validTo: null,
  source: 'guide for steel',
  sourceUrl: null,
  confidence: 'memory',
  note: null,
  edition: '2026.11',
  ...more,
});

it('finds by every word, in both languages, and by unit where one is asked for', () => {
  const all = [
    factor('carbonate-caco3', 'tCO2/t'),
    factor('elec-cn', 'kgCO2/kWh', { name: { zh: '全国电力', en: 'National electricity' } }),
    factor('gwp-ch4', '1', { table: 'gwp' }),
  ];
  const ids = (text: string, unit: string | null) => searchFactors(all, text, unit).map(({ id }) => id);
  expect(ids('STEEL limestone', null)).toEqual(['carbonate-caco3']);
  expect(ids('电力 2024', null)).toEqual(['elec-cn']);
  expect(ids('', 'tCO2/MWh')).toEqual(['elec-cn']);
  expect(ids('', null)).not.toContain('gwp-ch4');
});

it('knows which units fit, and takes an unknown unit as not fitting', () => {
  expect([unitsFit('kgCO2/kWh', 'tCO2/MWh'), unitsFit('t', 'GJ'), unitsFit('quux', 't')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('lists fuels with their sets, and grid regions', () => {
  const coke = { fuel: 'coke-oven-gas', parameter: 'netCalorificValue' };
  const fuels = fuelOptions([
    factor('a', 'GJ/t', { ...coke, set: 'ncsc' }),
    factor('b', 'fraction', { ...coke, set: 'ncsc', parameter: 'oxidationFactor' }),
    factor('c', 'GJ/t', { ...coke, set: 'ndrc-guides' }),
    factor('d', 'kg/TJ', { fuel: 'diesel', set: 'ipcc2006', parameter: 'ch4Factor' }),
    // The id names nothing: without its columns a row is no parameter of a fuel.
    factor('fuel-coke-ncv-ncsc', 'GJ/t'),
  ]);
  expect(
    fuels.map(({ fuel, sets }) => [fuel, sets.map(({ set, factors }) => [set, factors.length])]),
  ).toEqual([
    [
      'coke-oven-gas',
      [
        ['ncsc', 2],
        ['ndrc-guides', 1],
      ],
    ],
  ]);
  const regions = gridRegionOptions([
    factor('elec-cn', 'kgCO2/kWh', { category: 'grid-average-national', region: 'CN' }),
    factor('elec-om', 'kgCO2/kWh', { category: 'grid-om', region: 'grid-east' }),
  ]);
  expect(regions.map(({ key }) => key)).toEqual(['CN']);
});
