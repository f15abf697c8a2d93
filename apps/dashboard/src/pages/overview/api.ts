import type { BudgetExecution, EmissionsSeries, SiteMovers } from '@zerofab/contracts';
import { getJson } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const getSeries = (
  code: string,
  range: Range,
  bucket: 'hour' | 'day' | 'month',
): Promise<EmissionsSeries> => getJson(`${site(code)}/emissions-series`, { ...range, bucket });

export const getMovers = (code: string, range: Range): Promise<SiteMovers> =>
  getJson(`${site(code)}/movers`, { ...range });

export const getExecution = (code: string, year: number): Promise<BudgetExecution> =>
  getJson(`${site(code)}/budgets/${String(year)}/execution`);
