import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useSites } from '../site/sites';

/** The year of the page as the URL says, and the years to choose from, the next one first. */
export function useYear(yearsBack: number): {
  readonly years: ComputedRef<readonly number[]>;
  readonly year: WritableComputedRef<number>;
} {
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const thisYear = computed(() => Number(sites.today.slice(0, 4)));
  const years = computed(() => Array.from({ length: yearsBack + 2 }, (_, n) => thisYear.value + 1 - n));
  const year = computed({
    get: () => years.value.find((item) => String(item) === route.query['year']) ?? thisYear.value,
    set: (value: number) => void router.replace({ query: { ...route.query, year: String(value) } }),
  });
  return { years, year };
}
