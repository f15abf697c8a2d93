import type { Formula } from '../formula.js';
import { activity, emissionFactor } from './inputs.js';

const GENERAL = {
  edition: '2025',
  standard: 'GB/T 32150-2025',
  text: 'E = AD × EF',
  confidence: 'transcribed',
  constants: [],
  output: { name: 'emission', symbol: 'E', unit: 'tCO2' },
  evaluate: (value) => value('activity').times(value('emissionFactor')),
} as const satisfies Partial<Formula>;

export const PURCHASED_ENERGY: readonly Formula[] = [
  {
    ...GENERAL,
    id: 'purchased-electricity',
    clause: '7.5.6 purchased electricity (G9)',
    name: { zh: '购入电力排放', en: 'Purchased electricity' },
    inputs: [
      activity('AD', 'MWh', '购入电量', 'Electricity bought'),
      emissionFactor(
        'tCO2/MWh',
        '电网平均排放因子（1 kgCO2/kWh = 1 tCO2/MWh）',
        'Average grid factor (1 kgCO2/kWh = 1 tCO2/MWh)',
      ),
    ],
  },
  {
    ...GENERAL,
    id: 'purchased-heat',
    clause: '7.5.6 purchased heat (G10)',
    name: { zh: '购入热力排放', en: 'Purchased heat' },
    inputs: [
      activity('AD', 'GJ', '购入热量', 'Heat bought'),
      emissionFactor('tCO2/GJ', '热力排放因子，缺省 0.11', 'Factor of heat, default 0.11'),
    ],
  },
];
