import { addDays, isDay, type LocalDate } from '@zerofab/calendar';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useSites } from '../../site/sites';

/** How many days of readings are listed, ending with the chosen one. */
export const DAYS_LISTED = [1, 7, 31, 366] as const;

interface MeterDays {
  /** Day of the curve. */
  readonly day: ComputedRef<LocalDate>;
  readonly days: ComputedRef<number>;
  /** Days of readings, half-open. */
  readonly from: ComputedRef<LocalDate>;
  readonly to: ComputedRef<LocalDate>;
  readonly choose: (day: string) => void;
  readonly list: (days: number) => void;
}

/** Day and span of a meter's page as the URL says; without one, today and the week up to it. */
export function useMeterDays(): MeterDays {
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const day = computed(() => {
    const asked = route.query['day'];
    return typeof asked === 'string' && isDay(asked) && asked <= sites.today ? asked : sites.today;
  });
  const days = computed(() => DAYS_LISTED.find((count) => String(count) === route.query['days']) ?? 7);
  const set = (query: Record<string, string | undefined>): void => {
    void router.replace({ query: { ...route.query, ...query } });
  };
  return {
    day,
    days,
    from: computed(() => addDays(day.value, 1 - days.value)),
    to: computed(() => addDays(day.value, 1)),
    choose: (next) => {
      if (isDay(next) && next <= sites.today) set({ day: next === sites.today ? undefined : next });
    },
    list: (count) => set({ days: count === 7 ? undefined : String(count) }),
  };
}
