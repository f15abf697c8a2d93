import type { CentreFunctions } from '@zerofab/contracts';
import type { RouteLocationRaw } from 'vue-router';

type MendPage = NonNullable<CentreFunctions['items'][number]['mend']>;

const LINKS: Readonly<
  Record<MendPage, { readonly name: string; readonly query?: Readonly<Record<string, string>> }>
> = {
  meters: { name: 'meters' },
  periods: { name: 'periods' },
  production: { name: 'production' },
  energy: { name: 'energy' },
  budgets: { name: 'budgets', query: { tab: 'plan' } },
  reports: { name: 'reports' },
  electricity: { name: 'activity-data' },
  simulation: { name: 'zero-carbon', query: { tab: 'simulation' } },
};

/** Where a function that is not live is made so. */
export const mendLink = (page: MendPage, site: string): RouteLocationRaw => {
  const { name, query } = LINKS[page];
  return { name, query: { site, ...query } };
};
