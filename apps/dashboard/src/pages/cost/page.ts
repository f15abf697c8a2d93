import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'cost',
  path: 'cost',
  nav: { order: 28, icon: 'chart', label: { zh: '成本', en: 'Cost' }, secondary: true },
  roles: ['admin', 'energy_manager', 'auditor'],
};
