/** Emission sources, factors and formulas of the mock factory. */
import type { InventorySource } from '@zerofab/contracts';
import type { Trace, TraceInput } from '@zerofab/vocabulary';
import { Decimal } from 'decimal.js';

export interface MockSource {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly category: InventorySource['category'];
  readonly meter: string | null;
  readonly unit: string;
  /** Activity unit → unit of the formula. */
  readonly formula: string;
  readonly factors: readonly (readonly [
    symbol: string,
    role: string,
    value: string,
    unit: string,
    zh: string,
    en: string,
  ])[];
  readonly tcePerUnit: string;
}

export const SOURCES: readonly MockSource[] = [
  {
    code: 'elec',
    zh: '外购电力',
    en: 'Purchased electricity',
    category: 'purchasedElectricity',
    meter: 'M-IN',
    unit: 'MWh',
    formula: 'purchased-electricity',
    tcePerUnit: '0.1229',
    factors: [
      [
        'EF',
        'emissionFactor',
        '0.5306',
        'tCO2/MWh',
        '全国电力平均二氧化碳排放因子',
        'National average grid factor',
      ],
    ],
  },
  {
    code: 'gas',
    zh: '天然气',
    en: 'Natural gas',
    category: 'stationaryCombustion',
    meter: 'M-GAS',
    unit: '10^4 Nm3',
    formula: 'fuel-combustion',
    tcePerUnit: '13.3',
    factors: [
      [
        'NCV',
        'netCalorificValue',
        '389.31',
        'GJ/10^4 Nm3',
        '天然气低位发热量',
        'Net calorific value, natural gas',
      ],
      ['CC', 'carbonContent', '0.01532', 'tC/GJ', '天然气单位热值含碳量', 'Carbon content, natural gas'],
      ['OF', 'oxidationFactor', '0.99', '1', '天然气碳氧化率', 'Oxidation factor, natural gas'],
    ],
  },
  {
    code: 'heat',
    zh: '外购热力',
    en: 'Purchased heat',
    category: 'purchasedHeat',
    meter: 'M-STEAM',
    unit: 'GJ',
    formula: 'purchased-heat',
    tcePerUnit: '0.03412',
    factors: [['EF', 'emissionFactor', '0.11', 'tCO2/GJ', '热力排放因子缺省值', 'Default heat factor']],
  },
  {
    code: 'diesel',
    zh: '柴油叉车',
    en: 'Diesel forklifts',
    category: 'mobileCombustion',
    meter: null,
    unit: 't',
    formula: 'fuel-combustion',
    tcePerUnit: '1.4571',
    factors: [
      ['NCV', 'netCalorificValue', '43.33', 'GJ/t', '柴油低位发热量', 'Net calorific value, diesel'],
      ['CC', 'carbonContent', '0.0202', 'tC/GJ', '柴油单位热值含碳量', 'Carbon content, diesel'],
      ['OF', 'oxidationFactor', '0.98', '1', '柴油碳氧化率', 'Oxidation factor, diesel'],
    ],
  },
];

const FORMULAS: Readonly<Record<string, { text: string; zh: string; en: string; clause: string }>> = {
  'purchased-electricity': {
    text: 'E = AD × EF',
    zh: '购入电力产生的排放',
    en: 'Emissions of purchased electricity',
    clause: '5.2.4',
  },
  'purchased-heat': {
    text: 'E = AD × EF',
    zh: '购入热力产生的排放',
    en: 'Emissions of purchased heat',
    clause: '5.2.5',
  },
  'fuel-combustion': {
    text: 'E = FC × NCV × CC × OF × 44/12',
    zh: '化石燃料燃烧排放',
    en: 'Fuel combustion',
    clause: '5.2.2',
  },
  'energy-content': {
    text: 'e = AD × p',
    zh: '综合能耗（当量值）',
    en: 'Comprehensive energy, calorific',
    clause: '4.3',
  },
};
export const DIESEL_T_PER_DAY = 0.094;
export const MS_PER_DAY = 86_400_000;

/** Works a formula of the mock out, in decimals. */
export function calculateMock(
  formula: string,
  inputs: Readonly<Record<string, { value: string; unit: string }>>,
): Trace | null {
  const description = FORMULAS[formula];
  if (description === undefined) return null;
  const carbon = formula === 'fuel-combustion';
  const product = Object.values(inputs).reduce((sum, input) => sum.times(input.value), new Decimal(1));
  const value = carbon ? product.times(44).div(12) : product;
  const names = Object.keys(inputs);
  return {
    formula: {
      id: formula,
      edition: '2025',
      clause: description.clause,
      text: description.text,
      expression: carbon ? `${names.join(' * ')} * molarMassCo2 / molarMassCarbon` : names.join(' * '),
      standard: formula === 'energy-content' ? 'GB/T 2589-2020' : 'GB/T 32150-2025',
      name: { zh: description.zh, en: description.en },
    },
    inputs: names.map((name, index): TraceInput => ({
      name,
      symbol: name === 'activity' ? (carbon ? 'FC' : 'AD') : name,
      value: inputs[name]?.value ?? '0',
      unit: inputs[name]?.unit ?? '1',
      origin: index === 0 ? 'activity' : 'factor',
      ref: null,
      trace: null,
    })),
    result: {
      value: value.toDecimalPlaces(12).toString(),
      unit: formula === 'energy-content' ? 'tce' : 'tCO2e',
    },
  };
}
