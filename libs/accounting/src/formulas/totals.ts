import type { ExactDecimal } from '@zerofab/units';
import type { Formula, FormulaInput, Values } from '../formula.js';

const part = (name: string, symbol: string, zh: string, en: string): FormulaInput => ({
  name,
  symbol,
  unit: 'tCO2e',
  description: { zh: `${zh}；不涉及则不填`, en: `${en}; leave out if the class does not occur` },
  min: null,
  max: null,
  optional: true,
});

const SUBTRACTED = new Set(['recovered', 'electricityOut', 'heatOut']);

/** Adds what was given, subtracts exports and recovery. The first term decides the constructor: no stray zero. */
const balance = (value: Values, names: readonly string[]): ExactDecimal =>
  names
    .map((name) => (SUBTRACTED.has(name) ? value(name).negated() : value(name)))
    .reduce((total, term) => total.plus(term));

const GENERAL = {
  edition: '2025',
  standard: 'GB/T 32150-2025; GB/T 32151.34-2024',
  confidence: 'transcribed',
  constants: [],
  evaluate: balance,
} as const satisfies Partial<Formula>;

export const TOTALS: readonly Formula[] = [
  {
    ...GENERAL,
    id: 'direct-emissions',
    clause: '7.5.8 (eq 11); GB/T 32151.34-2024 eq 13–16 (ES)',
    name: { zh: '直接排放', en: 'Direct emissions' },
    text: 'ES = E_fuel + E_process + E_waste + E_fugitive − E_recovered',
    inputs: [
      part('fuel', 'E_fuel', '化石燃料燃烧', 'Fossil fuel combustion'),
      part('process', 'E_process', '生产过程', 'Production process'),
      part('waste', 'E_waste', '废弃物处理处置', 'Waste treatment'),
      part('fugitive', 'E_fugitive', '逸散', 'Fugitive'),
      part(
        'recovered',
        'E_recovered',
        '回收利用（须有凭证；2025 版文本此处有歧义）',
        'Recovered, with proof; the 2025 print is in conflict here',
      ),
    ],
    output: { name: 'direct', symbol: 'ES', unit: 'tCO2e' },
  },
  {
    ...GENERAL,
    id: 'energy-indirect-emissions',
    clause: '7.5.6–7.5.8; GB/T 32151.34-2024 eq 13–16 (EI)',
    name: { zh: '能源间接排放', en: 'Energy-indirect emissions' },
    text: 'EI = E_in,e + E_in,h − E_out,e − E_out,h',
    inputs: [
      part('electricityIn', 'E_in,e', '购入电力', 'Purchased electricity'),
      part('heatIn', 'E_in,h', '购入热力', 'Purchased heat'),
      part('electricityOut', 'E_out,e', '输出电力', 'Exported electricity'),
      part('heatOut', 'E_out,h', '输出热力', 'Exported heat'),
    ],
    output: { name: 'energyIndirect', symbol: 'EI', unit: 'tCO2e' },
  },
  {
    ...GENERAL,
    id: 'total-emissions',
    clause: '7.5.8 (eq 11); GB/T 32151.34-2024 eq 13–16 (ET)',
    name: { zh: '排放总量', en: 'Total emissions' },
    text: 'ET = ES + EI',
    inputs: [
      part('direct', 'ES', '直接排放', 'Direct emissions'),
      part('energyIndirect', 'EI', '能源间接排放', 'Energy-indirect emissions'),
    ],
    output: { name: 'total', symbol: 'ET', unit: 'tCO2e' },
  },
  {
    ...GENERAL,
    id: 'sum-emissions',
    clause: '7.5.2–7.5.6 (sum over sources)',
    name: { zh: '排放量合计', en: 'Sum of emissions' },
    text: 'E = Σ E_i',
    variadic: true,
    inputs: [
      {
        name: 'term',
        symbol: 'E_i',
        unit: 'tCO2e',
        description: {
          zh: '各排放源或时段；名称自定，数量不限',
          en: 'Sources or spans; free names, any number',
        },
        min: null,
        max: null,
      },
    ],
    output: { name: 'sum', symbol: 'E', unit: 'tCO2e' },
  },
];
