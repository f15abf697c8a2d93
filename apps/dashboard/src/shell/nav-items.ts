import type { IconName } from '../kit/icons/icon-paths';

interface NavItem {
  readonly name: 'overview' | 'emissions' | 'meters' | 'reports' | 'sources' | 'activity-data' | 'factors';
  readonly icon: IconName;
  readonly label: string;
  readonly short: string;
  /** On a phone it stands under "more". */
  readonly secondary?: true;
}

/** Pages of the navigation, in its order: those that exist. */
export const NAV_ITEMS: readonly NavItem[] = [
  { name: 'overview', icon: 'overview', label: 'nav.overview', short: 'nav.overview' },
  { name: 'emissions', icon: 'emissions', label: 'nav.emissions', short: 'nav.emissionsShort' },
  { name: 'meters', icon: 'meters', label: 'nav.meters', short: 'nav.metersShort' },
  { name: 'reports', icon: 'reports', label: 'nav.reports', short: 'nav.reports' },
  { name: 'sources', icon: 'sources', label: 'nav.sources', short: 'nav.sourcesShort', secondary: true },
  {
    name: 'activity-data',
    icon: 'pencil',
    label: 'nav.activityData',
    short: 'nav.activityDataShort',
    secondary: true,
  },
  { name: 'factors', icon: 'table', label: 'nav.factors', short: 'nav.factorsShort', secondary: true },
];
