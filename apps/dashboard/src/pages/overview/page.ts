import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'overview',
  path: '',
  spanned: true,
  nav: { order: 10, icon: 'overview', label: { zh: '总览', en: 'Overview' } },
};
