/** Budget and targets of the demo factory. All of it is invented, about what its simulated meters come to. */

/** Shape of a year: heating in winter, short months of the Spring Festival and National Day. */
export const BUDGET_WEIGHTS = [95, 72, 90, 76, 69, 77, 82, 82, 76, 68, 88, 96];

export const BUDGETS = [
  { indicator: 'tco2e', unit: 'tCO2e', total: '9800' },
  { indicator: 'tce', unit: 'tce', total: '3150' },
  { indicator: 'carrier:electricity', unit: 'kWh', total: '12200000' },
  { indicator: 'carrier:naturalGas', unit: 'Nm3', total: '920000' },
  { indicator: 'carrier:water', unit: 'm3', total: '38000' },
] as const;

const SOURCE = '演示基准值，虚构 base value invented for the demo';

export const TARGETS = [
  {
    indicator: 'tco2e',
    baseValue: '9600',
    unit: 'tCO2e',
    source: SOURCE,
    path: 'linear',
    targetValue: '5500',
  },
  { indicator: 'tce', baseValue: '3100', unit: 'tce', source: SOURCE, path: 'rate', yearlyRate: '0.042' },
] as const;
