import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { formatTraceId, parseTraceId, type TraceId } from './trace-id';

let opener: HTMLElement | null = null;

interface TraceControl {
  readonly current: ComputedRef<TraceId | null>;
  readonly open: (id: TraceId) => void;
  readonly close: () => void;
}

/** The open trace stands in the URL (`?trace=`): Back walks up, reload and shared links open the same. */
export function useTrace(): TraceControl {
  const route = useRoute();
  const router = useRouter();
  const current = computed(() => {
    const text = route.query['trace'];
    return parseTraceId(typeof text === 'string' ? text : null);
  });
  return {
    current,
    open: (id) => {
      if (current.value === null && document.activeElement instanceof HTMLElement)
        opener = document.activeElement;
      void router.push({ query: { ...route.query, trace: formatTraceId(id) } });
    },
    close: () => {
      const back = opener;
      opener = null;
      void router.push({ query: { ...route.query, trace: undefined } }).then(() => back?.focus());
    },
  };
}
