import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useSites } from '../site/sites';
import { isCurrent, queryOfSpan, shiftSpan, spanAround, spanOfQuery, type Preset, type Span } from './span';

interface SpanControl {
  readonly span: ComputedRef<Span>;
  readonly current: ComputedRef<boolean>;
  readonly choose: (preset: Exclude<Preset, 'custom'>) => void;
  readonly chooseDays: (from: string, toExclusive: string) => void;
  readonly shift: (direction: -1 | 1) => void;
  readonly canGoLater: ComputedRef<boolean>;
}

/** The span of the page as the URL says, and the ways to change it. */
export function useSpan(): SpanControl {
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const span = computed(() =>
    spanOfQuery(
      { p: text(route.query['p']), from: text(route.query['from']), to: text(route.query['to']) },
      sites.today,
    ),
  );
  const go = (next: Span): void => {
    void router.replace({ query: { ...route.query, ...queryOfSpan(next, sites.today), trace: undefined } });
  };
  return {
    span,
    current: computed(() => isCurrent(span.value, sites.today)),
    choose: (preset) => go(spanAround(preset, sites.today)),
    chooseDays: (from, to) => go({ preset: 'custom', from, to }),
    shift: (direction) => go(shiftSpan(span.value, direction)),
    canGoLater: computed(() => shiftSpan(span.value, 1).from <= sites.today),
  };
}
