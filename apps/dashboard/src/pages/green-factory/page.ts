import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'green-factory',
  path: 'green-factory',
  nav: {
    order: 26,
    icon: 'greenFactory',
    label: { zh: '绿色工厂', en: 'Green factory' },
    short: { zh: '绿色工厂', en: 'Green' },
    secondary: true,
  },
};
