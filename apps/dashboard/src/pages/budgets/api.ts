import type {
  ApproveBudget,
  Budget,
  BudgetExecution,
  BudgetProposal,
  BudgetVersionList,
  PutBudget,
  PutTarget,
  TargetProgress,
} from '@zerofab/contracts';
import { getJson, postJson, putJson } from '../../api/http';
import { site } from '../../api/paths';

const budget = (code: string, year: number): string => `${site(code)}/budgets/${String(year)}`;

export const getBudget = (code: string, year: number, version?: number): Promise<Budget> =>
  getJson(budget(code, year), { version });

export const getBudgetVersions = (code: string, year: number): Promise<BudgetVersionList> =>
  getJson(`${budget(code, year)}/versions`);

export const putBudget = (code: string, year: number, body: PutBudget): Promise<Budget> =>
  putJson(budget(code, year), body);

export const approveBudget = (code: string, year: number, body: ApproveBudget): Promise<Budget> =>
  postJson(`${budget(code, year)}/approve`, body);

export const getExecution = (code: string, year: number): Promise<BudgetExecution> =>
  getJson(`${budget(code, year)}/execution`);

export const getProposal = (
  code: string,
  year: number,
  query: { indicator: string; siteUnit?: string | undefined },
): Promise<BudgetProposal> => getJson(`${budget(code, year)}/proposal`, query);

export const getTargets = (code: string): Promise<TargetProgress> => getJson(`${site(code)}/targets`);

export const putTarget = (code: string, indicator: string, body: PutTarget): Promise<TargetProgress> =>
  putJson(`${site(code)}/targets/${encodeURIComponent(indicator)}`, body);
