import type { FormulaConstant, FormulaInput } from '../formula.js';

/** An amount of activity: never negative, because a negative amount is a wrong sign or an export. */
export const activity = (symbol: string, unit: string, zh: string, en: string): FormulaInput => ({
  name: 'activity',
  symbol,
  unit,
  description: { zh: `${zh}，不小于 0`, en: `${en}; 0 or more` },
  min: '0',
  max: null,
});

export const netCalorificValue = (unit: string): FormulaInput => ({
  name: 'netCalorificValue',
  symbol: 'NCV',
  unit,
  description: { zh: '低位发热量，收到基', en: 'Net calorific value as received' },
  min: '0',
  max: null,
  aboveMin: true,
});

export const CARBON_CONTENT: FormulaInput = {
  name: 'carbonContent',
  symbol: 'CC',
  unit: 'tC/GJ',
  description: { zh: '单位热值含碳量', en: 'Carbon content per heat' },
  min: '0',
  max: null,
};

export const OXIDATION: FormulaInput = {
  name: 'oxidationFactor',
  symbol: 'OF',
  unit: 'fraction',
  description: {
    zh: '碳氧化率，大于 0 且不大于 1（99 % 即 0.99）',
    en: 'Oxidised share of the carbon, above 0 and at most 1 (99 % is 0.99)',
  },
  min: '0',
  max: '1',
  aboveMin: true,
};

export const emissionFactor = (unit: string, zh: string, en: string): FormulaInput => ({
  name: 'emissionFactor',
  symbol: 'EF',
  unit,
  description: { zh, en },
  min: '0',
  max: null,
});

/** 44/12 kept as two whole numbers, so that the ratio stays exact. */
export const CO2_PER_CARBON: readonly FormulaConstant[] = [
  { name: 'molarMassCo2', symbol: '44', value: '44', unit: 'g/mol' },
  { name: 'molarMassCarbon', symbol: '12', value: '12', unit: 'g/mol' },
];
