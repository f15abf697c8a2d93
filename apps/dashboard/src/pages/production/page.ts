import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'production',
  path: 'production',
  nav: { order: 62, icon: 'chart', label: { zh: '产量', en: 'Production' }, secondary: true },
};
