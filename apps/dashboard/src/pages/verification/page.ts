import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'verification',
  path: 'verification',
  nav: { order: 43, icon: 'check', label: { zh: '核查', en: 'Verification' }, secondary: true },
  roles: ['admin', 'energy_manager', 'auditor'],
};
