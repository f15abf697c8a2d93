import { describe, expect, it } from 'vitest';
import { forbiddenTwin, isUnusual, usualFactor, usualParameter, type UsualRange } from './usual-range.js';

const ends = (range: UsualRange | undefined) => [range?.low.toFixed(), range?.high.toFixed()];

describe('usual factors', () => {
  it('of electricity are the averages of the grids: Yunnan 2022 to Inner Mongolia, without margins and footprints', () => {
    expect(ends(usualFactor('purchasedElectricity', 'kgCO2/kWh'))).toEqual(['0.1073', '0.8967']);
    expect(ends(usualFactor('purchasedElectricity', 'gCO2/kWh'))).toEqual(['107.3', '896.7']);
  });

  it('of heat are the one default', () => {
    expect(ends(usualFactor('purchasedHeat', 'tCO2/GJ'))).toEqual(['0.11', '0.11']);
  });

  it('of fuels are CO2 per heat or amount, of carbon × calorific value × 44/12', () => {
    expect(ends(usualFactor('stationaryCombustion', 'tCO2/GJ'))).toEqual(['0.0444', '0.26']);
    // Waste oil and bagasse apart, 1 t of fuel gives 0.64 to 3.48 t of CO2.
    const [low, high] = ends(usualFactor('stationaryCombustion', 'tCO2/t')).map(Number);
    expect(low).toBeCloseTo(0.6422, 4);
    expect(high).toBeCloseTo(3.4805, 4);
    expect(ends(usualFactor('mobileCombustion', 'kgCO2/L'))).toEqual(['1.5', '3.2']);
  });

  it('are not known for a process', () => {
    expect(usualFactor('other', 'tCO2/t')).toBeUndefined();
    expect(usualFactor('biogenic', 'tCO2/t')).toBeUndefined();
    expect(usualFactor('purchasedElectricity', 'tCO2/t')).toBeUndefined();
  });
});

describe('usual parameters', () => {
  it('of density lie between liquefied gas and heavy oil, hydrogen and butane', () => {
    expect(ends(usualParameter('density', 'diesel', 'kg/m3'))).toEqual(['420', '1050']);
    expect(ends(usualParameter('density', undefined, 'kg/Nm3'))).toEqual(['0.09', '2.7']);
    expect(usualParameter('density', undefined, 'GJ/t')).toBeUndefined();
  });

  it('are those of the fuel where one is named', () => {
    expect(ends(usualParameter('netCalorificValue', 'diesel', 'GJ/t'))).toEqual(['42.652', '43.33']);
    expect(ends(usualParameter('netCalorificValue', 'diesel', 'MJ/t'))).toEqual(['42652', '43330']);
    // 42.652 GJ/t × 0.0202 tC/GJ = 0.8615704 tC/t, the smaller of the two sets.
    expect(ends(usualParameter('carbonContent', 'diesel', 'tC/t'))[0]).toBe('0.8615704');
    // 0.0202 tC/GJ × 44/12 × 42.652 GJ/t = 3.15909… tCO2/t.
    expect(Number(ends(usualParameter('emissionFactor', 'diesel', 'tCO2/t'))[0])).toBeCloseTo(3.1591, 4);
  });

  it('are those of all fuels where none is', () => {
    expect(ends(usualParameter('carbonContent', undefined, 'tC/GJ'))).toEqual(['0.0122', '0.0708']);
    expect(ends(usualParameter(undefined, undefined, 'tC/GJ'))).toEqual(['0.0122', '0.0708']);
    expect(ends(usualParameter('netCalorificValue', undefined, 'GJ/10^4Nm3'))).toEqual(['33', '389.31']);
    expect(usualParameter(undefined, undefined, 'tCO2/t')).toBeDefined();
    expect(usualParameter('netCalorificValue', 'moon dust', 'GJ/t')).toBeUndefined();
    expect(usualParameter(undefined, undefined, 'kg/m2')).toBeUndefined();
    expect(usualParameter('carbonContent', undefined, 'tC/t')).toBeUndefined();
    expect(usualParameter('carbonContent', undefined, 'tC/10^4Nm3')).toBeUndefined();
  });
});

describe('an unusual value', () => {
  const usual = usualParameter('netCalorificValue', 'diesel', 'GJ/t');
  if (usual === undefined) throw new Error('diesel has a calorific value');

  it('lies outside a third of the smallest and three times the greatest, the ends inside', () => {
    expect(isUnusual('129.99', 'GJ/t', usual)).toBe(false);
    expect(isUnusual('129.990001', 'GJ/t', usual)).toBe(true);
    // 42.652 ÷ 3 = 14.2173…
    expect(isUnusual('14.2174', 'GJ/t', usual)).toBe(false);
    expect(isUnusual('14.2173', 'GJ/t', usual)).toBe(true);
    expect(isUnusual('0', 'GJ/t', usual)).toBe(true);
  });

  it('is judged after conversion of its unit', () => {
    expect(isUnusual('42652', 'MJ/t', usual)).toBe(false);
    expect(isUnusual('42652', 'GJ/t', usual)).toBe(true);
  });
});

describe('a factor that may not stand for consumption', () => {
  it('is recognised by its value in any unit', () => {
    expect(forbiddenTwin('0.7921', 'tCO2/MWh')?.id).toBe('elec-om-2019-grid-east');
    expect(forbiddenTwin('792.1', 'gCO2/kWh')?.id).toBe('elec-om-2019-grid-east');
    expect(forbiddenTwin('0.577700', 'kgCO2/kWh')?.id).toBe('elec-lifecycle-cn-2024');
    expect(forbiddenTwin('0.5942', 'kgCO2/kWh')?.id).toBe('elec-cn-2021-excl-market-nonfossil');
  });

  it('is not seen in an average, in an ETS factor, in zero or in another value', () => {
    expect(forbiddenTwin('0.5568', 'kgCO2/kWh')).toBeUndefined();
    expect(forbiddenTwin('0.5703', 'tCO2/MWh')).toBeUndefined();
    expect(forbiddenTwin('0', 'kgCO2/kWh')).toBeUndefined();
    expect(forbiddenTwin('0.7922', 'tCO2/MWh')).toBeUndefined();
  });
});
