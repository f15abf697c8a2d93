import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'screen',
  path: '/screen',
  open: 'always',
  nav: { order: 900, icon: 'chart', label: { zh: '大屏', en: 'Large screen' }, secondary: true },
};
