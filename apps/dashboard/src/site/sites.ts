import type { Site } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { getSites } from '../api/endpoints';
import { serverNow, type ApiError } from '../api/http';
import { asApiError } from '../api/use-resource';
import { dayOf } from '../format/time';

/** The sites this user may see, and the one the page shows (`?site=`). */
export const useSites = defineStore('sites', () => {
  const items = ref<readonly Site[]>([]);
  const loaded = ref(false);
  const error = ref<ApiError | null>(null);
  const wanted = ref<string | null>(null);
  const current = computed<Site | null>(
    () => items.value.find((site) => site.code === wanted.value) ?? items.value[0] ?? null,
  );
  const zone = computed(() => current.value?.timezone ?? 'UTC');
  const now = ref(serverNow());
  /** The site's local date. */
  const today = computed(() => dayOf(now.value, zone.value));

  const load = async (): Promise<void> => {
    try {
      items.value = (await getSites()).items;
      error.value = null;
      now.value = serverNow();
      loaded.value = true;
    } catch (failure) {
      error.value = asApiError(failure);
    }
  };
  const clear = (): void => {
    items.value = [];
    loaded.value = false;
  };
  /** Moves the page's clock; called once a second by the shell. */
  const tick = (): void => {
    now.value = serverNow();
  };
  return { items, loaded, error, wanted, current, zone, now, today, load, clear, tick };
});
