import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'factors',
  path: 'factors',
  nav: { order: 70, icon: 'table', label: { zh: '因子库', en: 'Factor library' }, secondary: true },
};
