import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'sites',
  path: 'sites',
  nav: {
    order: 12,
    icon: 'table',
    label: { zh: '各厂区', en: 'Sites' },
    secondary: true,
    severalSites: true,
  },
};
