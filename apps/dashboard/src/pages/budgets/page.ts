import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'budgets',
  path: 'budgets',
  nav: {
    order: 36,
    icon: 'calendar',
    label: { zh: '预算与目标', en: 'Budgets & targets' },
    secondary: true,
  },
};
