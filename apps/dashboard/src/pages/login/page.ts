import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'login',
  path: '/login',
  open: true,
};
