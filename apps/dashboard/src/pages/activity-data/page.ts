import type { PageEntry } from '../../shell/page-entry';

export const page: PageEntry = {
  name: 'activity-data',
  path: 'activity-data',
  nav: { order: 60, icon: 'pencil', label: { zh: '活动数据', en: 'Activity data' }, secondary: true },
};
