import type { EmissionsSeries } from '@zerofab/contracts';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { cached } from '../../api/cached';
import { getSeries } from './api';
import { type Range } from '../../api/paths';
import { useResource, type Resource } from '../../api/use-resource';
import { addDays, daysBetween } from '@zerofab/calendar';
import { useText } from '../../text/use-text';
import { bucketsFor, comparisonOf, type SeriesBucket, type Span } from '../../span/span';
import { useSpan } from '../../span/use-span';
import { useLive } from '../../site/live';
import { useSites } from '../../site/sites';
import { trendPoints, type TrendPoint } from './trend-model';

interface Pair {
  /** What the pair answers; the page may already ask for something else. */
  readonly span: Span;
  readonly bucket: SeriesBucket;
  readonly series: EmissionsSeries;
  readonly compared: EmissionsSeries | null;
}
interface Trend {
  readonly span: ComputedRef<Span>;
  readonly bucket: ComputedRef<SeriesBucket>;
  readonly buckets: ComputedRef<readonly SeriesBucket[]>;
  readonly choose: (bucket: SeriesBucket) => void;
  readonly resource: Resource<Pair>;
  readonly points: ComputedRef<readonly TrendPoint[]>;
  readonly comparedName: ComputedRef<string>;
}

/** Both series of a question. The comparison is an addition: without it the chart still stands. */
async function loadPair(
  code: string,
  asked: Pick<Pair, 'span' | 'bucket'>,
  today: string,
  fresh: boolean,
): Promise<Pair> {
  const { span, bucket } = asked;
  const tomorrow = addDays(today, 1);
  const past = comparisonOf(span);
  const load = ({ from, to }: Range, again: boolean): Promise<EmissionsSeries> =>
    cached(`series|${code}|${from}|${to}|${bucket}`, () => getSeries(code, { from, to }, bucket), again);
  const [series, compared] = await Promise.all([
    load({ from: span.from, to: span.to < tomorrow ? span.to : tomorrow }, fresh),
    load({ from: past.from, to: past.to }, false).catch(() => null),
  ]);
  return { ...asked, series, compared };
}

/** Series of the page's span and of the span compared with, as points of the chart. The bucket size stands in the URL. */
export function useTrend(): Trend {
  const { t, lang } = useText();
  const route = useRoute();
  const router = useRouter();
  const sites = useSites();
  const live = useLive();
  const { span } = useSpan();
  const buckets = computed(() => bucketsFor(span.value));
  const bucket = computed(() => {
    const wanted = route.query['g'];
    return buckets.value.find((size) => size === wanted) ?? buckets.value[0] ?? 'day';
  });

  const resource = useResource(
    () => {
      const code = sites.current?.code;
      return code === undefined
        ? null
        : [code, span.value.from, span.value.to, bucket.value, sites.today].join('|');
    },
    (fresh) =>
      loadPair(sites.current?.code ?? '', { span: span.value, bucket: bucket.value }, sites.today, fresh),
    () => (live.filling ? 8000 : 60_000),
  );
  // By the minute: the page's clock ticks every second, the chart need not.
  const minute = computed(() => Math.floor(sites.now / 60_000) * 60_000);
  const points = computed(() => {
    const pair = resource.data.value;
    if (pair === null) return [];
    return trendPoints({
      ...pair,
      comparedSpan: comparisonOf(pair.span),
      now: minute.value,
      lang: lang.value,
    });
  });
  return {
    span,
    bucket,
    buckets,
    choose: (size) => void router.replace({ query: { ...route.query, g: size } }),
    resource,
    points,
    comparedName: computed(() =>
      t(daysBetween(span.value.from, span.value.to) <= 1 ? 'overview.lastWeek' : 'overview.lastYear'),
    ),
  };
}
