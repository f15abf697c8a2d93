/** Budget and targets of the demo factory. All of it is invented, about what its simulated meters come to. */

/** By how much a month works: winter holidays and National Day are short. */
export const BUDGET_WEIGHTS = [95, 70, 104, 102, 101, 104, 107, 107, 103, 90, 107, 110];

export const BUDGETS = [
  { indicator: 'tco2e', unit: 'tCO2e', total: '10400' },
  { indicator: 'tce', unit: 'tce', total: '3700' },
  { indicator: 'carrier:electricity', unit: 'kWh', total: '10200000' },
  { indicator: 'carrier:naturalGas', unit: 'Nm3', total: '1350000' },
  { indicator: 'carrier:water', unit: 'm3', total: '26000' },
] as const;

const SOURCE = '演示基准值，虚构 base value invented for the demo';

export const TARGETS = [
  {
    indicator: 'tco2e',
    baseValue: '10600',
    unit: 'tCO2e',
    source: SOURCE,
    path: 'linear',
    targetValue: '6000',
  },
  { indicator: 'tce', baseValue: '3750', unit: 'tce', source: SOURCE, path: 'rate', yearlyRate: '0.042' },
] as const;
