import type { BudgetExecution, OrganisationInventory } from '@zerofab/contracts';
import { getJson } from '../../api/http';
import { site } from '../../api/paths';

export const getOrganisation = (year: number): Promise<OrganisationInventory> =>
  getJson('/organisation/inventory', { year });

export const getExecution = (code: string, year: number): Promise<BudgetExecution> =>
  getJson(`${site(code)}/budgets/${year}/execution`);
