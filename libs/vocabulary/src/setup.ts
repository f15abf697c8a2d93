import type { Labels } from './bilingual.js';

/** Kinds of organisational unit within a site. */
export const SITE_UNIT_KINDS = ['plant', 'workshop', 'line', 'utility', 'other'] as const;
export type SiteUnitKind = (typeof SITE_UNIT_KINDS)[number];

export const SITE_UNIT_LABELS: Labels<SiteUnitKind> = {
  plant: { zh: '工厂', en: 'Plant' },
  workshop: { zh: '车间', en: 'Workshop' },
  line: { zh: '产线', en: 'Line' },
  utility: { zh: '公用工程', en: 'Utilities' },
  other: { zh: '其他', en: 'Other' },
};

/** What a correct inventory takes, in the order in which it is set up. */
export const CHECK_STEPS = [
  'site',
  'units',
  'meters',
  'readings',
  'history',
  'sources',
  'activityData',
  'factors',
  'boundary',
  'plan',
] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];
