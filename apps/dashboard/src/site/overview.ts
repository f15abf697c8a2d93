import type { Overview } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { cached } from '../api/cached';
import { getOverview } from '../api/endpoints';
import { useResource } from '../api/use-resource';
import { useLive } from './live';
import { useSites } from './sites';

/** The overview of the current site: asked again every 30 s, every 5 s while the demo's history fills in. */
export const useOverview = defineStore('overview', () => {
  const sites = useSites();
  const live = useLive();
  const resource = useResource<Overview>(
    () => sites.current?.code ?? null,
    (fresh) => {
      const code = sites.current?.code ?? '';
      return cached(`overview|${code}`, () => getOverview(code), fresh);
    },
    () => (live.filling ? 5000 : 30_000),
  );
  const data = computed(() => resource.data.value);
  /** Site power: what the live stream says, else the last overview. */
  const power = computed(() => live.power ?? data.value?.power ?? null);
  return {
    data,
    power,
    error: resource.error,
    slow: resource.slow,
    loading: resource.loading,
    reload: resource.reload,
  };
});
