import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'sources',
  path: 'sources',
  nav: { order: 50, icon: 'sources', label: { zh: '排放源与边界', en: 'Sources' }, secondary: true },
};
