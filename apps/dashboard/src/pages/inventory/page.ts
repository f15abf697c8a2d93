import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'inventory',
  path: 'inventory',
  formerly: ['emissions'],
  nav: {
    order: 20,
    icon: 'emissions',
    label: { zh: '碳排放', en: 'Emissions' },
    short: { zh: '碳排放', en: 'Carbon' },
  },
};
