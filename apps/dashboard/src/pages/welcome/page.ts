import type { PageEntry } from '../../shell/page-entry';

/** Where a one-time link leads: its person sets the own password. */
export const page: PageEntry = { name: 'welcome', path: '/welcome', open: true };
