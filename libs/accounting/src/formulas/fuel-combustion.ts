import type { Formula, Values } from '../formula.js';
import {
  activity,
  CARBON_CONTENT,
  CO2_PER_CARBON,
  emissionFactor,
  netCalorificValue,
  OXIDATION,
} from './inputs.js';

const GENERAL = { edition: '2025', standard: 'GB/T 32150-2025; GB/T 32151.34-2024' } as const;
const CO2 = { name: 'emission', symbol: 'E', unit: 'tCO2' } as const;

/** Products first, the one division last: nothing is rounded before it must be. */
const co2OfCarbon = (value: Values, ...names: readonly string[]) =>
  names
    .reduce((product, name) => product.times(value(name)), value('molarMassCo2'))
    .div(value('molarMassCarbon'));

export const FUEL_COMBUSTION: readonly Formula[] = [
  {
    ...GENERAL,
    id: 'fuel-combustion-mass',
    clause: '7.5.2; GB/T 32151.34-2024 eq 1–5',
    name: { zh: '化石燃料燃烧排放（按质量）', en: 'Combustion of fossil fuel, by mass' },
    text: 'E = AD × NCV × CC × OF × 44/12',
    confidence: 'transcribed',
    inputs: [
      activity('AD', 't', '燃料消耗质量', 'Mass of fuel burnt'),
      netCalorificValue('GJ/t'),
      CARBON_CONTENT,
      OXIDATION,
    ],
    constants: CO2_PER_CARBON,
    output: CO2,
    evaluate: (value) =>
      co2OfCarbon(value, 'activity', 'netCalorificValue', 'carbonContent', 'oxidationFactor'),
  },
  {
    ...GENERAL,
    id: 'fuel-combustion-volume',
    clause: '7.5.2; GB/T 32151.34-2024 eq 1–5',
    name: { zh: '化石燃料燃烧排放（按标准状态体积）', en: 'Combustion of fossil fuel, by normal gas volume' },
    text: 'E = AD × NCV × CC × OF × 44/12',
    confidence: 'transcribed',
    inputs: [
      activity(
        'AD',
        '10^4Nm3',
        '燃气消耗体积（0 °C、101.325 kPa）',
        'Volume of gas burnt at 0 °C and 101.325 kPa',
      ),
      netCalorificValue('GJ/10^4Nm3'),
      CARBON_CONTENT,
      OXIDATION,
    ],
    constants: CO2_PER_CARBON,
    output: CO2,
    evaluate: (value) =>
      co2OfCarbon(value, 'activity', 'netCalorificValue', 'carbonContent', 'oxidationFactor'),
  },
  {
    ...GENERAL,
    id: 'fuel-combustion-heat',
    clause: '7.5.2; GB/T 32151.34-2024 eq 1–5',
    name: { zh: '化石燃料燃烧排放（按热量）', en: 'Combustion of fossil fuel, by heat' },
    text: 'E = ADh × CC × OF × 44/12',
    confidence: 'transcribed',
    inputs: [activity('ADh', 'GJ', '燃料热量（低位）', 'Heat of fuel burnt, net'), CARBON_CONTENT, OXIDATION],
    constants: CO2_PER_CARBON,
    output: CO2,
    evaluate: (value) => co2OfCarbon(value, 'activity', 'carbonContent', 'oxidationFactor'),
  },
  {
    ...GENERAL,
    id: 'fuel-co2-per-heat',
    clause: '7.2.2 (factor method), factor per heat',
    name: { zh: '化石燃料燃烧排放（单位热量 CO2 因子）', en: 'Combustion of fossil fuel, CO2 per heat' },
    text: 'E = ADh × EF   (EF holds 44/12 and full oxidation)',
    confidence: 'transcribed',
    inputs: [
      activity('ADh', 'TJ', '燃料热量（低位）', 'Heat of fuel burnt, net'),
      emissionFactor(
        'tCO2/TJ',
        '单位热量 CO2 因子，已含 44/12 与完全氧化',
        'CO2 per heat; holds 44/12 and full oxidation',
      ),
    ],
    constants: [],
    output: CO2,
    evaluate: (value) => value('activity').times(value('emissionFactor')),
  },
  {
    ...GENERAL,
    id: 'fuel-heat-mass',
    clause: 'GB/T 32151.34-2024 eq 1–5 (AFh = AFM × HM)',
    name: { zh: '燃料热量（按质量）', en: 'Heat of a fuel, by mass' },
    text: 'ADh = AD × NCV',
    confidence: 'transcribed',
    inputs: [activity('AD', 't', '燃料消耗质量', 'Mass of fuel burnt'), netCalorificValue('GJ/t')],
    constants: [],
    output: { name: 'heat', symbol: 'ADh', unit: 'GJ' },
    evaluate: (value) => value('activity').times(value('netCalorificValue')),
  },
  {
    ...GENERAL,
    id: 'fuel-heat-volume',
    clause: 'GB/T 32151.34-2024 eq 1–5 (AFh = AFV × HV)',
    name: { zh: '燃料热量（按标准状态体积）', en: 'Heat of a fuel, by normal gas volume' },
    text: 'ADh = AD × NCV',
    confidence: 'transcribed',
    inputs: [
      activity(
        'AD',
        '10^4Nm3',
        '燃气消耗体积（0 °C、101.325 kPa）',
        'Volume of gas burnt at 0 °C and 101.325 kPa',
      ),
      netCalorificValue('GJ/10^4Nm3'),
    ],
    constants: [],
    output: { name: 'heat', symbol: 'ADh', unit: 'GJ' },
    evaluate: (value) => value('activity').times(value('netCalorificValue')),
  },
  {
    id: 'gas-volume-normal',
    edition: '1',
    standard: 'ideal gas law at equal pressure (101.325 kPa)',
    clause: 'V ∝ T; 0 °C = 273.15 K, 20 °C = 293.15 K',
    name: { zh: '20 °C 气体体积折算为标准状态', en: 'Gas volume at 20 °C to normal state' },
    text: 'V0 = V20 × 273.15 / 293.15',
    confidence: 'definition',
    inputs: [
      activity('V20', 'm3@20C', '20 °C、101.325 kPa 下的气体体积', 'Gas volume at 20 °C and 101.325 kPa'),
    ],
    constants: [
      { name: 'temperatureNormal', symbol: 'T0', value: '273.15', unit: 'K' },
      { name: 'temperatureMetered', symbol: 'T20', value: '293.15', unit: 'K' },
    ],
    output: { name: 'normalVolume', symbol: 'V0', unit: 'Nm3' },
    evaluate: (value) => value('activity').times(value('temperatureNormal')).div(value('temperatureMetered')),
  },
];
