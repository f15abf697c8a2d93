import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'periods',
  path: 'periods',
  nav: { order: 42, icon: 'calendar', label: { zh: '报告期', en: 'Periods' }, secondary: true },
  roles: ['admin', 'energy_manager', 'auditor'],
};
