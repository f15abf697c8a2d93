import type { NewUser } from '@zerofab/identity';
import { DEMO_PASSWORD } from './public-password.js';

/** The demo's accounts beside the administrator, with the public password. */
export const people = (site: string): readonly (NewUser & { readonly password: string })[] => [
  {
    username: 'manager',
    nameZh: '能源管理员',
    nameEn: 'Energy manager',
    role: 'energy_manager',
    password: DEMO_PASSWORD,
    sites: [site],
  },
  {
    username: 'auditor',
    nameZh: '核查员',
    nameEn: 'Auditor',
    role: 'auditor',
    password: DEMO_PASSWORD,
    sites: [site],
  },
  {
    username: 'viewer',
    nameZh: '访客',
    nameEn: 'Viewer',
    role: 'viewer',
    password: DEMO_PASSWORD,
    sites: [site],
  },
];

/** Their user names. */
export const DEMO_PEOPLE: readonly string[] = people('').map(({ username }) => username);
