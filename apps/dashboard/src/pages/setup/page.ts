import type { PageEntry } from '../../shell/page-entry';

/** The guided way from an empty store to a first figure. Reached from empty pages, the check list and the settings. */
export const page: PageEntry = {
  name: 'setup',
  path: 'setup',
  roles: ['admin', 'energy_manager'],
  siteless: true,
};
