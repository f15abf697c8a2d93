import type { Checklist, Meter, UnitList } from '@zerofab/contracts';
import { computed, type ComputedRef } from 'vue';
import { forgetCached } from '../../api/cached';
import { getMeters } from '../../api/endpoints';
import { useResource, type Resource } from '../../api/use-resource';
import { getUnits } from '../../site-forms/api';
import { useSites } from '../../site/sites';
import { getChecklist } from '../../checklist/api';

interface SiteSetup {
  readonly checklist: Resource<Checklist>;
  readonly meters: Resource<{ items: Meter[] }>;
  readonly units: Resource<UnitList>;
  readonly codes: ComputedRef<string[]>;
  /** After a change: asks for everything anew; other pages too. */
  readonly reload: () => Promise<void>;
}

/** What is set up so far, from the server alone: the way can be left and gone on with anywhere. */
export const useSiteSetup = (code: () => string | null): SiteSetup => {
  const sites = useSites();
  const checklist = useResource<Checklist>(code, () => getChecklist(code() ?? ''));
  const meters = useResource<{ items: Meter[] }>(code, () => getMeters(code() ?? ''));
  const units = useResource<UnitList>(code, () => getUnits(code() ?? ''));
  const reload = async (): Promise<void> => {
    forgetCached();
    await Promise.all([checklist.reload(), meters.reload(), units.reload()]);
  };
  return { checklist, meters, units, codes: computed(() => sites.items.map((site) => site.code)), reload };
};
