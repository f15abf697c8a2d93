import type { Formula } from '../formula.js';
import { activity, emissionFactor } from './inputs.js';

const record = (
  id: string,
  amount: { readonly zh: string; readonly en: string; readonly unit: string },
  by: { readonly zh: string; readonly en: string },
): Formula => ({
  id,
  edition: '2025',
  standard: 'GB/T 32150-2025',
  clause: '7.2.2 (factor method, eq 1), GWP of CO2 = 1',
  name: { zh: `排放因子法（${by.zh}）`, en: `Factor method, ${by.en}` },
  text: 'E = AD × EF',
  confidence: 'transcribed',
  inputs: [
    activity('AD', amount.unit, amount.zh, amount.en),
    emissionFactor(
      `tCO2/${amount.unit}`,
      `每${by.zh.replace('按', '单位')} CO2 因子`,
      `CO2 ${by.en.replace('by', 'per')}`,
    ),
  ],
  constants: [],
  output: { name: 'emission', symbol: 'E', unit: 'tCO2' },
  evaluate: (value) => value('activity').times(value('emissionFactor')),
});

/** G1 with a factor per amount, e.g. a supplier's or laboratory's figure entered by the site. */
export const FACTOR_METHOD: readonly Formula[] = [
  record(
    'emission-factor-mass',
    { unit: 't', zh: '消耗质量', en: 'Mass used' },
    { zh: '按质量', en: 'by mass' },
  ),
  record(
    'emission-factor-gas-volume',
    { unit: '10^4Nm3', zh: '消耗体积（0 °C、101.325 kPa）', en: 'Gas volume used at 0 °C and 101.325 kPa' },
    { zh: '按标准状态体积', en: 'by normal gas volume' },
  ),
  record(
    'emission-factor-volume',
    { unit: 'm3', zh: '消耗体积（与因子同一状态）', en: 'Volume used, in the state the factor is meant for' },
    { zh: '按体积', en: 'by volume' },
  ),
];
