import type { PageEntry } from '../../shell/page-entry';

/** Everything that is set up once and changed now and then: sites, units, meters, logins, people, the own account. */
export const page: PageEntry = {
  name: 'settings',
  path: 'settings',
  nav: { order: 90, icon: 'settings', label: { zh: '配置', en: 'Set-up' }, secondary: true },
  siteless: true,
};
