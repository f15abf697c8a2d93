import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The tab of the page as the URL says; the first is the one that it need not name. */
export function useTab<Name extends string>(
  names: readonly [Name, ...Name[]],
): { readonly tab: ComputedRef<Name>; readonly show: (name: Name) => void } {
  const route = useRoute();
  const router = useRouter();
  const [first] = names;
  return {
    tab: computed(() => names.find((name) => name === route.query['tab']) ?? first),
    show: (name) => {
      void router.replace({ query: { ...route.query, tab: name === first ? undefined : name } });
    },
  };
}
