import type { Formula } from '../formula.js';
import { activity } from './inputs.js';

const STANDARD = {
  edition: '2020',
  standard: 'GB/T 2589-2020',
  confidence: 'memory',
  constants: [],
} as const;
const TCE = { name: 'energy', symbol: 'E', unit: 'tce' } as const;

const content = (
  id: string,
  unit: string,
  by: { readonly zh: string; readonly en: string },
  amount: { readonly zh: string; readonly en: string },
): Formula => ({
  ...STANDARD,
  id,
  clause: 'comprehensive energy consumption, one carrier (e_i × p_i)',
  name: { zh: `折标准煤量（${by.zh}）`, en: `Energy in standard coal, ${by.en}` },
  text: 'E_i = e_i × p_i',
  inputs: [
    activity('e', unit, amount.zh, amount.en),
    {
      name: 'energyCoefficient',
      symbol: 'p',
      unit: `tce/${unit}`,
      description: { zh: '折标准煤系数（当量值）', en: 'Coefficient to standard coal, calorific value' },
      min: '0',
      max: null,
    },
  ],
  output: TCE,
  evaluate: (value) => value('activity').times(value('energyCoefficient')),
});

export const COMPREHENSIVE_ENERGY: readonly Formula[] = [
  content(
    'energy-content-electricity',
    'MWh',
    { zh: '电力', en: 'electricity' },
    { zh: '电量', en: 'Electricity' },
  ),
  content('energy-content-heat', 'GJ', { zh: '热量', en: 'heat' }, { zh: '热量', en: 'Heat' }),
  content('energy-content-mass', 't', { zh: '按质量', en: 'by mass' }, { zh: '消耗质量', en: 'Mass used' }),
  content(
    'energy-content-gas-volume',
    '10^4Nm3',
    { zh: '按标准状态体积', en: 'by normal gas volume' },
    { zh: '消耗体积（0 °C、101.325 kPa）', en: 'Gas volume used at 0 °C and 101.325 kPa' },
  ),
  {
    ...STANDARD,
    id: 'comprehensive-energy',
    clause: 'comprehensive energy consumption (E = Σ e_i × p_i)',
    name: { zh: '综合能耗（当量值）', en: 'Comprehensive energy consumption, calorific value' },
    text: 'E = Σ E_i',
    variadic: true,
    inputs: [
      {
        name: 'term',
        symbol: 'E_i',
        unit: 'tce',
        description: {
          zh: '各能源品种折标准煤量；名称自定，数量不限',
          en: 'Carriers in standard coal; free names, any number',
        },
        min: null,
        max: null,
      },
    ],
    output: TCE,
    evaluate: (value, names) => names.map((name) => value(name)).reduce((total, term) => total.plus(term)),
  },
];
