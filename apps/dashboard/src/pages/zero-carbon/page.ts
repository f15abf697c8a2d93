import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'zero-carbon',
  path: 'zero-carbon',
  nav: {
    order: 24,
    icon: 'zeroCarbon',
    label: { zh: '零碳工厂', en: 'Zero-carbon factory' },
    short: { zh: '零碳工厂', en: 'Zero-carbon' },
    secondary: true,
  },
};
