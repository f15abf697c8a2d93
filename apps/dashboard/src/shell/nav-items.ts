import type { IconName } from '../icons/icon-paths';

interface NavItem {
  readonly name: 'overview' | 'meters' | 'reports';
  readonly icon: IconName;
  readonly label: string;
  readonly short: string;
}

/** Pages of the navigation, in its order: those that exist. */
export const NAV_ITEMS: readonly NavItem[] = [
  { name: 'overview', icon: 'overview', label: 'nav.overview', short: 'nav.overview' },
  { name: 'meters', icon: 'meters', label: 'nav.meters', short: 'nav.metersShort' },
  { name: 'reports', icon: 'reports', label: 'nav.reports', short: 'nav.reports' },
];
