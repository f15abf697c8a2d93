import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'energy',
  path: 'energy',
  spanned: true,
  nav: { order: 15, icon: 'chart', label: { zh: '用能', en: 'Energy' } },
};
