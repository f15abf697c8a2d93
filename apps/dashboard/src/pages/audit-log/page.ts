import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'audit-log',
  path: 'audit-log',
  nav: { order: 85, icon: 'trace', label: { zh: '审计日志', en: 'Audit log' }, secondary: true },
  roles: ['admin', 'auditor'],
  siteless: true,
};
