import type { CheckStep } from '@zerofab/vocabulary';
import type { RouteLocationRaw } from 'vue-router';

const LINKS: Readonly<
  Record<CheckStep, { readonly name: string; readonly query: Readonly<Record<string, string>> }>
> = {
  site: { name: 'setup', query: { step: 'site' } },
  units: { name: 'setup', query: { step: 'units' } },
  meters: { name: 'setup', query: { step: 'meters' } },
  readings: { name: 'setup', query: { step: 'connection' } },
  history: { name: 'setup', query: { step: 'history' } },
  sources: { name: 'setup', query: { step: 'sources' } },
  activityData: { name: 'activity-data', query: {} },
  factors: { name: 'sources', query: {} },
  boundary: { name: 'sources', query: { tab: 'boundary', edit: 'boundary' } },
  plan: { name: 'sources', query: { tab: 'plan' } },
};

/** Where a step of the check list is done. */
export const checkLink = (step: CheckStep, site: string): RouteLocationRaw => {
  const { name, query } = LINKS[step];
  return { name, query: { site, ...query } };
};
