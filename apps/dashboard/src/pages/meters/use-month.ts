import { addMonths } from '@zerofab/calendar';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Range } from '../../api/paths';
import { useSites } from '../../site/sites';

interface MonthControl {
  /** YYYY-MM. */
  readonly month: ComputedRef<string>;
  readonly range: ComputedRef<Range>;
  readonly shift: (by: number) => void;
  readonly canGoLater: ComputedRef<boolean>;
}

/** The month of the page as the URL says; the present one need not be named. */
export function useMonth(): MonthControl {
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const present = computed(() => sites.today.slice(0, 7));
  const month = computed(() => {
    const asked = route.query['month'];
    const good = typeof asked === 'string' && /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(asked);
    return good && asked <= present.value ? asked : present.value;
  });
  const first = computed(() => `${month.value}-01`);
  return {
    month,
    range: computed(() => ({ from: first.value, to: addMonths(first.value, 1) })),
    shift: (by) => {
      const next = addMonths(first.value, by).slice(0, 7);
      void router.replace({
        query: { ...route.query, month: next === present.value ? undefined : next, day: undefined },
      });
    },
    canGoLater: computed(() => month.value < present.value),
  };
}
