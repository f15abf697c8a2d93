/** Sites of the mock side by side: the factory with its inventory, and the new site without data. */
import type { OrganisationInventory, Site } from '@zerofab/contracts';
import { detailedInventory } from './mock-inventory.js';
import { instantOf } from './mock-factory.js';

const NOTHING = { direct: null, indirect: null, total: null };

export function organisationOf(sites: readonly Site[], year: number): OrganisationInventory {
  const inventory = detailedInventory(instantOf(String(year)), instantOf(String(year + 1)), null);
  const { directTco2e, indirectTco2e, totalTco2e, exact, method } = inventory;
  const missing = inventory.sources.filter(({ status }) => status === 'missing').map(({ code }) => code);
  return {
    year,
    method: { id: method.id, name: method.name },
    sites: sites.map(({ code, name, organisation, demo }) => ({
      code,
      name,
      organisation,
      demo,
      ...(code === 'new'
        ? {
            counted: false,
            complete: false,
            missing: [],
            reason: { zh: '该年没有计入的排放源', en: 'No emission source counts in this year' },
            directTco2e: null,
            indirectTco2e: null,
            totalTco2e: null,
            exact: NOTHING,
          }
        : {
            counted: true,
            complete: inventory.complete,
            missing,
            reason: null,
            directTco2e,
            indirectTco2e,
            totalTco2e,
            exact,
          }),
    })),
    sum: { directTco2e, indirectTco2e, totalTco2e, exact, trace: null },
    complete: false,
    missing: ['new'],
  };
}
