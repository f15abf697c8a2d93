import type { BudgetExecution, Site, SiteScore } from '@zerofab/contracts';
import { getJson } from '../../api/http';
import { site } from '../../api/paths';

export const getSite = (code: string): Promise<Site> => getJson(site(code));

export const getExecution = (code: string, year: number): Promise<BudgetExecution> =>
  getJson(`${site(code)}/budgets/${String(year)}/execution`);

export const getScore = (
  code: string,
  kind: 'zero-carbon' | 'green-factory',
  year: number,
): Promise<SiteScore> => getJson(`${site(code)}/scores/${kind}`, { year });
