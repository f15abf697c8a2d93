import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'reports',
  path: 'reports',
  nav: { order: 40, icon: 'reports', label: { zh: '报告', en: 'Reports' } },
};
