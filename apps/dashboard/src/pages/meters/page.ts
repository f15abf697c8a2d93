import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'meters',
  path: 'meters',
  nav: {
    order: 30,
    icon: 'meters',
    label: { zh: '计量与数据', en: 'Meters & data' },
    short: { zh: '数据', en: 'Data' },
  },
};
