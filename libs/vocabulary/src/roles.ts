import type { Labels } from './bilingual.js';

/** Roles of people. `auditor` reads everything and changes nothing; `viewer` sees dashboards. */
export const ROLES = ['admin', 'energy_manager', 'auditor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Labels<Role> = {
  admin: { zh: '系统管理员', en: 'Administrator' },
  energy_manager: { zh: '能源管理员', en: 'Energy manager' },
  auditor: { zh: '核查员', en: 'Auditor' },
  viewer: { zh: '访客', en: 'Viewer' },
};
